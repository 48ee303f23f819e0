// A thread of its own, so that the listener's work is not counted with the reader's.
import type { ServerHttp2Stream } from 'node:http2'
import { parentPort, workerData } from 'node:worker_threads'
import { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { framed, listenBare } from './bare-listener.ts'
import { mixedEvents } from './events.ts'
import { nodeAnswers } from './node-answers.ts'

/** What the thread is asked for; `perSecond` null: as fast as it is read. */
export interface FloodOrder {
  readonly events: number
  readonly identities: number
  readonly perSecond: number | null
}

const { events, identities, perSecond } = workerData as FloodOrder
const frames = mixedEvents(events, identities).map((event) => framed(Event.encode(event).finish()))
const stepMs = 10

/** Writes pieces of 500 messages for as long as they are taken; the stream stays open afterwards, as a node's does. */
function pour(stream: ServerHttp2Stream): void {
  let sent = 0
  const more = () => {
    while (sent < frames.length && !stream.destroyed) {
      const piece = Buffer.concat(frames.slice(sent, sent + 500))
      sent += 500
      if (!stream.write(piece)) return void stream.once('drain', more)
    }
  }
  more()
}

/** Writes what is due by the clock, so that a late timer loses no event. */
function drip(stream: ServerHttp2Stream, rate: number): void {
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.min(frames.length, Math.floor(((performance.now() - began) / 1000) * rate))
    if (due > sent) stream.write(Buffer.concat(frames.slice(sent, due)))
    sent = due
    if (sent === frames.length || stream.destroyed) clearInterval(timer)
  }, stepMs)
}

const listed = Array.from({ length: identities }, (_, index) => ({ index, name: `identity-${index}.key`, proving: index % 3 === 0 }))
const { address } = await listenBare({
  ...nodeAnswers(() => listed),
  '/spacemesh.v1.AdminService/EventsStream': {
    kind: 'stream',
    open: (stream) => (perSecond === null ? pour(stream) : drip(stream, perSecond)),
  },
})
parentPort?.postMessage(address)

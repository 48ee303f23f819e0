import type { ClientReadableStream } from '@grpc/grpc-js'
import type { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { guarded, messageOf } from '../faults/index.ts'
import { type Answer, failureOf } from '../net/index.ts'
import { backOffMs, type Clock, paced } from '../time/index.ts'
import type { NodeClients } from './clients.io.ts'
import { isOfPair, isSecondOfPair, type NodeEvent, parseEvent } from './events.ts'
import { createReplayFilter } from './replayed.ts'

/** How a stream stands. `overflow`: the node dropped us because we were slow; what lies between is lost and must be asked anew. */
type StreamState = 'open' | 'closed' | 'overflow' | 'none'

export interface EventStreamDependencies {
  readonly clients: Pick<NodeClients, 'events'>
  readonly clock: Clock
  /** Events in the order of the node, without repeats: a single one at once, many each 100 ms. */
  readonly onEvents: (events: readonly NodeEvent[]) => void
  readonly onState: (state: StreamState, detail: string) => void
  /** Hears what taking an event or trying a stream threw; the stream goes on, without what was lost. Never throws. */
  readonly failed: (error: unknown) => void
}

const deliverMs = 100
/** So many wait at most for delivery; then they are delivered at once. */
const batchLimit = 1_000

/** Without a copy: half of the cost of taking an event is this. */
const hex = ({ buffer, byteOffset, byteLength }: Uint8Array): string => Buffer.from(buffer, byteOffset, byteLength).toString('hex')

/** Collects events for the next delivery. */
function createIntake({ clock, onEvents, failed }: Pick<EventStreamDependencies, 'clock' | 'onEvents' | 'failed'>) {
  const replay = createReplayFilter()
  const lastOf = new Map<string, NodeEvent>()
  let waiting: NodeEvent[] = []
  const deliver = () => {
    const events = waiting
    waiting = []
    if (events.length > 0) onEvents(events)
  }
  const delivery = paced(clock, deliverMs, { run: deliver, failed })
  const take = (wire: Event) => {
    if (replay.isKnown(wire)) return
    const event = parseEvent(wire, { hex, receivedAt: clock.now() })
    if (event === null) return
    if (event.smesher !== null && isOfPair(event)) {
      const previous = lastOf.get(event.smesher) ?? null
      if (lastOf.size > 10_000) lastOf.clear()
      lastOf.set(event.smesher, event)
      if (isSecondOfPair(previous, event)) return
    }
    waiting.push(event)
    if (waiting.length >= batchLimit) delivery.now()
    else if (waiting.length === 1) delivery.soon()
  }
  return { take: guarded(take, failed), deliver: delivery.now, opened: replay.opened }
}

const isStream = (found: ClientReadableStream<Event> | Answer<never>): found is ClientReadableStream<Event> => 'on' in found

interface Ended {
  readonly code: number
  readonly details: string
}

/** Reads one stream until it ends. Never rejects. */
function readStream(stream: ClientReadableStream<Event>, seen: { opened: () => void; take: (event: Event) => void }): Promise<Ended> {
  return new Promise((resolve) => {
    stream.on('metadata', seen.opened)
    stream.on('data', seen.take)
    stream.on('error', (failure: Error & Partial<Ended>) =>
      resolve({ code: failure.code ?? 2, details: failure.details ?? failure.message }),
    )
    stream.on('end', () => resolve({ code: 14, details: 'the node ended the stream' }))
  })
}

function causeOf({ code, details }: Ended): { readonly overflow: boolean; readonly detail: string } {
  const failure = failureOf(code, details)
  return { overflow: /buffer is full/i.test(details), detail: 'detail' in failure ? failure.detail : failure.kind }
}

/** Runs something later, with growing waits; `now` runs a waiting try at once. */
function createRetry(clock: Clock, run: () => void) {
  let failures = 0
  let cancel: (() => void) | null = null
  const fire = () => {
    cancel = null
    run()
  }
  return {
    later: (atOnce: boolean) => {
      cancel = clock.after(atOnce ? 0 : backOffMs(failures++, clock.chance()), fire)
    },
    succeeded: () => {
      failures = 0
    },
    now: () => {
      if (cancel === null) return
      cancel()
      fire()
    },
    cancel: () => cancel?.(),
  }
}

/** One try: opens the stream and reads it until it ends. `null`: no address, there is nothing to try. */
async function tryStream(
  clients: EventStreamDependencies['clients'],
  seen: { opened: () => void; take: (event: Event) => void; holds: (stream: ClientReadableStream<Event>) => boolean },
): Promise<Ended | null> {
  const found = await clients.events()
  if (!isStream(found)) return found.kind === 'no-address' ? null : { code: 14, details: found.kind }
  const ended = readStream(found, seen)
  if (!seen.holds(found)) found.cancel()
  return ended
}

/**
 * Follows the events of a node for as long as it is watched: connects again with back-off, and at once when the node
 * dropped us for being slow (`buffer is full`). `nudge` tries now instead of at the end of a back-off.
 */
export function followEvents(deps: EventStreamDependencies): { stop: () => void; nudge: () => void } {
  const { clients, clock, onState, failed } = deps
  const intake = createIntake(deps)
  let stopped = false
  let current: ClientReadableStream<Event> | null = null
  const opened = guarded(() => {
    retry.succeeded()
    intake.opened()
    onState('open', '')
  }, failed)
  const holds = (stream: ClientReadableStream<Event>): boolean => {
    current = stream
    return !stopped
  }
  const told = guarded(onState, failed)
  const tried = (ended: Ended | null) => {
    intake.deliver()
    if (stopped) return
    if (ended === null) return told('none', 'no private address')
    const { overflow, detail } = causeOf(ended)
    told(overflow ? 'overflow' : 'closed', detail)
    retry.later(overflow)
  }
  // A try that throws is a stream that could not be had: the next one comes with the same growing waits.
  const threw = (error: unknown): Ended => {
    failed(error)
    return { code: 2, details: messageOf(error) }
  }
  const run = () => tryStream(clients, { opened, take: intake.take, holds }).catch(threw).then(tried)
  const retry = createRetry(clock, () => void run())
  void run()
  return {
    stop: () => {
      // What waits for its delivery was heard.
      intake.deliver()
      stopped = true
      retry.cancel()
      current?.cancel()
    },
    nudge: retry.now,
  }
}

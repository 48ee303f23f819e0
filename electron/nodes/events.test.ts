import { readFileSync } from 'node:fs'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { afterEach, expect, test } from 'vitest'
import { AdminServiceService } from '../../proto/generated/spacemesh/v1/admin.ts'
import { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { openClients } from './clients.io.ts'
import { followEvents } from './events.io.ts'
import { isSecondOfPair, type NodeEvent, parseEvent } from './events.ts'
import { createReplayFilter } from './replayed.ts'
import { fakeListener } from './testing/fake-node.io.ts'

const recorded = (path: string): string => readFileSync(new URL(`../../e2e/recordings/${path}`, import.meta.url), 'utf8')
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const context = { hex, receivedAt: 0 }

/** Events as grpcurl printed them: JSON objects one after the other, with its error texts between. */
function printed(path: string): Event[] {
  const objects = recorded(path).match(/^\{$[\s\S]*?^\}$/gm) ?? []
  return objects.map((text) => Event.fromJSON(JSON.parse(text)))
}
const tapped = (path: string): Event[] =>
  recorded(path)
    .split('\n')
    .flatMap((line) => {
      const found = /"dir":"s>c","hex":"([0-9a-f]+)"/.exec(line)?.[1]
      return found === undefined ? [] : [Event.decode(Buffer.from(found, 'hex'))]
    })
const read = (events: readonly Event[]): NodeEvent[] => events.map((event) => parseEvent(event, context)).filter((event) => event !== null)

test('every recorded event is read and known, from the wire and as printed', () => {
  const wire = read(tapped('run-remote/wire-admin.jsonl'))
  const text = read(printed('run-remote/events-grpcurl.json'))
  expect(wire.length).toBeGreaterThan(100)
  expect(wire.filter(({ kind }) => kind === 'unknown')).toEqual([])
  expect(text.filter(({ kind }) => kind === 'unknown')).toEqual([])
  // Two readers of one stream: what both heard reads the same.
  const said = new Set(text.map((event) => JSON.stringify(event)))
  const shared = wire.filter((event) => said.has(JSON.stringify(event)))
  expect(shared.length).toBeGreaterThan(wire.length * 0.9)
})

test('runs of three nodes and of a supervised one hold no event that is not known', () => {
  for (const path of [
    'run-ban/events-A.json',
    'run-ban/events-B.json',
    'run-ban/events-Z.json',
    'run-move/events-A.json',
    'run-supervised/events-grpcurl.json',
  ])
    expect(read(printed(path)).filter(({ kind }) => kind === 'unknown')).toEqual([])
})

test('pairs that mean one thing are one event', () => {
  const last = new Map<string, NodeEvent>()
  const kinds: string[] = []
  let dropped = 0
  for (const event of read(tapped('run-remote/wire-admin.jsonl'))) {
    if (event.smesher === null) continue
    if (isSecondOfPair(last.get(event.smesher) ?? null, event)) dropped += 1
    else kinds.push(event.kind)
    last.set(event.smesher, event)
  }
  const waits = kinds.filter((kind) => kind === 'wait-registration' || kind === 'wait-round-end').length
  expect(dropped).toBe(waits)
  expect(dropped).toBeGreaterThan(20)
})

test('a failure is the completion with its flag; stops of the node fail all proofs', () => {
  const failures = read(tapped('run-remote/wire-admin.jsonl')).filter(({ kind }) => kind === 'post-failed')
  expect(failures).toHaveLength(4)
  expect(failures[0]).toMatchObject({ failure: true, help: 'Node failed PoST execution.', fields: {} })
})

test('events that name nobody, say nothing or say too much', () => {
  expect(parseEvent(Event.fromPartial({ details: { $case: 'postStart', value: { smesher: Buffer.alloc(31) } } }), context)).toBeNull()
  expect(parseEvent(Event.fromPartial({}), { hex, receivedAt: 5 })).toMatchObject({ kind: 'unknown', at: 5, smesher: null })
  expect(parseEvent(Event.fromPartial({ help: 'x'.repeat(10_000) }), context)?.help).toHaveLength(500)
  expect(parseEvent(Event.fromPartial({ timestamp: { seconds: 2n ** 62n, nanos: 0 } }), { hex, receivedAt: 7 })?.at).toBe(7)
})

test('what a new stream replays is told from what is new', () => {
  const events = tapped('run-remote/wire-admin.jsonl')
  const filter = createReplayFilter()
  filter.opened()
  const first = events.slice(0, 150)
  expect(first.filter(filter.isKnown)).toEqual([])
  filter.opened()
  // The node replays its last hundred, then goes on.
  expect(events.slice(50, 160).filter((event) => !filter.isKnown(event))).toEqual(events.slice(150, 160))
})

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

/** A node that streams; the test holds its streams. */
async function streamingNode() {
  const streams: ServerWritableStream<unknown, Event>[] = []
  const eventsStream = (stream: ServerWritableStream<unknown, Event>) => {
    stream.sendMetadata(stream.metadata)
    streams.push(stream)
  }
  const { address, stop } = await fakeListener([
    { definition: AdminServiceService, answers: { eventsStream, peerInfoStream: () => undefined } },
  ])
  endings.push(stop)
  return { address, streams }
}

const until = async (holds: () => boolean): Promise<void> => {
  const end = Date.now() + 5_000
  while (!holds()) {
    if (Date.now() > end) throw new Error('did not come to be')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a stream that ends is opened again after a wait, one that was too slow at once, and nothing is told twice', async () => {
  const node = await streamingNode()
  const time = manualClock(1_000)
  const told: NodeEvent[] = []
  const states: string[] = []
  const failures: unknown[] = []
  const clients = openClients({ public: null, private: node.address, post: null })
  const following = followEvents({
    clients,
    clock: time.clock,
    onEvents: (events) => told.push(...events),
    onState: (state) => states.push(state),
    failed: (error) => failures.push(error),
  })
  endings.push(clients.close, following.stop)
  await until(() => node.streams.length === 1)
  const events = tapped('run-remote/wire-admin.jsonl').slice(0, 6)
  for (const event of events.slice(0, 4)) node.streams[0]?.write(event)
  await until(() => time.waiting() > 0)
  await time.advance(100)
  await until(() => told.length >= 3)

  node.streams[0]?.emit('error', { code: 1, details: 'buffer is full' })
  await until(() => states.includes('overflow'))
  await time.advance(0)
  await until(() => node.streams.length === 2)
  for (const event of events) node.streams[1]?.write(event)
  await until(() => time.waiting() > 0)
  await time.advance(100)
  node.streams[1]?.end()
  await until(() => states.at(-1) === 'closed')
  expect(states).toEqual(['open', 'overflow', 'open', 'closed'])
  expect(told.map(({ at, kind }) => `${at} ${kind}`)).toEqual(
    read(events)
      .map(({ at, kind }) => `${at} ${kind}`)
      .filter((_, index) => index !== 5),
  )
  await time.advance(500)
  expect(node.streams).toHaveLength(2)
  await time.advance(1_000)
  await until(() => node.streams.length === 3)
})

test('an event that can’t be taken in is told, and those after it arrive', async () => {
  const node = await streamingNode()
  const time = manualClock(1_000)
  const told: NodeEvent[] = []
  const failures: string[] = []
  const clients = openClients({ public: null, private: node.address, post: null })
  let broken = true
  const clock = {
    ...time.clock,
    now: () => {
      if (broken) throw new Error('one bad event')
      return time.clock.now()
    },
  }
  const following = followEvents({
    clients,
    clock,
    onEvents: (events) => told.push(...events),
    onState: () => undefined,
    failed: (error) => failures.push(String(error)),
  })
  endings.push(clients.close, following.stop)
  await until(() => node.streams.length === 1)
  const [first, second] = tapped('run-remote/wire-admin.jsonl')
  if (first === undefined || second === undefined) throw new Error('no recording')
  node.streams[0]?.write(first)
  await until(() => failures.length === 1)
  broken = false
  node.streams[0]?.write(second)
  await until(() => time.waiting() > 0)
  await time.advance(100)
  expect(failures).toEqual(['Error: one bad event'])
  expect(told).toHaveLength(1)
  expect(node.streams).toHaveLength(1)
})

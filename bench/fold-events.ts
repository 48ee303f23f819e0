import { RigName, SmesherId } from '../electron/contract/model/basics.ts'
import { type NodeEvent, parseEvent } from '../electron/nodes/events.ts'
import { newRigMemory, see } from '../electron/sight/rig-memory.ts'
import { timelineOf } from '../electron/sight/timeline.ts'
import { Event } from '../proto/generated/spacemesh/v1/events.ts'
import { mixedEvents } from './fake/events.ts'
import { identityHex } from './fake/identities.ts'
import { type BenchFigure, quantile } from './figure.ts'

const events = 100_000
const identities = 100
const batch = 1_000
/** Most of them with compiled code: a core runs for weeks. */
const rounds = 15
const keptLimit = 600

const node = RigName.parse('node')
const place = { dataFolder: null, addresses: { public: null, private: null, post: null }, simulated: false }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A batch as the intake delivers it; made anew each time, so that nothing of an earlier one is shared. */
const batchOf = (wire: readonly Event[], at: number): NodeEvent[] =>
  wire.slice(at * batch, (at + 1) * batch).flatMap((event) => parseEvent(event, { hex, receivedAt: 0 }) ?? [])

/** Of all threads, so that collecting garbage beside the loop counts too. Others on the machine don't count, as they would by the clock. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/**
 * Milliseconds of processor time, all threads, until all events are folded by identity and each timeline can be shown. Reading them
 * is not counted: batches come one by one, as from a stream. Throws when more is kept than may be.
 */
function foldMs(wire: readonly Event[]): number {
  const rig = newRigMemory({ nodes: [{ name: node, place }], services: [] })
  let took = 0
  for (let at = 0; at < events / batch; at += 1) {
    const delivered = batchOf(wire, at)
    const began = process.cpuUsage()
    see(rig, { source: 'events', node, at: 0, events: delivered })
    took += processorMs(began)
  }
  const began = process.cpuUsage()
  const shown = Array.from({ length: identities }, (_, index) => timelineOf(rig.identities.get(SmesherId.parse(identityHex(index)))))
  took += processorMs(began)
  const kept = Math.max(...[...rig.identities.values()].map(({ timeline }) => timeline.length))
  if (kept > keptLimit || shown.some(({ length }) => length !== 300)) throw new Error(`${kept} events of one identity are kept`)
  return took
}

/** Milliseconds that decoding the same events from the wire takes: what no reader can do without. */
function decodeMs(): number {
  const bytes = mixedEvents(events, identities).map((event) => Event.encode(event).finish())
  const began = process.cpuUsage()
  for (const one of bytes) Event.decode(one)
  return processorMs(began)
}

/** A hundred thousand events of a hundred identities, grouped, with bounded memory. */
export function foldEvents(): BenchFigure {
  const wire = mixedEvents(events, identities)
  const took = Array.from({ length: rounds }, () => foldMs(wire))
  const baseline = `decoding them: ${decodeMs().toFixed(0)} ms; at most ${keptLimit} of an identity are kept`
  return {
    name: '100,000 events of 100 identities grouped, processor time',
    value: quantile(took, 0.5),
    unit: 'ms',
    bar: 100,
    want: 'below',
    baseline,
  }
}

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

interface Took {
  /** By the clock, others on the machine counted. */
  readonly clock: number
  /** Of all threads, so that collecting garbage beside the loop counts too. */
  readonly processor: number
}

/** Milliseconds that an act takes, added to those of earlier ones. */
function timed(before: Took, act: () => void): Took {
  const [clock, cpu] = [performance.now(), process.cpuUsage()]
  act()
  const { user, system } = process.cpuUsage(cpu)
  return { clock: before.clock + performance.now() - clock, processor: before.processor + (user + system) / 1000 }
}
const nothing: Took = { clock: 0, processor: 0 }

/**
 * Milliseconds until all events are folded by identity and each timeline can be shown. Reading them
 * is not counted: batches come one by one, as from a stream. Throws when more is kept than may be.
 */
function foldTook(wire: readonly Event[]): Took {
  const rig = newRigMemory({ nodes: [{ name: node, place }], services: [] })
  let took = nothing
  for (let at = 0; at < events / batch; at += 1) {
    const delivered = batchOf(wire, at)
    took = timed(took, () => see(rig, { source: 'events', node, at: 0, events: delivered }))
  }
  let shown: readonly unknown[][] = []
  took = timed(took, () => {
    shown = Array.from({ length: identities }, (_, index) => timelineOf(rig.identities.get(SmesherId.parse(identityHex(index)))))
  })
  const kept = Math.max(...[...rig.identities.values()].map(({ timeline }) => timeline.length))
  if (kept > keptLimit || shown.some(({ length }) => length !== 300)) throw new Error(`${kept} events of one identity are kept`)
  return took
}

/** Milliseconds that decoding the same events from the wire takes: what no reader can do without. */
function decodeMs(): number {
  const bytes = mixedEvents(events, identities).map((event) => Event.encode(event).finish())
  return timed(nothing, () => {
    for (const one of bytes) Event.decode(one)
  }).clock
}

/** A hundred thousand events of a hundred identities, grouped, with bounded memory. */
export function foldEvents(): BenchFigure {
  const wire = mixedEvents(events, identities)
  const took = Array.from({ length: rounds }, () => foldTook(wire))
  const of = (kind: keyof Took) =>
    quantile(
      took.map((one) => one[kind]),
      0.5,
    )
  const baseline = `decoding them: ${decodeMs().toFixed(0)} ms; ${of('processor').toFixed(0)} ms of processor; at most ${keptLimit} of an identity are kept`
  return {
    name: '100,000 events of 100 identities grouped, by the clock',
    value: of('clock'),
    unit: 'ms',
    bar: 100,
    want: 'below',
    baseline,
  }
}

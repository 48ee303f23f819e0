import { nothingPublished, publish, type RigRows } from '../electron/app/publisher.io.ts'
import { RigName, SmesherId } from '../electron/contract/model/basics.ts'
import type { EpochClock } from '../electron/contract/model/rig.ts'
import { noRows } from '../electron/contract/state.ts'
import { faultLog } from '../electron/faults/index.ts'
import { createTold } from '../electron/happenings/index.ts'
import { createMirror, realPace } from '../electron/rpc/index.ts'
import { createIdentityRows } from '../electron/sight/identity-rows.ts'
import { createPlaceFaults } from '../electron/sight/place-faults.ts'
import { newRigMemory, see } from '../electron/sight/rig-memory.ts'
import { nodeRows } from '../electron/sight/sight-rows.ts'
import { createEpochBook } from '../electron/verdict/epoch-book.ts'
import { identityHex } from './fake/identities.ts'
import { nothingSeen } from './fake/rig.ts'
import { type BenchFigure, quantile } from './figure.ts'

const count = 1_000
const rounds = 200

const node = RigName.parse('node')
const ids = Array.from({ length: count }, (_, index) => SmesherId.parse(identityHex(index)))
const began = Date.UTC(2026, 0, 1)
const minute = 60_000

/** Near no deadline, so that the clock alone changes nothing. */
const clock: EpochClock = {
  key: 'bench',
  node,
  nodes: [node],
  genesisAt: (began - 100 * minute) as EpochClock['genesisAt'],
  layerMs: minute,
  layersPerEpoch: 4_032,
  phaseShiftMs: 2_000 * minute,
  cycleGapMs: 700 * minute,
  gracePeriodMs: 60 * minute,
  source: 'node-config',
  comparedAt: began as EpochClock['comparedAt'],
}

/** A thousand identities of one node, as the app holds them, and what it does after each thing that it hears. */
function rigOfMany() {
  const place = { dataFolder: null, addresses: { public: null, private: null, post: 'a:1' }, simulated: false }
  const rig = newRigMemory({ nodes: [{ name: node, place }], services: [] })
  const faults = createPlaceFaults(
    faultLog(() => undefined),
    () => undefined,
  )
  const made = createIdentityRows()
  const listed = ids.map((id, index) => ({ id, name: `identity-${index}.key`, state: 'idle' as const }))
  see(rig, { source: 'post-states', node, at: began, answer: { kind: 'answer', value: listed } })
  const mirror = createMirror(nothingSeen, realPace)
  const before = nothingPublished()
  const book = createEpochBook(null)
  const kept = { book, changed: () => undefined, write: () => Promise.resolve(), close: () => Promise.resolve() }
  const rates = { postStates: 5_000, operator: 15_000, keys: 15_000, bans: 60_000 }
  const told = createTold(() => undefined)
  // As the sight keeps them: what services say and what happens to one identity is nothing to the rows of nodes.
  let nodes: RigRows['nodes'] | null = null
  const rowsAt = (now: number): RigRows => {
    const sources = { rig, configs: new Map(), slotOf: () => null, rates, now, faults }
    made.settle(sources)
    nodes ??= nodeRows(sources, made.rows())
    return {
      ...noRows,
      inventory: null,
      store: null,
      identities: made.rows(),
      nodes,
      clocks: new Map([[clock.key, clock]]),
      ofNode: new Map([[node, clock.key]]),
      identity: made.sight,
      lookedSince: began - 10 * minute,
      kept,
      told,
    }
  }
  return {
    heard: (id: SmesherId) => made.changed([id]),
    show: (now: number) => publish(mirror, rowsAt(now), { now, before }),
    revision: () => mirror.rev(),
  }
}

/** Milliseconds of each of many publishes, `before` each of which something is heard. */
function times(rig: ReturnType<typeof rigOfMany>, from: number, before: (round: number) => void): number[] {
  return Array.from({ length: rounds }, (_, round) => {
    before(round)
    const start = performance.now()
    rig.show(from + round)
    return performance.now() - start
  })
}

/** What each thing that is heard costs a core that shows a thousand identities. */
export function publishing(): Promise<readonly BenchFigure[]> {
  const rig = rigOfMany()
  const start = performance.now()
  rig.show(began + 2 * minute)
  const whole = performance.now() - start
  // What was judged first is judged once more, and the code is compiled.
  times(rig, began + 2 * minute + 1, () => undefined)
  const baseline = `${count} rows, ${rounds} times; all of them anew: ${whole.toFixed(1)} ms`
  const common = { unit: 'ms', want: 'below', baseline } as const
  const unchanged = times(rig, began + 3 * minute, () => undefined)
  const changed = times(rig, began + 4 * minute, (round) => rig.heard(ids[round] ?? SmesherId.parse(identityHex(0))))
  return Promise.resolve([
    { name: 'publish of 1,000 identities, none changed, median', value: quantile(unchanged, 0.5), bar: 2, ...common },
    { name: 'publish of 1,000 identities, one heard of, median', value: quantile(changed, 0.5), bar: 0.5, ...common },
  ])
}

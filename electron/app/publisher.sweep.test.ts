import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, RigName, SmesherId } from '../contract/model/basics.ts'
import { emptyState, noRows } from '../contract/state.ts'
import { faultLog } from '../faults/index.ts'
import { createTold } from '../happenings/index.ts'
import { nextStart } from '../keys/index.ts'
import { createMirror, realPace } from '../rpc/index.ts'
import { createIdentityRows } from '../sight/identity-rows.ts'
import { createPlaceFaults } from '../sight/place-faults.ts'
import { newRigMemory, see } from '../sight/rig-memory.ts'
import { nodeRows } from '../sight/sight-rows.ts'
import type { Sighting } from '../sight/sightings.ts'
import { affectedBy } from '../sight/sightings.ts'
import { entry, slot } from '../sight/testing/one-identity.ts'
import { createEpochBook } from '../verdict/epoch-book.ts'
import { createPublisher, nothingPublished, publish, type RigRows } from './publisher.io.ts'

const at = 1_000_000
const [home, far] = ['home', 'far'].map((name) => RigName.parse(name)) as [RigName, RigName]
const names = ['a1', 'a2'].map((name) => RigName.parse(name)) as [RigName, RigName]
const ids = ['0a', '0b', '0c'].map((pair) => SmesherId.parse(pair.repeat(32))) as [SmesherId, SmesherId, SmesherId]
const rigState = { settingsFile: null, editable: true, problem: null, starting: null, simulation: null, kind: 'own' } as never

const node = fc.constantFrom(home, far)
const service = fc.constantFrom(...names)
const id = fc.constantFrom(...ids)
const listed = fc.uniqueArray(
  fc.record({ id, name: fc.constantFrom('a.key', 'b.key'), state: fc.constantFrom('idle', 'proving') } as const),
  {
    selector: (one) => one.id,
  },
)
const sighting: fc.Arbitrary<Sighting> = fc.oneof(
  fc.record({
    source: fc.constant('post-states'),
    node,
    at: fc.constant(at),
    answer: listed.map((value) => ({ kind: 'answer', value }) as const),
  } as const),
  fc.record({
    source: fc.constant('post-states'),
    node,
    at: fc.constant(at),
    answer: fc.constant({ kind: 'silent', detail: '' } as const),
  } as const),
  fc.record({
    source: fc.constant('keys'),
    node,
    at: fc.constant(at),
    scan: id.map((held) => {
      const entries = [entry({ id: held, name: `${held.slice(0, 2)}.key` })]
      return { folder: '', state: 'read', entries, start: nextStart(entries), findings: [] } as const
    }),
  } as const),
  fc.record({
    source: fc.constant('data'),
    service,
    at: fc.constant(at),
    data: fc
      .record({
        identity: fc.option(id),
        copies: fc.array(
          id.map((copy) => entry({ id: copy, place: 'elsewhere' })),
          { maxLength: 1 },
        ),
      })
      .map((data) => ({
        ...data,
        numUnits: 4,
        sizeBytes: 1 as Bytes,
        disk: null,
      })),
  } as const),
  fc.record({
    source: fc.constant('operator'),
    service,
    at: fc.constant(at),
    answer: fc.constantFrom(
      { kind: 'answer', value: { kind: 'idle' } } as const,
      { kind: 'answer', value: { kind: 'done' } } as const,
      { kind: 'hangs', detail: '' } as const,
    ),
  } as const),
  fc.record({
    source: fc.constant('services'),
    at: fc.constant(at),
    rows: fc
      .tuple(fc.constantFrom('running', 'stopped'), fc.constantFrom('running', 'latched'))
      .map(([one, other]) => [slot(one as 'running', { name: names[0] }), slot(other as 'latched', { name: names[1], identity: ids[1] })]),
  } as const),
  fc.record({ source: fc.constant('holds'), at: fc.constant(at), ids: fc.uniqueArray(id).map((held) => new Set(held)) } as const),
)

/** A rig as the sight remembers it, and a mirror of it: told what changed alone, or all of it anew each time. */
function shownRig(isWhole: boolean) {
  const place = (post: string) => ({ dataFolder: '/data', addresses: { public: null, private: null, post }, simulated: false })
  const [nodes, services] = [
    [
      { name: home, place: place('a:1') },
      { name: far, place: place('a:2') },
    ],
    names.map((name, index) => ({ name, dataFolder: `/post/${name}`, node: home, operatorAddress: `a:${5 + index}` })),
  ]
  const rig = newRigMemory({ nodes, services })
  const made = createIdentityRows()
  const faults = createPlaceFaults(
    faultLog(() => undefined),
    () => undefined,
  )
  const rates = { postStates: 5_000, operator: 15_000, keys: 15_000, bans: 60_000 }
  const mirror = createMirror(emptyState(rigState), realPace)
  const kept = { book: createEpochBook(null), changed: () => undefined, write: () => Promise.resolve(), close: () => Promise.resolve() }
  const alone = {
    ...noRows,
    inventory: null,
    store: null,
    clocks: new Map(),
    ofNode: new Map(),
    lookedSince: at,
    kept,
    told: createTold(() => undefined),
  }
  let before = nothingPublished()
  return {
    hear: (one: Sighting) => {
      if (!isWhole) made.changed(affectedBy(rig, one))
      see(rig, one)
      made.changed(isWhole ? 'all' : affectedBy(rig, one))
    },
    show: () => {
      const sources = { rig, configs: new Map(), slotOf: () => null, rates, now: at + 60_000, faults }
      made.settle(sources)
      if (isWhole) before = nothingPublished()
      publish(
        mirror,
        { ...alone, identities: made.rows(), nodes: nodeRows(sources, made.rows()), identity: made.sight },
        { now: at + 60_000, before },
      )
      return mirror.state()
    },
  }
}

test('what is shown after each change alone is what would be shown with all of it made anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(sighting, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (turns) => {
      const [step, whole] = [shownRig(false), shownRig(true)]
      for (const turn of turns) {
        for (const one of turn) for (const rig of [step, whole]) rig.hear(one)
        expect(step.show()).toEqual(whole.show())
      }
    }),
    { numRuns: 60 },
  )
})

test('after a look that failed all is shown anew, also what was counted as shown already', () => {
  const mirror = createMirror(emptyState(rigState), realPace)
  const told: unknown[] = []
  const rows = { ...noRows, inventory: null, store: null, identities: [], clocks: new Map(), ofNode: new Map() }
  const kept = { book: createEpochBook(null), changed: () => undefined, write: () => Promise.resolve(), close: () => Promise.resolve() }
  const nothingTold = createTold(() => undefined)
  let found: () => RigRows = () => ({ ...rows, kept, told: nothingTold, identity: () => null, lookedSince: 0, services: [slot('running')] })
  const publisher = createPublisher(mirror, { failed: (error) => told.push(error) })
  publisher.follow(() => found())
  publisher.now()
  expect(Object.keys(mirror.state().services)).toHaveLength(1)
  const last = found
  found = () => {
    throw new Error('not now')
  }
  publisher.now()
  mirror.update({ services: { a1: null } })
  found = last
  publisher.now()
  expect([Object.keys(mirror.state().services).length, told.length]).toEqual([1, 1])
  publisher.stop()
})

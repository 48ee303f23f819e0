import { expect, test } from 'vitest'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { faultLog } from '../faults/index.ts'
import type { KeyEntry } from '../identities/index.ts'
import { nextStart } from '../keys/index.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { seenRow } from '../verdict/testing/small-rig.ts'
import { judgedSlot, keysElsewhere, provingAt } from './node-acts.ts'
import { createPlaceFaults } from './place-faults.ts'
import { newRigMemory, type RigMemory, see } from './rig-memory.ts'
import { nodeRows } from './sight-rows.ts'

const [a, b] = ['a', 'b'].map((name) => RigName.parse(name)) as [RigName, RigName]
const id = SmesherId.parse('1'.repeat(64))
const addresses = { public: null, private: null, post: 'a:2' }
const place = (dataFolder: string | null) => ({ dataFolder, addresses, simulated: false })
const rigOf = () => newRigMemory({ nodes: [a, b].map((name) => ({ name, place: place(`/${name}`) })), services: [] })
const entry = (node: RigName, where: KeyEntry['place']): KeyEntry => ({
  name: 'k.key',
  path: `/${node}/identities/k.key`,
  place: where,
  link: false,
  openToOthers: false,
  file: null,
  id,
  defect: null,
  detail: '',
})
const holds = (rig: RigMemory, node: RigName, where: KeyEntry['place'] = 'loaded') => {
  const entries = [entry(node, where)]
  see(rig, { source: 'keys', node, at: 1, scan: { folder: '', state: 'read', entries, start: nextStart(entries), findings: [] } })
}
const lists = (rig: RigMemory, node: RigName, state: 'idle' | 'proving') =>
  see(rig, { source: 'post-states', node, at: 1, answer: { kind: 'answer', value: [{ id, name: 'k.key', state }] } })
const host = (rig: RigMemory, node: RigName) => {
  const found = rig.nodes.get(node)
  if (found === undefined) throw new Error('fixture')
  return found
}
const elsewhere = (rig: RigMemory) => keysElsewhere(rig, host(rig, a))

test('a key that another node would load, or has in memory, closes the start of this one', () => {
  const rig = rigOf()
  holds(rig, a)
  expect(elsewhere(rig)).toEqual([])
  holds(rig, b, 'retired')
  expect(elsewhere(rig)).toEqual([])
  holds(rig, b)
  expect(elsewhere(rig)).toMatchObject([
    { id: 'key-loaded-elsewhere', verdict: 'fail', values: { id, node: 'b', path: '/b/identities/k.key', runs: 'no' } },
  ])
  const running = rigOf()
  holds(running, a)
  lists(running, b, 'idle')
  expect(elsewhere(running)).toMatchObject([{ values: { node: 'b', runs: 'yes' } }])
})

test('a finding that fails because of a key names the identity as its row does, and none by its id alone', () => {
  const rig = rigOf()
  for (const node of [a, b]) holds(rig, node)
  const faults = createPlaceFaults(
    faultLog(() => undefined),
    () => undefined,
  )
  const rates = { postStates: 1, operator: 1, keys: 1, bans: 1 }
  const nodes = (name: string) =>
    nodeRows({ rig, configs: new Map(), slotOf: () => null, rates, now: 2, faults }, [{ ...seenRow(), id, name }])
  const named = (name: string) => nodes(name).map(({ findings }) => findings.find((one) => one.id === 'key-loaded-elsewhere')?.values.name)
  expect(named('a1')).toEqual(['a1', 'a1'])
  expect(named(id.slice(0, 6))).toEqual([undefined, undefined])
})

const slot = slotOf()
const finding = (verdict: 'fail' | 'warn' | 'unknown') => ({ id: 'key-retired' as const, verdict, evidence: '', values: {} })

test('a failed check closes every start, never a stop; a worry closes nothing', () => {
  const judged = (part: Partial<SlotRow>, verdict: 'fail' | 'warn' | 'unknown') =>
    judgedSlot({ ...slot, ...part }, { node: a, proving: [], findings: [finding(verdict)] })
  expect(judged({}, 'fail')).toMatchObject({ startClosed: 'check:key-retired' })
  expect(judged({}, 'warn')).toMatchObject({ startClosed: null })
  expect(judged({ state: 'running', startClosed: 'already-running', stopClosed: null, restartClosed: null }, 'fail')).toMatchObject({
    startClosed: 'already-running',
    stopClosed: null,
    restartClosed: 'check:key-retired',
  })
  expect(judged({ startClosed: 'held-by-migration' }, 'fail')).toMatchObject({ startClosed: 'held-by-migration' })
})

test('stopping asks for words while a proof is wanted of one of its identities, and only then', () => {
  const rig = rigOf()
  holds(rig, a)
  lists(rig, a, 'idle')
  expect(provingAt(rig, host(rig, a))).toEqual([])
  lists(rig, a, 'proving')
  const proving = provingAt(rig, host(rig, a))
  expect(proving).toEqual([id])
  const runs = { ...slot, stopClosed: null }
  expect(judgedSlot(runs, { node: a, proving, findings: [] })?.stopWords).toBe('stop:a')
  expect(judgedSlot(runs, { node: a, proving: [], findings: [] })?.stopWords).toBeNull()
  expect(judgedSlot(slot, { node: a, proving, findings: [] })?.stopWords).toBeNull()
  expect(judgedSlot({ ...runs, stopWords: 'end:a' }, { node: a, proving, findings: [] })?.stopWords).toBe('end:a')
})

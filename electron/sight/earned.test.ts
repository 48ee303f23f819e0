import { beforeEach, expect, test } from 'vitest'
import type { Epoch, Layer, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen, Smidge } from '../contract/model/earned.ts'
import type { Answer } from '../net/index.ts'
import { earnedOf, nextEarned, tellerOf } from './earned.ts'
import { newRigMemory, type RigMemory, see } from './rig-memory.ts'
import { entry, far, home, id, keys, lists, start } from './testing/one-identity.ts'

const place = (address: string | null) => ({
  dataFolder: null,
  addresses: { public: address, private: null, post: 'a:1' },
  simulated: false,
})
const atx = (epoch: number): AtxSeen => ({ id: 'aa', smesher: id, publishEpoch: epoch as Epoch, coinbase: 'c', numUnits: 1 })
const reward = (layer: number): RewardSeen => ({
  smesher: id,
  layer: layer as Layer,
  total: '5' as Smidge,
  layerReward: '5' as Smidge,
  coinbase: 'c',
})
const answer = <T>(value: T): Answer<T> => ({ kind: 'answer', value })
const unimplemented: Answer<never> = { kind: 'refused', code: 'unimplemented', detail: '' }

let rig: RigMemory
const version = (node: typeof home, value: string) => see(rig, { source: 'version', node, at: start, answer: answer(value) })
const network = (node: typeof home, genesisId: string) =>
  see(rig, {
    source: 'network',
    node,
    at: start,
    answer: answer({ genesisId, genesisAt: 0, layerMs: 60_000, layersPerEpoch: 10, hrp: '' }),
  })
const earned = (
  node: typeof home,
  given: { at?: number; id?: SmesherId; atxs?: Answer<readonly AtxSeen[]>; rewards?: Answer<readonly RewardSeen[]> } = {},
) => see(rig, { source: 'earned', node, at: start, id, atxs: answer([]), rewards: answer([]), ...given })

function rigWith(homeAddress: string | null = 'h:1'): void {
  rig = newRigMemory({
    nodes: [
      { name: home, place: place(homeAddress) },
      { name: far, place: place('f:1') },
    ],
    services: [],
  })
  keys(rig, home, [entry()])
  lists(rig, home, 'idle')
  network(home, 'aa')
}
beforeEach(() => rigWith())

const asked = () => {
  const { node, atxs, rewards } = earnedOf(rig, id)
  return [node, atxs.asked, rewards.asked]
}

test('what is not known is said with its reason, and is never an empty list that was told', () => {
  expect(asked()).toEqual([home, 'waiting', 'waiting'])
  version(home, 'v1.4.6')
  expect(asked()).toEqual([home, 'too-old', 'too-old'])
  version(home, 'node-split-1.0.15')
  expect(asked()).toEqual([home, 'version-unknown', 'version-unknown'])
  version(home, 'v1.7.6')
  earned(home, { rewards: unimplemented })
  expect(asked()).toEqual([home, 'told', 'not-served'])
  earned(home, { atxs: { kind: 'hangs', detail: '' } })
  expect(asked()).toEqual([home, 'no-answer', 'told'])
  rigWith(null)
  expect(asked()).toEqual([home, 'no-address', 'no-address'])
  expect(earnedOf(newRigMemory({ nodes: [], services: [] }), id).atxs.asked).toBe('no-node')
})

test('newest first; what was told stays, with its time, when the node says nothing any more', () => {
  version(home, 'v1.7.6')
  earned(home, { atxs: answer([atx(3), atx(5), atx(4)]), rewards: answer([reward(7), reward(9)]) })
  earned(home, { at: start + 90_000, atxs: { kind: 'silent', detail: '' }, rewards: { kind: 'silent', detail: '' } })
  const { atxs, rewards } = earnedOf(rig, id)
  expect([atxs.asked, atxs.at, atxs.list.map(({ publishEpoch }) => publishEpoch)]).toEqual(['no-answer', start, [5, 4, 3]])
  expect(rewards.list.map(({ layer }) => layer)).toEqual([9, 7])
})

test('where the host can’t tell, another node of its network is asked, and never one of another network', () => {
  version(home, 'v1.4.6')
  version(far, 'v1.7.6')
  expect(tellerOf(rig, id)?.heard.name).toBe(home)
  network(far, 'bb')
  expect(tellerOf(rig, id)?.heard.name).toBe(home)
  network(far, 'aa')
  expect(tellerOf(rig, id)?.heard.name).toBe(far)
  earned(far, { atxs: unimplemented, rewards: unimplemented })
  expect(tellerOf(rig, id)?.heard.name).toBe(home)
})

test('who was never asked for is first, then who waits longest; nobody twice within a layer, but who is looked at', () => {
  const second = '0b'.repeat(32) as SmesherId
  version(home, 'v1.7.6')
  keys(rig, home, [entry(), entry({ id: second, name: 'b.key' })])
  expect(nextEarned(rig, home, start)).toBe(id)
  earned(home)
  expect(nextEarned(rig, home, start)).toBe(second)
  earned(home, { id: second, at: start + 1_000 })
  expect(nextEarned(rig, home, start + 59_000)).toBeNull()
  const memory = rig.identities.get(second)
  if (memory) memory.earned.wantedAt = start + 2_000
  expect(nextEarned(rig, home, start + 59_000)).toBe(second)
  earned(home, { id: second, at: start + 59_000 })
  expect(nextEarned(rig, home, start + 59_000)).toBeNull()
  expect(nextEarned(rig, home, start + 60_000)).toBe(id)
  expect(nextEarned(rig, far, start + 999_000)).toBeNull()
})

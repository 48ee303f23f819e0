import { expect, test } from 'vitest'
import { type Epoch, type Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen, Smidge } from '../contract/model/earned.ts'
import type { NodeEvent } from '../nodes/index.ts'
import { createRemembering, type Remembers } from './remembers.ts'
import { newRigMemory, see } from './rig-memory.ts'
import type { Sighting } from './sightings.ts'

const home = RigName.parse('home')
const id = SmesherId.parse('0a'.repeat(32))
const place = { dataFolder: null, addresses: { public: 'a:1', private: 'a:2', post: 'a:3' }, simulated: false }
const places = (...names: RigName[]) => ({ nodes: names.map((name) => ({ name, place })), services: [] })

function remembering() {
  const told: unknown[] = []
  const tell =
    (what: string) =>
    (...values: unknown[]) =>
      void told.push([what, ...values])
  const remembers: Remembers = {
    events: tell('events'),
    lost: tell('lost'),
    followed: tell('followed'),
    banned: tell('banned'),
    earned: tell('earned'),
  }
  let rig = newRigMemory(places(home))
  const { lookAtNodes, took } = createRemembering(remembers)
  const hear = (...sightings: readonly Sighting[]) => {
    for (const sighting of sightings) {
      see(rig, sighting)
      took(rig, sighting)
    }
    return told.splice(0)
  }
  const settings = (...names: RigName[]) => {
    rig = newRigMemory(places(...names), rig)
    lookAtNodes(rig, 99)
    return told.splice(0)
  }
  return { hear, settings }
}

const stream = (at: number, state: 'open' | 'closed' | 'none'): Sighting => ({ source: 'stream', node: home, at, state, detail: '' })
const answers = (at: number): Sighting => ({ source: 'post-states', node: home, at, answer: { kind: 'answer', value: [] } })
const silent = (at: number): Sighting => ({ source: 'post-states', node: home, at, answer: { kind: 'silent', detail: '' } })

test('a node is followed while its events are heard and it answers; told when that becomes another', () => {
  const { hear, settings } = remembering()
  expect(settings(home)).toEqual([['lost', home, null]])
  expect(hear(answers(1))).toEqual([])
  expect(hear(stream(2, 'open'), answers(3))).toEqual([['followed', home, 2]])
  expect(hear(answers(9), stream(12, 'closed'))).toEqual([['lost', home, 9]])
  expect(hear(silent(13), stream(14, 'open'))).toEqual([])
  expect(hear(answers(15))).toEqual([['followed', home, 15]])
  expect(hear(silent(17))).toEqual([['lost', home, 15]])
})

test('a node without an address for its events is followed by its answers; one that left the settings is missed by nobody', () => {
  const { hear, settings } = remembering()
  settings(home)
  expect(hear(stream(1, 'none'), answers(2))).toEqual([['followed', home, 2]])
  expect(hear(silent(3))).toEqual([['lost', home, 2]])
  expect(settings()).toEqual([['followed', home, 99]])
  expect(hear(answers(100))).toEqual([])
})

test('events are handed on as they came, and a ban once, also where it was so at the first look', () => {
  const { hear, settings } = remembering()
  settings(home)
  const event: NodeEvent = { at: 5 as NodeEvent['at'], kind: 'post-start', failure: false, smesher: id, help: '', fields: {} }
  expect(hear({ source: 'events', node: home, at: 6, events: [event] })).toEqual([['events', home, [event]]])
  const proofs = [{ id, kind: 'double ATX' }] as never
  const banned = (at: number): Sighting => ({ source: 'bans', node: home, at, answers: [{ node: home, at, asked: [id], proofs, why: '' }] })
  expect(hear(banned(7), banned(8))).toEqual([['banned', id, 7]])
})

const day = 86_400_000
const network = {
  genesisTime: 0,
  genesisAt: 0,
  layerMs: day,
  layersPerEpoch: 10,
  genesisId: '03'.repeat(20),
  hrp: 'x',
  effectiveGenesisLayer: 1,
}
const clock = (at: number): Sighting => ({ source: 'network', node: home, at, answer: { kind: 'answer', value: network as never } })
const atx = (publishEpoch: number): AtxSeen => ({
  id: `a${publishEpoch}`,
  smesher: id,
  publishEpoch: publishEpoch as Epoch,
  coinbase: 'x1',
  numUnits: 2,
})
const reward = (layer: number, total = '7'): RewardSeen => ({
  smesher: id,
  layer: layer as Layer,
  total: total as Smidge,
  layerReward: total as Smidge,
  coinbase: 'x1',
})
const earned = (at: number, atxs: AtxSeen[], rewards: RewardSeen[] | null): Sighting => ({
  source: 'earned',
  node: home,
  at,
  id,
  atxs: { kind: 'answer', value: atxs },
  rewards: rewards === null ? { kind: 'silent', detail: '' } : { kind: 'answer', value: rewards },
})

test('of work and pay only what is new is told, what became another again, and nothing of epochs that have not come', () => {
  const { hear, settings } = remembering()
  settings(home)
  const keys = {
    source: 'post-states',
    node: home,
    at: 1,
    answer: { kind: 'answer', value: [{ id, name: 'a.key', state: 'idle' }] },
  } as const
  const now = 35 * day
  // Without its network's clock nobody knows what has come.
  expect(hear(keys, earned(now, [atx(2)], [reward(30)])).some((one) => String(one).startsWith('earned'))).toBe(false)
  hear(clock(now))
  expect(hear(earned(now, [atx(2), atx(3), atx(5)], [reward(30), reward(49), reward(50)]))).toEqual([
    ['earned', home, [atx(3)], [reward(49)]],
  ])
  expect(hear(earned(now, [atx(2), atx(3)], null))).toEqual([])
  expect(hear(earned(now, [atx(4), atx(3)], [reward(31), reward(30, '8'), reward(49)]))).toEqual([
    ['earned', home, [atx(4)], [reward(31), reward(30, '8')]],
  ])
  const list = (atxs: AtxSeen[]): Sighting => ({
    source: 'atxs',
    node: home,
    at: now,
    asked: [id],
    epochs: { from: 2 as Epoch, to: 4 as Epoch },
    atxs,
  })
  expect(hear(list([atx(2), atx(900)]), list([atx(2), atx(3)]))).toEqual([
    ['earned', home, [atx(2)], []],
    ['earned', home, [atx(3)], []],
  ])
})

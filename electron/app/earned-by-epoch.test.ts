import { expect, test } from 'vitest'
import { Instant, Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import { type Earned, Smidge } from '../contract/model/earned.ts'
import { type ClockOf, earnedByEpoch } from './earned-by-epoch.ts'

const home = RigName.parse('home')
const smesher = SmesherId.parse('0a'.repeat(32))
const clockOf: ClockOf = (node) => (node === home ? { key: 'net', times: { layersPerEpoch: 10 } } : null)

const earned = (layers: readonly number[], part: Partial<Earned> = {}): Earned => ({
  node: home,
  version: 'v1.7.6',
  synced: true,
  atxs: { asked: 'told', at: Instant.parse(5), list: [] },
  rewards: {
    asked: 'told',
    at: Instant.parse(5),
    list: layers.map((layer) => ({
      smesher,
      layer: Layer.parse(layer),
      total: Smidge.parse('9007199254740993'),
      layerReward: Smidge.parse('1'),
      coinbase: 'c',
    })),
  },
  ...part,
})
const unknown = (asked: Earned['rewards']['asked'], part: Partial<Earned> = {}) =>
  earned([], { rewards: { asked, at: null, list: [] }, ...part })
const said = (all: readonly Earned[]) =>
  earnedByEpoch(all, clockOf).epochs.map(
    ({ epoch, total, identities, atLeast }) => `${epoch} ${total} ${identities}${atLeast ? ' or more' : ''}`,
  )

test('payments are summed to the last digit, by epoch, and who was paid is counted once', () => {
  expect(said([earned([25, 21, 13]), earned([29])])).toEqual(['2 27021597764222979 2', '1 9007199254740993 1'])
  expect(said([earned([75, 65, 55, 45, 35, 25, 15])])).toHaveLength(6)
})

test('where there may be more it is said: a full page hides what lies before it, a node that is not in sync anything', () => {
  const full = Array.from({ length: 100 }, (_, at) => 130 - at)
  expect(said([earned(full), earned([35])]).map((line) => line.includes('or more'))).toEqual([false, false, false, false, false, false])
  expect(said([earned(full.slice(0, 99)), earned([35])]).some((line) => line.includes('or more'))).toBe(false)
  expect(said([earned(Array.from({ length: 100 }, (_, at) => 35 - (at % 5))), earned([45, 25])])).toEqual([
    '4 9007199254740993 1',
    '3 900719925474099300 1 or more',
    '2 9007199254740993 1 or more',
  ])
  expect(said([earned([35], { synced: false })])).toEqual(['3 9007199254740993 1 or more'])
})

test('of whom nothing was told, that is no pay of nothing: it is counted with its reason', () => {
  const old = { node: home, version: 'v1.4.6' }
  expect(
    earnedByEpoch([earned([25]), unknown('too-old', old), unknown('too-old', old), unknown('no-node', { node: null })], clockOf),
  ).toMatchObject({
    told: 1,
    at: 5,
    silent: [
      { asked: 'too-old', node: 'home', version: 'v1.4.6', identities: 2 },
      { asked: 'no-node', node: null, identities: 1 },
    ],
  })
  // Without its network's clock no payment has an epoch.
  expect(earnedByEpoch([earned([25], { node: RigName.parse('far') })], clockOf)).toMatchObject({
    epochs: [],
    told: 0,
    silent: [{ asked: 'waiting' }],
  })
  expect(earnedByEpoch([earned([])], clockOf)).toEqual({ epochs: [], told: 1, at: 5, silent: [] })
})

import type { Epoch, Layer, SmesherId } from '../../electron/contract/model/basics.ts'
import type { AtxSeen, Earned, EarnedByEpoch, RewardSeen, Smidge } from '../../electron/contract/model/earned.ts'
import { galleryNow, mainnetClock } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

const smesher: SmesherId = idOf('diskE_post1')
const coinbase = 'sm1qqqqqqzk0d5f3t2n4v8s9x7c6b5m4l3k2j1h0gqc9w8e7r'

const atx = (publishEpoch: number): AtxSeen => ({
  id: publishEpoch.toString(16).padStart(2, '0').repeat(32),
  smesher,
  publishEpoch: publishEpoch as Epoch,
  coinbase,
  numUnits: 12,
})
const reward = (layer: number, amount: string): RewardSeen => ({
  smesher,
  layer: layer as Layer,
  total: amount as Smidge,
  layerReward: amount as Smidge,
  coinbase,
})
const at = instant(galleryNow - 12_000)

/** What the network knows of an identity that has worked for years. */
export const someEarned: Earned = {
  node: rigName('home'),
  version: 'v1.7.6',
  synced: true,
  atxs: { asked: 'told', at, list: [61, 60, 59, 58, 57, 56, 55].map(atx) },
  rewards: {
    asked: 'told',
    at,
    list: [
      reward(248_705, '7462784293'),
      reward(247_912, '7462790111'),
      reward(246_001, '14925580222'),
      reward(244_870, '7462799000'),
      reward(243_333, '480000'),
      reward(242_118, '7462803141'),
    ],
  },
}

/** The same, of a node that can't tell. */
export const earnedOfOld: Earned = {
  ...someEarned,
  version: 'v1.4.6',
  atxs: { asked: 'too-old', at: null, list: [] },
  rewards: { asked: 'too-old', at: null, list: [] },
}

const paid = (epoch: number, total: string, identities = 10): EarnedByEpoch['epochs'][number] => ({
  clock: mainnetClock.key,
  epoch: epoch as Epoch,
  total: total as Smidge,
  identities,
  atLeast: epoch < 58,
})

/** Of a rig of which one node is too old to tell. */
export const earnedEpochs: EarnedByEpoch = {
  epochs: [
    paid(61, '9128400000', 4),
    paid(60, '38620000000', 8),
    paid(59, '35380000000', 7),
    paid(58, '38410000000', 8),
    paid(57, '31180000000', 8),
  ],
  told: 8,
  at,
  silent: [{ asked: 'too-old', node: rigName('attic'), version: 'v1.4.6', identities: 2 }],
}

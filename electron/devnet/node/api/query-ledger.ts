import type { Account, AccountList, AccountRequest } from '../../../../proto/generated/spacemesh/v2alpha1/account.ts'
import { SortOrder } from '../../../../proto/generated/spacemesh/v2alpha1/common.ts'
import { type Layer, Layer_LayerStatus, type LayerList, type LayerRequest } from '../../../../proto/generated/spacemesh/v2alpha1/layer.ts'
import type { RewardList, Reward as RewardMessage, RewardRequest } from '../../../../proto/generated/spacemesh/v2alpha1/reward.ts'
import { effectiveGenesis, layerAt } from '../chain/epoch-clock.ts'
import { type HashedLayer, hashedLayers, type Reward, rewardsOf } from '../chain/ledger.ts'
import type { ApiContext } from './context.ts'
import { checkLimit } from './limit.ts'

const rewards = ({ chain }: ApiContext) => rewardsOf(chain.layers(), (id) => chain.atx(id))

interface Page {
  readonly startLayer: number
  readonly endLayer: number
  readonly offset: bigint
  readonly limit: bigint
  readonly sortOrder: SortOrder
}

/** One page of what has a layer; the end counts in, 0 is no end. */
function paged<T>(all: readonly T[], layerOf: (one: T) => number, page: Page): T[] {
  const limit = checkLimit(page.limit)
  const fits = (layer: number) => layer >= page.startLayer && (page.endLayer === 0 || layer <= page.endLayer)
  const found = all.filter((one) => fits(layerOf(one)))
  const ordered = page.sortOrder === SortOrder.DESC ? found.toReversed() : found
  return ordered.slice(Number(page.offset), Number(page.offset) + limit)
}

export function listRewards(context: ApiContext, request: RewardRequest): RewardList {
  const { filterBy } = request
  const fits = ({ atx }: Reward) => {
    if (filterBy === undefined) return true
    return filterBy.$case === 'coinbase' ? atx.coinbase === filterBy.value : atx.smesher === filterBy.value.toString('hex')
  }
  return { rewards: paged(rewards(context).filter(fits), ({ layer }) => layer, request).map(rewardOf) }
}

const rewardOf = ({ layer, atx, amount }: Reward): RewardMessage => ({
  layer,
  total: amount,
  layerReward: amount,
  coinbase: atx.coinbase,
  smesher: Buffer.from(atx.smesher, 'hex'),
})

/** From the first effective layer on, which is there before genesis already; the layer that runs has no hashes yet (recorded). */
export function listLayers(context: ApiContext, request: LayerRequest): LayerList {
  const { chain, timing, synced, now } = context
  const first = { number: effectiveGenesis(timing), slots: [] }
  const applied = hashedLayers([first, ...chain.layers()]).map(layerOf)
  const current = layerAt(timing, now())
  const running = synced() && current > (applied.at(-1)?.number ?? 0) ? [unapplied(current)] : []
  return { layers: paged([...applied, ...running], ({ number }) => number, request) }
}

const none = Buffer.alloc(0)

const unapplied = (number: number): Layer => ({
  number,
  status: Layer_LayerStatus.LAYER_STATUS_VERIFIED,
  consensusHash: '',
  stateHash: none,
  cumulativeStateHash: none,
  block: undefined,
})

const layerOf = ({ layer, before, after, block }: HashedLayer): Layer => ({
  ...unapplied(layer.number),
  consensusHash: Buffer.from(after).toString('hex').slice(0, 10),
  stateHash: Buffer.from(before),
  cumulativeStateHash: Buffer.from(after),
  block: block === null ? undefined : { id: Buffer.from(block) },
})

/** Accounts that were ever paid, by address; nothing is spent here. */
export function listAccounts(context: ApiContext, { addresses, offset, limit }: AccountRequest): AccountList {
  const most = checkLimit(limit)
  const paid = Map.groupBy(rewards(context), ({ atx }) => atx.coinbase)
  const accounts = [...paid].filter(([address]) => addresses.length === 0 || addresses.includes(address)).map(accountOf)
  const sorted = accounts.toSorted((one, other) => (one.address < other.address ? -1 : 1))
  return { accounts: sorted.slice(Number(offset), Number(offset) + most) }
}

/** Recorded: `projected` has the same balance and names no layer. */
function accountOf([address, payments]: readonly [string, readonly Reward[]]): Account {
  const balance = payments.reduce((sum, { amount }) => sum + amount, 0n)
  const state = (layer: number) => ({ counter: 0n, balance, layer })
  return { address, current: state(payments.at(-1)?.layer ?? 0), projected: state(0), template: '' }
}

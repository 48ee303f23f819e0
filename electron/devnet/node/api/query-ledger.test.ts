import { describe, expect, it } from 'vitest'
import { SortOrder } from '../../../../proto/generated/spacemesh/v2alpha1/common.ts'
import { Chain } from '../chain/chain.ts'
import type { Atx } from '../chain/chain-types.ts'
import type { ApiContext } from './context.ts'
import { listAccounts, listLayers, listRewards } from './query-ledger.ts'

const atx = (id: string, coinbase: string): Atx => ({
  id: id.repeat(32),
  smesher: id.repeat(32),
  publishEpoch: 1,
  sequence: 0,
  previous: '',
  positioning: '',
  coinbase,
  numUnits: 2,
  weight: 20,
  height: 1,
})
const nothing = {
  loadAtxs: () => [],
  loadMalfeasance: () => [],
  loadLayers: () => [],
  saveAtx: () => {},
  saveMalfeasance: () => {},
  saveLayer: () => {},
}

/** Two identities that were paid in layers 41 and 43, with an empty one between; layers of 6 s, 20 in an epoch. */
function contextAt(layer: number, isSynced = true): ApiContext {
  const chain = new Chain(nothing, 20)
  const [one, other] = [atx('0a', 'c1'), atx('0b', 'c2')]
  for (const each of [one, other]) chain.addAtx(each)
  chain.addLayer({ number: 43, slots: [[other.id, 1]] })
  chain.addLayer({
    number: 41,
    slots: [
      [one.id, 1],
      [other.id, 3],
    ],
  })
  chain.addLayer({ number: 42, slots: [] })
  const timing = { genesisMs: 0, layerMs: 6_000, layersPerEpoch: 20 }
  return { chain, timing, synced: () => isSynced, now: () => layer * 6_000 } as ApiContext
}
const page = { startLayer: 0, endLayer: 0, offset: 0n, limit: 100n, sortOrder: SortOrder.ASC, filterBy: undefined }

describe('rewards', () => {
  const paid = (change: object) =>
    listRewards(contextAt(44), { ...page, ...change }).rewards.map(({ layer, coinbase }) => `${layer} ${coinbase}`)
  it('come by layer, or the other way round, a page at a time', () => {
    expect(paid({})).toEqual(['41 c1', '41 c2', '43 c2'])
    expect(paid({ sortOrder: SortOrder.DESC, limit: 1n })).toEqual(['43 c2'])
    expect(paid({ offset: 1n, limit: 1n })).toEqual(['41 c2'])
    expect(paid({ startLayer: 42 })).toEqual(['43 c2'])
    expect(paid({ endLayer: 42 })).toEqual(['41 c1', '41 c2'])
  })
  it('are chosen by whom they were paid to, or who earned them', () => {
    expect(paid({ filterBy: { $case: 'coinbase', value: 'c1' } })).toEqual(['41 c1'])
    expect(paid({ filterBy: { $case: 'smesher', value: Buffer.from('0b'.repeat(32), 'hex') } })).toEqual(['41 c2', '43 c2'])
  })
  it('need a limit, in the node’s words', () => {
    expect(() => paid({ limit: 0n })).toThrow('limit must be set to <= 100')
    expect(() => paid({ limit: 101n })).toThrow('limit is capped at 100')
  })
})

it('layers begin with the first effective one, and end with the one that runs, of which nothing is known yet', () => {
  const layers = (context: ApiContext) =>
    listLayers(context, page).layers.map(({ number, consensusHash, block }) => [number, consensusHash !== '', block?.id.length])
  expect(layers(contextAt(44))).toEqual([
    [39, true, undefined],
    [41, true, 20],
    [42, true, undefined],
    [43, true, 20],
    [44, false, undefined],
  ])
  expect(layers(contextAt(44, false)).at(-1)?.[0]).toBe(43)
})

it('accounts have what was paid to them, and since when', () => {
  const { accounts } = listAccounts(contextAt(44), { addresses: [], offset: 0n, limit: 2n })
  expect(accounts.map(({ address, current, projected }) => [address, current?.layer, projected?.layer])).toEqual([
    ['c1', 41, 0],
    ['c2', 43, 0],
  ])
  expect(listAccounts(contextAt(44), { addresses: ['c1'], offset: 0n, limit: 2n }).accounts[0]?.current?.balance).toBe(119_404_548_705n)
})

import { describe, expect, it } from 'vitest'
import { Chain, type ChainKeep } from './chain.ts'
import type { Atx, HareMessage } from './chain-types.ts'
import { eligibleLayers } from './eligibility.ts'
import { effectiveGenesis, epochAt, layerAt, proofDeadline, roundEnd, roundStart, type Timing } from './epoch-clock.ts'

const nothing: ChainKeep = {
  loadAtxs: () => [],
  loadMalfeasance: () => [],
  loadLayers: () => [],
  saveAtx: () => undefined,
  saveMalfeasance: () => undefined,
  saveLayer: () => undefined,
}
const atx = (id: string, smesher: string, publishEpoch: number): Atx => ({
  id,
  smesher,
  publishEpoch,
  sequence: 0,
  previous: '',
  positioning: '',
  coinbase: 'c',
  numUnits: 2,
  weight: 20,
  height: publishEpoch * 10,
})
const hare = (hash: string): HareMessage => ({ smesher: 'aa', layer: 41, round: 0, hash, signature: '00' })

describe('what a node knows of the network', () => {
  it('lists ATXs by publish epoch, then by id', () => {
    const chain = new Chain(nothing, 20)
    for (const [id, epoch] of [
      ['cc', 1],
      ['aa', 2],
      ['bb', 1],
    ] as const)
      chain.addAtx(atx(id, id, epoch))
    expect(chain.atxs().map(({ id }) => id)).toEqual(['bb', 'cc', 'aa'])
    expect(chain.highest()?.id).toBe('aa')
    expect(chain.latestOf('bb')?.id).toBe('bb')
  })

  it('bans whoever says two things in one round, once', () => {
    const chain = new Chain(nothing, 20)
    expect(chain.addMessage(hare('11'))).toEqual({ fresh: true, ban: null })
    expect(chain.addMessage(hare('11'))).toEqual({ fresh: false, ban: null })
    expect(chain.addMessage(hare('22')).ban).toMatchObject({ smesher: 'aa', type: 3, layer: 41 })
    expect(chain.addMessage(hare('33')).ban).toBeNull()
    expect(chain.malfeasance('aa')).not.toBeNull()
    expect(chain.malfeasance('bb')).toBeNull()
  })

  it('bans a second ATX in an epoch, but not the same one from two nodes', () => {
    const chain = new Chain(nothing, 20)
    chain.addAtx(atx('01', 'aa', 1))
    expect(chain.addAtx(atx('01', 'aa', 1))).toEqual({ fresh: false, ban: null })
    expect(chain.addAtx(atx('02', 'aa', 2)).ban).toBeNull()
    expect(chain.addAtx(atx('03', 'aa', 2)).ban).toMatchObject({ type: 1, layer: 40 })
  })
})

describe('the clock', () => {
  const minute = 60_000
  const mainnet: Timing = {
    genesisMs: Date.parse('2023-07-14T08:00:00Z'),
    layerMs: 5 * minute,
    layersPerEpoch: 4032,
    phaseShiftMs: 240 * 60 * minute,
    cycleGapMs: 12 * 60 * minute,
    graceMs: 60 * minute,
  }

  it('puts the gap of mainnet on Sunday 20:00 to Monday 08:00', () => {
    expect(new Date(roundStart(mainnet, 42)).toISOString()).toBe('2025-03-03T08:00:00.000Z')
    expect(new Date(roundEnd(mainnet, 42)).toISOString()).toBe('2025-03-02T20:00:00.000Z')
    expect(effectiveGenesis(mainnet)).toBe(8063)
    expect(proofDeadline(mainnet, 1)).toBe(mainnet.genesisMs + 2 * 4032 * 5 * minute - mainnet.cycleGapMs)
  })

  it('is at layer 0 before genesis', () => {
    expect(layerAt(mainnet, mainnet.genesisMs - 1)).toBe(0)
    expect(epochAt(mainnet, mainnet.genesisMs + 4032 * 5 * minute)).toBe(1)
  })
})

describe('eligibility', () => {
  const draw = { beacon: new Uint8Array(4), atx: 'ab'.repeat(32), totalWeight: 100, firstLayer: 40, layersPerEpoch: 20, layerSize: 50 }

  it('is the same on every node, within the epoch, and by weight', () => {
    const layers = eligibleLayers({ ...draw, weight: 10 })
    expect(layers).toEqual(eligibleLayers({ ...draw, weight: 10 }))
    expect(layers.reduce((sum, { count }) => sum + count, 0)).toBe(100)
    for (const { layer } of layers) expect(layer >= 40 && layer < 60).toBe(true)
  })

  it('gives the smallest identity one slot at least', () => {
    expect(eligibleLayers({ ...draw, weight: 0 })).toHaveLength(1)
  })
})

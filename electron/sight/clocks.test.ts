import { expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import { knownNetworks, type NodeConfig, type PoetTiming } from '../nodes/index.ts'
import { rigClocks } from './clocks.ts'
import { newRigMemory, type RigMemory, see } from './rig-memory.ts'

const hour = 3_600_000
const mainnetId = '9eebff023abb17ccb775c602daade8ed708f0a50'
const mainnet = { genesisId: mainnetId, genesisAt: Date.parse('2023-07-14T08:00:00Z'), layerMs: 300_000, layersPerEpoch: 4032, hrp: 'sm' }
const known = knownNetworks.get(mainnetId)?.timing
const names = ['attic', 'home', 'shed'].map((name) => name as RigName)
const [attic, home, shed] = names
if (known === undefined || attic === undefined || home === undefined || shed === undefined) throw new Error('no mainnet')

const place = { dataFolder: null, addresses: { public: 'a:1', private: null, post: null }, simulated: false }
const rigOf = (simulated: readonly RigName[] = []): RigMemory =>
  newRigMemory({ nodes: names.map((name) => ({ name, place: { ...place, simulated: simulated.includes(name) } })), services: [] })
const hears = (rig: RigMemory, node: RigName, change: Partial<typeof mainnet> & { at?: number } = {}): void => {
  const { at = 5, ...value } = change
  see(rig, { source: 'network', node, at, answer: { kind: 'answer', value: { ...mainnet, ...value } } })
}
const configOf = (node: RigName, timing: PoetTiming | null): [RigName, NodeConfig] => [node, { timing, layerMs: null } as NodeConfig]
const clocksOf = (rig: RigMemory, ...configs: [RigName, NodeConfig][]) => {
  const { clocks, ofNode } = rigClocks(rig, new Map(configs))
  return { all: [...clocks.values()], of: (node: RigName) => clocks.get(ofNode.get(node) ?? '') }
}

test('without configuration the known network is assumed; a PoET’s word outranks it; the configuration’s outranks both', () => {
  const rig = rigOf()
  hears(rig, home)
  expect(clocksOf(rig).of(home)).toMatchObject({ source: 'known-network', ...known })
  const told = { phaseShiftMs: 200 * hour, cycleGapMs: 10 * hour, gracePeriodMs: null }
  see(rig, { source: 'poet', node: home, at: 6, timing: told })
  expect(clocksOf(rig).of(home)).toMatchObject({ source: 'poet', ...told })
  const own = { phaseShiftMs: 1, cycleGapMs: 2, gracePeriodMs: 3 }
  expect(clocksOf(rig, configOf(home, own)).of(home)).toMatchObject({ source: 'node-config', ...own })
})

test('two nodes that agree share a clock, and it is never said to be assumed when one of them knows it, whoever is heard last', () => {
  const rig = rigOf()
  hears(rig, attic)
  hears(rig, home, { at: 900 })
  for (const at of [901, 903]) {
    hears(rig, attic, { at })
    hears(rig, home, { at: at + 1 })
    const { all } = clocksOf(rig, configOf(attic, known))
    expect(all).toMatchObject([{ source: 'node-config', node: attic, nodes: [attic, home] }])
  }
})

test('an unknown network’s rounds stay unknown, and a simulated one never takes a PoET’s word for its own pace', () => {
  const rig = rigOf([shed])
  hears(rig, home, { genesisId: 'ab'.repeat(20) })
  hears(rig, shed, { genesisId: 'cd'.repeat(20) })
  see(rig, { source: 'poet', node: shed, at: 6, timing: { phaseShiftMs: 60_000, cycleGapMs: 30_000, gracePeriodMs: null } })
  const { of } = clocksOf(rig)
  expect([of(home), of(shed)]).toMatchObject([
    { source: 'unknown', phaseShiftMs: null, cycleGapMs: null, gracePeriodMs: null },
    { source: 'unknown', phaseShiftMs: null },
  ])
})

test('two networks in one rig have two clocks, also when one of them has not begun', () => {
  const rig = rigOf()
  hears(rig, attic)
  hears(rig, home, { genesisId: 'ab'.repeat(20), genesisAt: Date.parse('2031-01-01T00:00:00Z') })
  const { all, of } = clocksOf(rig)
  expect(all).toHaveLength(2)
  expect(of(home)?.genesisAt).toBe(Date.parse('2031-01-01T00:00:00Z'))
  expect(of(shed)).toBeUndefined()
})

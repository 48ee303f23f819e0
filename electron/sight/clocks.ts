import type { RigName } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { clockOf, type NodeConfig, poetTiming, timingAtPace } from '../nodes/index.ts'
import { nearGap } from '../time/index.ts'
import type { HostMemory } from './host-memory.ts'
import type { RigMemory } from './rig-memory.ts'

/** Every clock of a rig by its key, and by which each node goes. */
export interface RigClocks {
  readonly clocks: ReadonlyMap<string, EpochClock>
  readonly ofNode: ReadonlyMap<RigName, string>
}

type Configs = ReadonlyMap<RigName, NodeConfig>

function clockOfNode({ heard, poet, place: { simulated } }: HostMemory, configs: Configs): EpochClock | null {
  if (heard.network === null) return null
  const { value, at } = heard.network
  // A simulated network’s PoET tells the pace of its configuration, not the one it runs at.
  const config = timingAtPace(configs.get(heard.name) ?? null, { layerMs: value.layerMs, simulated })
  const timing = poetTiming({ config, poet: simulated ? null : poet, genesisId: value.genesisId })
  return clockOf(heard.name, value, { ...timing, comparedAt: at })
}

const sureness: Readonly<Record<EpochClock['source'], number>> = { 'node-config': 3, poet: 2, 'known-network': 1, unknown: 0 }

/** What is known tells the clock before what is assumed, then a node that answers before one that is silent. */
const better = (left: EpochClock, right: EpochClock, rig: RigMemory): boolean => {
  if (left.source !== right.source) return sureness[left.source] > sureness[right.source]
  const answers = ({ node }: EpochClock): boolean => rig.nodes.get(node)?.heard.reach.get('network') === 'answers'
  return answers(left) !== answers(right) ? answers(left) : left.comparedAt > right.comparedAt
}

/** A clock per network and PoET timing: nodes that differ in either go by clocks of their own. */
export function rigClocks(rig: RigMemory, configs: Configs): RigClocks {
  const clocks = new Map<string, EpochClock>()
  const ofNode = new Map<RigName, string>()
  for (const host of rig.nodes.values()) {
    const told = clockOfNode(host, configs)
    if (told === null) continue
    ofNode.set(host.heard.name, told.key)
    const known = clocks.get(told.key)
    const nodes = [...(known?.nodes ?? []), host.heard.name]
    clocks.set(told.key, { ...(known === undefined || better(told, known, rig) ? told : known), nodes })
  }
  return { clocks, ofNode }
}

const gapMarginMs = 10 * 60_000

/** Inside a gap of any clock, or within ten minutes of one. */
export const nearAnyGap = ({ clocks }: RigClocks, now: number): boolean =>
  [...clocks.values()].some((clock) => nearGap(clock, now, gapMarginMs))

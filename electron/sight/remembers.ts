import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen } from '../contract/model/earned.ts'
import { type NodeEvent, type NodeMemory, reachOfNode } from '../nodes/index.ts'
import { epochAt, plus } from '../time/index.ts'
import { type EarnedMemory, newEarned } from './earned-memory.ts'
import type { RigMemory } from './rig-memory.ts'
import type { Sighting } from './sightings.ts'

/** Who keeps what the sight itself forgets. Told at once, after it was taken in; may be told the same again. */
export interface Remembers {
  readonly events: (node: RigName, events: readonly NodeEvent[]) => void
  /** From `since` on the node can't be followed: the last moment at which it was; `null`: it was not yet. */
  readonly lost: (node: RigName, since: number | null) => void
  readonly followed: (node: RigName, at: number) => void
  readonly banned: (identity: SmesherId, at: number) => void
  /** What a node knows of work and pay, as far as it was not told before. */
  readonly earned: (node: RigName, atxs: readonly AtxSeen[], rewards: readonly RewardSeen[]) => void
}

/** Its events are heard, where its settings have an address for them, and it answers. */
const isFollowed = (node: NodeMemory): boolean => (node.stream === 'open' || node.stream === 'none') && reachOfNode(node) === 'answers'

type EarnedSighting = Extract<Sighting, { source: 'atxs' | 'earned' }>

/** Tells what nodes list of work and pay, as far as it is new. */
function rememberingEarned({ earned }: Pick<Remembers, 'earned'>) {
  const atxsOf = new Map<RigName, ReadonlySet<string>>()
  /** An epoch that has not come yet has no ATX and no pay: whoever tells of one makes it up, and would push out what is true. */
  const tell = (rig: RigMemory, { node, at }: EarnedSighting, { atxs, rewards }: EarnedMemory['news']) => {
    const network = rig.nodes.get(node)?.heard.network?.value
    if (network === undefined) return
    const next = plus(epochAt(network, at), 1)
    const was = atxs.filter(({ publishEpoch }) => publishEpoch <= next)
    const paid = rewards.filter(({ layer }) => layer < (next + 1) * network.layersPerEpoch)
    if (was.length + paid.length > 0) earned(node, was, paid)
  }
  return (rig: RigMemory, sighting: EarnedSighting) => {
    if (sighting.source === 'earned') return tell(rig, sighting, rig.identities.get(sighting.id)?.earned.news ?? newEarned().news)
    const known = atxsOf.get(sighting.node)
    atxsOf.set(sighting.node, new Set(sighting.atxs.map(({ id }) => id)))
    tell(rig, sighting, { atxs: sighting.atxs.filter(({ id }) => known?.has(id) !== true), rewards: [] })
  }
}

/** Tells what is worth remembering beside what happens to the rows. */
export function createRemembering(remembers: Remembers) {
  const followed = new Map<RigName, boolean>()
  const banned = new Set<SmesherId>()
  const lookAtNodes = ({ nodes }: RigMemory, at: number) => {
    for (const [name, { heard }] of nodes) {
      const is = isFollowed(heard)
      if (followed.get(name) === is) continue
      followed.set(name, is)
      if (is) remembers.followed(name, at)
      else remembers.lost(name, heard.seenAt)
    }
    // Whoever left the settings is missed by nobody.
    for (const name of followed.keys()) if (!nodes.has(name) && followed.delete(name)) remembers.followed(name, at)
  }
  const lookForBans = ({ identities }: RigMemory, asked: readonly SmesherId[]) => {
    for (const id of asked) {
      const ban = identities.get(id)?.ban
      if (ban?.state !== 'banned' || ban.at === null || banned.has(id)) continue
      banned.add(id)
      remembers.banned(id, ban.at)
    }
  }
  const lookAtEarned = rememberingEarned(remembers)
  return {
    lookAtNodes,
    took: (rig: RigMemory, sighting: Sighting) => {
      if (!('node' in sighting)) return
      if (sighting.source === 'events' && rig.nodes.has(sighting.node)) remembers.events(sighting.node, sighting.events)
      if (sighting.source === 'bans')
        lookForBans(
          rig,
          sighting.answers.flatMap(({ asked }) => asked),
        )
      if (sighting.source === 'atxs' || sighting.source === 'earned') lookAtEarned(rig, sighting)
      if (sighting.source !== 'events') lookAtNodes(rig, sighting.at)
    },
  }
}

import type { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import type { Earned, EarnedAsked } from '../contract/model/earned.ts'
import { nodeAge, speaksLayout } from '../nodes/index.ts'
import { type EarnedMemory, newEarned } from './earned-memory.ts'
import type { HostMemory } from './host-memory.ts'
import { hostOf, type RigMemory } from './rig-memory.ts'

const hasServices = ({ heard: { serves } }: HostMemory): boolean => serves.atxs !== 'no' || serves.rewards !== 'no'
const canTell = (host: HostMemory): boolean => host.place.addresses.public !== null && speaksLayout(host.heard.version) && hasServices(host)

/** The node that is asked for an identity: its host, or one of the same network that can tell where the host can't. */
export function tellerOf(rig: RigMemory, id: SmesherId): HostMemory | null {
  const host = hostOf(rig, id)
  if (host !== null && canTell(host)) return host
  const network = host?.heard.network?.value.genesisId ?? null
  const others = [...rig.nodes.values()].filter(({ heard }) => host === null || heard.network?.value.genesisId === network)
  return (network === null && host !== null ? undefined : others.find(canTell)) ?? host
}

const longestMs = 5 * 60_000
const shortestMs = 15_000

/** Payments come by layer: nobody is asked for more often, nor more seldom than each five minutes. */
const pauseOf = ({ heard }: HostMemory): number => Math.max(shortestMs, Math.min(longestMs, heard.network?.value.layerMs ?? longestMs))

const isWanted = ({ askedAt, wantedAt }: EarnedMemory): boolean => wantedAt !== null && (askedAt ?? 0) < wantedAt

/** Whom a node is to be asked for next: who is looked at first, then whoever waits longest; `null`: nobody is due. */
export function nextEarned(rig: RigMemory, node: RigName, now: number): SmesherId | null {
  const host = rig.nodes.get(node)
  if (host === undefined) return null
  const pause = pauseOf(host)
  const asksFor = (id: SmesherId): boolean => tellerOf(rig, id) === host
  let next: { readonly id: SmesherId; readonly askedAt: number } | null = null
  for (const { id, earned } of rig.identities.values()) {
    if (isWanted(earned) && asksFor(id)) return id
    const askedAt = earned.askedAt ?? 0
    const isDue = now - askedAt >= pause && (next === null || askedAt < next.askedAt)
    if (isDue && asksFor(id)) next = { id, askedAt }
  }
  return next?.id ?? null
}

function askedOf(teller: HostMemory | null, told: { readonly at: number } | null, of: 'atxs' | 'rewards'): EarnedAsked {
  if (teller === null) return 'no-node'
  const { heard, place } = teller
  if (place.addresses.public === null) return 'no-address'
  if (!speaksLayout(heard.version)) {
    if (heard.version !== null) return nodeAge(heard.version) === 'unread' ? 'version-unknown' : 'too-old'
    return heard.reach.get('version') === undefined ? 'waiting' : 'no-answer'
  }
  const serves = heard.serves[of]
  if (serves === 'no' || serves === 'no-answer') return serves === 'no' ? 'not-served' : 'no-answer'
  return told === null ? 'waiting' : 'told'
}

/** What is known of an identity's work and pay. Changes nothing. */
export function earnedOf(rig: RigMemory, id: SmesherId): Earned {
  const teller = tellerOf(rig, id)
  const { atxs, rewards } = rig.identities.get(id)?.earned ?? newEarned()
  const part = <Row>(told: { readonly list: Row[]; readonly at: number } | null, of: 'atxs' | 'rewards') => ({
    asked: askedOf(teller, told, of),
    at: (told?.at ?? null) as Instant | null,
    list: told?.list ?? [],
  })
  return {
    node: teller?.heard.name ?? null,
    version: teller?.heard.version ?? null,
    synced: teller?.heard.status?.value.synced === true,
    atxs: part(atxs, 'atxs'),
    rewards: part(rewards, 'rewards'),
  }
}

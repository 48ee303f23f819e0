import type { Epoch, Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { Ban, IdentityRow, LastEvent } from '../contract/model/identity.ts'
import { type BanAnswer, foldBan, layerOf, type NodeEvent, neverAsked, publishEpochOf } from '../nodes/index.ts'
import { type EpochSpan, newest } from '../time/index.ts'
import { type EarnedMemory, newEarned } from './earned-memory.ts'
import { type EpochEvidence, newEpochEvidence, seeEpochAtxs, seeEpochEvent } from './epoch-evidence.ts'
import { afterEvent, type Life, noLife } from './life-cycle.ts'
import type { ReturnedKey } from './returned-key.ts'
import type { Timed } from './timed.ts'

/** The last event of the proving, with the life of the node that it belongs to. */
interface EventSeen {
  readonly value: LastEvent
  /** When it arrived, by our clock. */
  readonly at: number
  readonly node: RigName
  readonly life: number
}

/** All that is remembered of one identity. Changed in place; its timeline is bounded. */
export interface IdentityMemory {
  readonly id: SmesherId
  event: EventSeen | null
  /** The challenge that was begun last, and how often its proof failed in this life of the node. */
  tries: { readonly challenge: string; readonly life: number; readonly failures: number } | null
  /** When the node last said that a proof began or failed: signs that somebody still asks. */
  askedAt: number | null
  life: Life
  /** Newest layer that a proposal of it was seen for. */
  signedLayer: Layer | null
  lastAtx: IdentityRow['lastAtx']
  /** The last ATX that a node told to have published: which node, and when by its own word. */
  published: { readonly node: RigName; readonly epoch: Epoch; readonly at: number } | null
  readonly epochs: EpochEvidence
  /** What the network knows of its ATXs: the newest, in which epochs it was looked for, and who said so when. */
  onNetwork: (EpochSpan & { readonly newest: Epoch | null; readonly node: RigName; readonly at: number }) | null
  readonly earned: EarnedMemory
  ban: Ban
  timeline: { readonly node: RigName; readonly event: NodeEvent }[]
  /** PostStates at its host, with since when. */
  post: Timed<'unreachable' | 'absent' | 'idle' | 'proving'> | null
  postNode: RigName | null
  /** What is shown, and since when; `null` since for what was so before we looked. `at`: when we first saw it so. */
  shown: { readonly key: string; readonly since: number | null; readonly at: number } | null
  /** Names its key files had at each node: a file that became defective is still known by its name. */
  readonly names: Map<RigName, string>
  /** When a node's folder was first seen without the key it had. */
  readonly fileWent: Map<RigName, number>
  /** Tables of its node's `local.sql` with rows of it, while that node last stood still; `lost`: seen there before, and not any more. */
  rows: { readonly node: RigName; readonly at: number; readonly tables: readonly string[]; readonly lost: readonly string[] } | null
  /** Folders where an old copy was seen that a move had taken away. */
  readonly returned: Map<RigName, ReturnedKey>
}

export const newIdentityMemory = (id: SmesherId): IdentityMemory => ({
  id,
  event: null,
  tries: null,
  askedAt: null,
  life: noLife,
  signedLayer: null,
  lastAtx: null,
  published: null,
  epochs: newEpochEvidence(),
  onNetwork: null,
  earned: newEarned(),
  ban: neverAsked,
  timeline: [],
  post: null,
  postNode: null,
  shown: null,
  names: new Map(),
  fileWent: new Map(),
  rows: null,
  returned: new Map(),
})

/** Entries kept of each identity; a smesher sees some twenty of them in an epoch beside the proposals. */
export const timelineLimit = 300

const meaning: Partial<Record<NodeEvent['kind'], LastEvent>> = {
  'post-start': 'post_start',
  'post-complete': 'complete',
  'post-failed': 'failed',
  'atx-published': 'published',
}

/** A proof that fails again and again is no calm work, though a new try begins each time; a single failure may be a restart. */
const failsAgain = 2

function seeTry(memory: IdentityMemory, { kind, fields }: NodeEvent, life: number): void {
  const { tries } = memory
  if (kind === 'post-start') {
    const same = tries !== null && tries.life === life && tries.challenge === fields.challenge
    memory.tries = same ? tries : { challenge: String(fields.challenge ?? ''), life, failures: 0 }
  }
  if (kind === 'post-failed' && tries !== null) memory.tries = { ...tries, failures: tries.failures + 1 }
  if (kind === 'post-complete') memory.tries = null
}

/** Takes one event of this identity. `life`: the life of the node, so that what an earlier process began can be told apart. */
export function seeEvent(
  memory: IdentityMemory,
  event: NodeEvent,
  seen: { readonly node: RigName; readonly at: number; readonly life: number },
): void {
  memory.timeline.push({ node: seen.node, event })
  if (memory.timeline.length > 2 * timelineLimit) memory.timeline = memory.timeline.slice(-timelineLimit)
  // Most events are proposals, and tell of nothing else.
  if (event.kind === 'proposal') {
    memory.signedLayer = newest([memory.signedLayer, layerOf(event)])
    return
  }
  memory.life = afterEvent(memory.life, event)
  seeEpochEvent(memory.epochs, event, seen.at)
  const value = meaning[event.kind]
  if (value === undefined) return
  seeTry(memory, event, seen.life)
  const again = value === 'post_start' && (memory.tries?.failures ?? 0) >= failsAgain
  memory.event = { value: again ? 'failed' : value, ...seen }
  if (value === 'post_start' || value === 'failed') memory.askedAt = seen.at
  if (value !== 'published') return
  const epoch = publishEpochOf(event)
  if (epoch === null) return
  memory.lastAtx = { publishEpoch: epoch, at: event.at, node: seen.node }
  memory.published = { node: seen.node, epoch, at: event.at }
}

/** What an identity has for good once its first proof is made; all else goes when its ATX is out (docs/protocol.md §3). */
const stays: readonly string[] = ['post', 'initial_post']

/** Takes which tables of a stopped node hold rows of it. */
export function seeTables(
  memory: IdentityMemory,
  { node, at, tables }: { readonly node: RigName; readonly at: number; readonly tables: readonly string[] },
): void {
  const before = memory.rows?.node === node ? [...memory.rows.tables, ...memory.rows.lost] : []
  memory.rows = { node, at, tables, lost: before.filter((table) => stays.includes(table) && !tables.includes(table)) }
}

/** Takes what a node said about bans. */
export function seeBan(memory: IdentityMemory, answer: BanAnswer): void {
  memory.ban = foldBan(memory.ban, answer, memory.id)
}

/** Takes which state is shown of it from now on; what was so at the first look has an unknown beginning. */
export function seeState(memory: IdentityMemory, key: string, now: number): void {
  if (memory.shown?.key === key) return
  memory.shown = { key, since: memory.shown === null ? null : now, at: now }
}

/** Takes which ATXs a node knows of it. An ATX stays known, whatever node is asked later. */
export function seeAtxs(
  memory: IdentityMemory,
  epochs: readonly Epoch[],
  seen: EpochSpan & { readonly node: RigName; readonly at: number; readonly complete: boolean },
): void {
  const known = newest([memory.onNetwork?.newest ?? null, ...epochs])
  memory.onNetwork = { from: seen.from, to: seen.to, node: seen.node, at: seen.at, newest: known }
  seeEpochAtxs(memory.epochs, epochs, seen)
  // When it was published, only the event tells.
  if (known !== null && known > (memory.lastAtx?.publishEpoch ?? -1)) memory.lastAtx = { publishEpoch: known, at: null }
}

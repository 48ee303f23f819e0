import { letGoConsent } from '../contract/consent.ts'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { LostMove, LostTrace, LostWhy } from '../contract/model/migration.ts'
import { type Claim, claimOf } from './claim.ts'
import type { FrozenPlan } from './plan.ts'
import { onlyMove } from './planned-move.ts'
import type { Survey, Trace } from './traces.ts'
import type { HeldSlots } from './world.ts'

/** What is wrong with one batch folder, and what could be read of it. */
export interface LostBatch {
  readonly batch: string
  readonly why: LostWhy
  readonly detail: string
  readonly plan: FrozenPlan | null
  readonly folder: string
}

/** All that is known beside the batch folders. */
export interface Around {
  readonly seen: Survey
  /** `null`: unreadable. */
  readonly holds: Readonly<Record<string, HeldSlots>> | null
}

const pathsOf = (traces: readonly Trace[]): LostTrace[] => traces.map(({ is, node, path }) => ({ is, node, path }))

function whereLoadable({ keys }: Survey, identity: SmesherId | null): LostTrace[] {
  return keys.filter((key) => key.identity === identity).map(({ node, path }) => ({ is: 'loadable-key', node, path }))
}

const heldBy = ({ holds }: Around, batch: string): RigName[] => {
  const slots = holds?.[batch]
  return slots === undefined ? [] : [...slots.nodes, ...slots.services]
}

/** A key that two nodes could load, or that may lie where nobody can look: then what stands still goes on standing still. */
function letGoOf(id: string, { seen }: Around, { held, loadable }: { held: readonly RigName[]; loadable: readonly LostTrace[] }) {
  if (held.length === 0) return { letGoWords: null, letGoClosed: null }
  const twice = new Set(loadable.map(({ path }) => path)).size > 1
  return { letGoWords: letGoConsent(id), letGoClosed: twice ? 'two-loadable' : seen.unread.length > 0 ? 'unread' : null } as const
}

/** The file name of a key is its name everywhere; else the first characters of the identity, else of the batch. */
function nameOf(id: string, identity: SmesherId | null, traces: readonly Trace[]): string {
  const file = traces.find(({ keyName }) => keyName !== null)?.keyName
  return file?.replace(/\.key$/, '') ?? identity?.slice(0, 8) ?? id
}

/** A move that the profile should remember, rebuilt from its plan where that can be read, and from notes. */
export function lostMove({ batch, why, detail, plan, folder }: LostBatch, around: Around): LostMove {
  const traces = around.seen.traces.filter((trace) => trace.batch === batch)
  const note = traces.find((trace) => trace.note !== null)?.note ?? null
  // Of a plan of more than one the traces tell the first that is found.
  const move = plan === null ? null : onlyMove(plan)
  const identity = move?.identity ?? note?.identity ?? traces.find((trace) => trace.identity !== null)?.identity ?? null
  const loadable = whereLoadable(around.seen, identity)
  const held = heldBy(around, batch)
  return {
    id: batch,
    why,
    detail,
    identity,
    name: move?.identityName ?? nameOf(batch, identity, traces),
    from: move?.source.node ?? note?.from ?? null,
    to: move?.target.node ?? note?.to ?? null,
    found: [...(folder === '' ? [] : [{ is: 'batch-folder' as const, node: null, path: folder }]), ...pathsOf(traces), ...loadable],
    held,
    ...letGoOf(batch, around, { held, loadable }),
  }
}

/** The file says that a move took the key out of use, or brought it: not that all was put back. */
const speaksOfMove = ({ is }: Trace): boolean => is === 'retired-key' || is === 'left' || is === 'lives'

/** Moves that only notes, retired keys and holds know of, while no node here could load the key or something stays held. */
export function unknownMoves(around: Around, known: ReadonlySet<string>): LostMove[] {
  const { traces, keys } = around.seen
  const loadable = new Set(keys.map(({ identity }) => identity))
  const named = new Set([...traces.flatMap(({ batch }) => (batch === null ? [] : [batch])), ...Object.keys(around.holds ?? {})])
  return [...named]
    .filter((batch) => !known.has(batch))
    .flatMap((batch) => {
      const move = lostMove({ batch, why: 'unknown-batch', detail: '', plan: null, folder: '' }, around)
      const spoken = traces.some((trace) => trace.batch === batch && speaksOfMove(trace))
      const atRest = move.identity !== null && loadable.has(move.identity)
      return move.held.length > 0 || (spoken && !atRest) ? [move] : []
    })
}

const nothing = { identity: null, from: null, to: null, held: [], detail: '', letGoWords: null, letGoClosed: null }

/** Notes that can't be read, about an identity that no node here could load and no other lost move is about. */
export function damagedNotes({ seen }: Around, moves: readonly { readonly identity: SmesherId | null }[]): LostMove[] {
  const ids = [...seen.keys.map(({ identity }) => identity), ...moves.flatMap(({ identity }) => identity ?? [])]
  const damaged = seen.traces.filter(({ is, prefix }) => is === 'note-damaged' && !ids.some((id) => id.startsWith(prefix)))
  return [...new Set(damaged.map(({ prefix }) => prefix))].map((prefix) => ({
    ...nothing,
    id: `note-${prefix}`,
    why: 'note-damaged',
    name: prefix.slice(0, 8),
    found: pathsOf(damaged.filter((trace) => trace.prefix === prefix)),
  }))
}

export const unreadableHolds = (path: string): LostMove => ({
  ...nothing,
  id: 'holds',
  why: 'holds-unreadable',
  name: 'holds.json',
  found: [{ is: 'holds', node: null, path }],
})

export const unreadableMoves = (path: string, detail: string): LostMove => ({
  ...nothing,
  id: 'moves',
  why: 'moves-unreadable',
  detail,
  name: 'batches',
  found: [{ is: 'batch-folder', node: null, path }],
})

/** What nobody else may have while it is not clear. */
export function claimOfLost({ id, identity, from, to }: LostMove, plan: FrozenPlan | null): Claim {
  if (plan !== null) return claimOf(id, plan)
  return {
    batch: id,
    identities: identity === null ? [] : [identity],
    nodes: [from, to].flatMap((node) => node ?? []),
    services: [],
    folders: [],
  }
}

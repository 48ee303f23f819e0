import type { SmesherId } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type JudgedRow, judgeRow } from './judge-row.ts'
import { indexRig, type RigFacts, type RigIndex } from './rig-facts.ts'
import type { Around, Memory } from './row-context.ts'
import { validUntil } from './valid-until.ts'

interface Known extends JudgedRow {
  /** What it rests on of its own; both are made anew whenever anything of its identity is heard. */
  readonly seen: SeenRow
  readonly sight: IdentitySight | null
  readonly lookedSince: number
  readonly book: EpochBook
  /** The book's revision of it. */
  readonly noted: number
  /** What it rests on of the rig's objects. */
  readonly grounds: Grounds
  /** From then on the clock alone changes it. */
  readonly until: number
  /** Of the rig's objects, when its grounds were last compared. */
  version: number
}

/** Judgements that still hold, so that of a thousand identities only those are judged again of which something was heard. */
export interface Judged {
  readonly known: Map<SmesherId, Known>
  /** Rows that were judged anew since they were taken, and `null` for those that went. */
  readonly changed: Map<SmesherId, IdentityRow | null>
  /** The last object of each kind and key, kept while another has the same content. */
  readonly same: Map<string, { readonly value: unknown; readonly text: string }>
  /** Another one once any of them came, went, or says something else. */
  version: number
}

export const newJudged = (): Judged => ({ known: new Map(), changed: new Map(), same: new Map(), version: 0 })

/** Rows of nodes, services and moves are made anew at each look: of equal ones the first stands for all. */
function first<T>(judged: Judged, key: string, value: T): T {
  const text = JSON.stringify(value)
  const before = judged.same.get(key)
  if (before?.text === text) return before.value as T
  judged.same.set(key, { value, text })
  judged.version += 1
  return value
}

/** What went must not stand for what comes back. */
function forgetGone(judged: Judged, there: ReadonlySet<string>): void {
  if (judged.same.size === there.size) return
  for (const key of judged.same.keys()) if (!there.has(key)) judged.same.delete(key)
  judged.version += 1
}

/** The rig's objects, each the same as long as it says the same. */
function steady(judged: Judged, { facts, index, memory }: Around): Around {
  const there = new Set<string>()
  const each = <Key extends string, T>(kind: string, rows: ReadonlyMap<Key, T>): ReadonlyMap<Key, T> => {
    const kept = (key: Key, row: T): T => {
      there.add(`${kind} ${key}`)
      return first(judged, `${kind} ${key}`, row)
    }
    return new Map([...rows].map(([key, row]): [Key, T] => [key, kept(key, row)]))
  }
  const around: Around = {
    memory,
    facts: { ...facts, clocks: each('clock', facts.clocks), ofNode: each('clock of', facts.ofNode) },
    index: {
      nodes: each('node', index.nodes),
      services: each('service', index.services),
      holding: each('holding', index.holding),
      moving: each('moving', index.moving),
      lost: each('lost', index.lost),
    },
  }
  forgetGone(judged, there)
  return around
}

type Grounds = readonly unknown[]

/** In one order, which is all that counts. */
function groundsOf({ node, service, id }: SeenRow, { facts, index }: Pick<Around, 'facts' | 'index'>): Grounds {
  const key = node === null ? undefined : facts.ofNode.get(node)
  return [
    key,
    key === undefined ? undefined : facts.clocks.get(key),
    node === null ? undefined : index.nodes.get(node),
    node === null ? undefined : index.moving.get(node),
    service === null ? undefined : index.services.get(service),
    index.holding.get(id),
    index.lost.get(id),
  ]
}

/** Whether a judgement still holds; the rig's objects are looked up only when any of them became another. */
function holds(
  known: Known,
  seen: SeenRow,
  { judged, around, sight }: { judged: Judged; around: Around; sight: IdentitySight | null },
): boolean {
  const { facts, memory } = around
  if (known.seen !== seen || known.sight !== sight || facts.now >= known.until || known.lookedSince !== facts.lookedSince) return false
  if (known.book !== memory.book || known.noted !== memory.book.revisionOf(seen.id)) return false
  if (known.version === judged.version) return true
  if (!groundsOf(seen, around).every((ground, place) => ground === known.grounds[place])) return false
  known.version = judged.version
  return true
}

/** As `judgeRow`, but what nothing changed is not judged again. What the judgement itself noted in the book is judged once more. */
function judgeAgain(judged: Judged, seen: SeenRow, around: Around): Known {
  const sight = around.facts.identity(seen.id)
  const before = judged.known.get(seen.id)
  if (before !== undefined && holds(before, seen, { judged, around, sight })) return before
  const { facts, memory } = around
  const noted = memory.book.revisionOf(seen.id)
  const known: Known = {
    ...judgeRow(seen, around),
    seen,
    sight,
    lookedSince: facts.lookedSince,
    book: memory.book,
    noted,
    grounds: groundsOf(seen, around),
    until: validUntil(seen, around, sight),
    version: judged.version,
  }
  judged.changed.set(seen.id, known.row)
  // Judged once more at the next look, by its moment.
  judged.known.set(seen.id, memory.book.revisionOf(seen.id) === noted ? known : { ...known, until: Number.NEGATIVE_INFINITY })
  return known
}

/** Forgets identities that are not of the rig any more. */
function forgetOthers({ known, changed }: Judged, rows: readonly SeenRow[]): void {
  if (known.size <= rows.length) return
  const ids = new Set(rows.map(({ id }) => id))
  for (const id of known.keys()) {
    if (ids.has(id)) continue
    known.delete(id)
    changed.set(id, null)
  }
}

/** The rows of a rig as they were judged, each with when the clock alone changes that; and what they were judged beside. */
export interface JudgedRig {
  readonly rows: readonly (JudgedRow & { readonly until: number })[]
  readonly index: RigIndex
}

/** Judges every row of a rig, each beside the same objects. Changes nothing but the book, which remembers what was told. */
export function judgeRows(facts: RigFacts, memory: Memory): JudgedRig {
  const index = indexRig(facts)
  const around = steady(memory.judged, { facts, index, memory })
  const rows = facts.identities.map((row) => judgeAgain(memory.judged, row, around))
  forgetOthers(memory.judged, facts.identities)
  return { rows, index }
}

/** Rows that became others since this was asked last, `null` for those that went. */
export function takeChanged({ changed }: Judged): Record<string, IdentityRow | null> {
  const taken = Object.fromEntries(changed)
  changed.clear()
  return taken
}

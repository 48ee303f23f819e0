import type { SmesherId } from '../contract/model/basics.ts'
import type { IdentitySight, SeenRow } from '../identities/index.ts'
import { nextChangeAt } from '../time/index.ts'
import { type Around, type JudgedRow, judgeRow } from './judge-row.ts'
import { unknownAfterMs } from './rig-facts.ts'

interface Known extends JudgedRow {
  /** All that it rests on; a row is made anew whenever anything of its identity is heard. */
  readonly grounds: readonly unknown[]
  /** From then on the clock alone changes it. */
  readonly until: number
}

/** Judgements that still hold, so that of a thousand identities only those are judged again of which something was heard. */
export interface Judged {
  readonly known: Map<SmesherId, Known>
  /** The last object of each kind and key, kept while another has the same content. */
  readonly same: Map<string, { readonly value: unknown; readonly text: string }>
}

export const newJudged = (): Judged => ({ known: new Map(), same: new Map() })

/** Rows of nodes, services and moves are made anew at each look: of equal ones the first stands for all. */
function first<T>({ same }: Judged, key: string, value: T): T {
  if (value === null || value === undefined) return value
  const text = JSON.stringify(value)
  const before = same.get(key)
  if (before?.text === text) return before.value as T
  same.set(key, { value, text })
  return value
}

/** The rig's objects, each the same as long as it says the same. */
export function steady(judged: Judged, { facts, index, memory }: Around): Around {
  const each = <Key extends string, T>(kind: string, rows: ReadonlyMap<Key, T>): ReadonlyMap<Key, T> =>
    new Map([...rows].map(([key, row]): [Key, T] => [key, first(judged, `${kind} ${key}`, row)]))
  return {
    memory,
    facts: { ...facts, clocks: each('clock', facts.clocks) },
    index: {
      nodes: each('node', index.nodes),
      services: each('service', index.services),
      holding: each('holding', index.holding),
      moving: each('moving', index.moving),
      lost: each('lost', index.lost),
    },
  }
}

type Grounds = readonly unknown[]

/** In one order, which is all that counts. */
function groundsOf(seen: SeenRow, { facts, index, memory }: Around, sight: IdentitySight | null): Grounds {
  const { node, service, id } = seen
  const key = node === null ? undefined : facts.ofNode.get(node)
  return [
    seen,
    key,
    key === undefined ? undefined : facts.clocks.get(key),
    node === null ? undefined : index.nodes.get(node),
    node === null ? undefined : index.moving.get(node),
    service === null ? undefined : index.services.get(service),
    index.holding.get(id),
    index.lost.get(id),
    sight?.epochs,
    sight?.unbrokenSince,
    sight?.shownAt,
    facts.lookedSince,
    memory.book,
    memory.book.revisionOf(id),
  ]
}

function validUntil(seen: SeenRow, { facts: { now, lookedSince, clocks, ofNode } }: Around, sight: IdentitySight | null): number {
  const clock = seen.node === null ? undefined : clocks.get(ofNode.get(seen.node) ?? '')
  const known = (sight?.shownAt ?? lookedSince) + unknownAfterMs
  return Math.min(clock === undefined ? Number.POSITIVE_INFINITY : nextChangeAt(clock, now), known > now ? known : Number.POSITIVE_INFINITY)
}

const equal = (one: Grounds, other: Grounds): boolean => one.every((ground, place) => ground === other[place])

/** As `judgeRow`, but what nothing changed is not judged again. What the judgement itself noted in the book is judged once more. */
export function judgeAgain(judged: Judged, seen: SeenRow, around: Around): Known {
  const { facts, memory } = around
  const sight = facts.identity(seen.id)
  const grounds = groundsOf(seen, around, sight)
  const before = judged.known.get(seen.id)
  if (before !== undefined && facts.now < before.until && equal(before.grounds, grounds)) return before
  const row = judgeRow(seen, around)
  const known = { ...row, grounds, until: validUntil(seen, around, sight) }
  if (memory.book.revisionOf(seen.id) === grounds.at(-1)) judged.known.set(seen.id, known)
  else judged.known.delete(seen.id)
  return known
}

/** Forgets identities that are not of the rig any more. */
export function forgetOthers({ known }: Judged, rows: readonly SeenRow[]): void {
  if (known.size <= rows.length) return
  const ids = new Set(rows.map(({ id }) => id))
  for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
}

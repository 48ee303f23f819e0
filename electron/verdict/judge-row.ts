import type { IdentityRow } from '../contract/model/identity.ts'
import type { SeenRow } from '../sight/index.ts'
import { registration } from './epoch-rules.ts'
import { lossTroubles, unseenLoss, wereBack } from './losses.ts'
import { nodeFindings } from './node-rules.ts'
import { thresholds } from './risks.ts'
import type { Around, RowContext } from './row-context.ts'
import { rowSays } from './row-rules.ts'
import { standings } from './standing.ts'
import type { Trouble } from './trouble.ts'

/** A row as it is shown, with everything in it that asks for a person. */
export interface JudgedRow {
  readonly row: IdentityRow
  readonly troubles: readonly Trouble[]
  /** Something of it that a rule rests on was not observed: it asks nobody, and is no proof that all is well. */
  readonly unsure: boolean
}

const same = (left: unknown, right: unknown): boolean => left === right || JSON.stringify(left) === JSON.stringify(right)

/** The same object for the same content, so that a thousand rows need not be compared in depth. */
function kept(row: IdentityRow, before: IdentityRow | undefined, seen: SeenRow): IdentityRow {
  if (before === undefined) return row
  if (before.evidence !== seen.evidence || before.keyFiles !== seen.keyFiles) return same(before, row) ? before : row
  const equal =
    before.state === row.state &&
    before.tone === row.tone &&
    before.attention === row.attention &&
    before.clock === row.clock &&
    same(before.standing, row.standing) &&
    same(before.unseenLoss, row.unseenLoss) &&
    same(before.act, row.act) &&
    same(before.epochs, row.epochs)
  return equal ? before : row
}

/** What is shown while not everything was looked at: it ends no state that was so before the start. */
const passing: readonly IdentityRow['state'][] = [
  'nothing-known',
  'node-silent',
  'node-silent-proving',
  'key-unknown',
  'just-started',
  'fault',
]

/** Since when it is in the state that is seen: also before this start, where it was in the same one then. */
function sinceOf({ id, state, since }: SeenRow, { facts: { lookedSince, now }, memory: { book } }: Around): IdentityRow['since'] {
  const isFirst = (since ?? lookedSince) - lookedSince < thresholds.unknownMs
  const kept = isFirst ? book.ages.state(id, state) : null
  const known = kept !== null && kept <= now ? kept : since
  if (now - lookedSince >= thresholds.unknownMs || !passing.includes(state)) book.ages.noteState(id, state, known)
  return known
}

function contextOf(
  row: SeenRow,
  { facts, index }: Around,
  { standing, gap, next }: Pick<ReturnType<typeof standings>, 'standing' | 'gap' | 'next'>,
): RowContext {
  const sight = facts.identity(row.id)
  return {
    row,
    epoch: standing.epoch,
    is: standing.is,
    gap,
    next,
    node: row.node === null ? null : (index.nodes.get(row.node) ?? null),
    service: row.service === null ? null : (index.services.get(row.service) ?? null),
    held: index.holding.get(row.id) ?? null,
    lost: index.lost.get(row.id) ?? null,
    moving: row.node === null ? null : (index.moving.get(row.node) ?? null),
    sight,
    shownAt: sight?.shownAt ?? facts.lookedSince,
    now: facts.now,
  }
}

/** Puts clock, findings, service, node, moves and history beside what the sources say, and tells the one state of the row. */
export function judgeRow(seen: SeenRow, around: Around): JudgedRow {
  const { memory } = around
  const { clock, standing, epochs, gap, next } = standings(seen, around)
  const context = contextOf(seen, around, { standing, gap, next })
  const said = rowSays(context)
  const findings = context.node === null ? [] : nodeFindings(context.node)
  const losses = lossTroubles(memory.book, seen)
  // Of one cause the row's own word counts: it may be worse than what the node's folder says by itself.
  const asked = [...findings, said.trouble, ...wereBack(seen, context.sight?.returned)].filter((one) => one !== null)
  const troubles = [...new Map([...asked, ...losses].map((one) => [one.cause, one])).values()]
  // What was lost stands beside what is so now, and hides nothing of it.
  const { state, tone } = said.trouble === null && findings.length > 0 ? ({ state: 'start-refused', tone: 'warn' } as const) : said
  const act = said.trouble?.act ?? findings[0]?.act ?? null
  // Since when is known of the state that was seen alone; a duration beside another word would be another state's.
  const since = state === seen.state ? sinceOf(seen, around) : null
  const row = {
    ...seen,
    state,
    tone,
    since,
    clock,
    standing,
    epochs,
    unseenLoss: unseenLoss(memory.book, seen.id),
    act,
    attention: troubles.length > 0,
  }
  const unsure = seen.ban.state === 'not-asked' || seen.ban.state === 'asked' || registration(context) === 'unknown'
  return { row: kept(row, memory.rowBefore(seen.id), seen), troubles, unsure }
}

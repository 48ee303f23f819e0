import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding, IdentityRow } from '../contract/model/identity.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'
import { epochsIn, gapTimesOf, lastEpochs, plus, publishEpochAt } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type Loss, lossesOf, lossTrouble } from './losses.ts'
import { nodeFinding } from './node-rules.ts'
import type { RigFacts, RigIndex } from './rig-facts.ts'
import type { RowContext } from './row-context.ts'
import { rowSays } from './row-rules.ts'
import type { Memory } from './speak.ts'
import { type Live, standingOf } from './standing.ts'
import { type Trouble, trouble } from './trouble.ts'

/** A row as it is shown, with everything in it that asks for a person. */
export interface JudgedRow {
  readonly row: IdentityRow
  readonly troubles: readonly Trouble[]
}

/** What a row is judged beside. */
export interface Around {
  readonly facts: RigFacts
  readonly index: RigIndex
  readonly memory: Memory
}

const epochsShown = 12
/** An epoch's end is told by what is heard after it: two epochs back still change. */
const epochsBack = 2

function liveOf({ cell, overlay }: SeenRow, sight: IdentitySight): Live {
  const blind = overlay === 'just-started' || overlay === 'fault'
  const wants = blind ? 'unknown' : cell.post === 'proving' ? 'proof' : cell.post === 'idle' ? 'nothing' : 'unknown'
  const works = ['k2pow', 'reading', 'done'].includes(cell.operator) || (cell.operator === 'off' && cell.event === 'post_start')
  return { wants, works, unbrokenSince: sight.unbrokenSince }
}

/** What was told stays open until a person has seen it, also when the copy is gone: a node may have signed with it meanwhile. */
const wereBack = ({ id, name }: SeenRow, returned: IdentitySight['returned']): Trouble[] =>
  (returned ?? [])
    .filter(({ here, told }) => told && !here)
    .map(({ path, since }) =>
      trouble({
        cause: `key-was-returned-${id}-${since}`,
        tone: 'bad',
        words: 'key-was-returned',
        values: { name, path },
        route: `#/identities/${id}`,
        acknowledge: true,
      }),
    )

const stillOpen: readonly EpochStanding[] = ['ahead', 'due', 'proving', 'late']

/** What an epoch that is over came to, as far as that was seen. */
const asOver = (is: EpochStanding): EpochStanding => (stillOpen.includes(is) ? 'unknown' : is)

function pastEpochs(book: EpochBook, id: SeenRow['id'], before: Epoch | null): IdentityRow['epochs'] {
  return book
    .epochs(id)
    .filter(({ epoch }) => before === null || epoch < before)
    .slice(0, epochsShown)
    .map(({ epoch, told }) => ({ epoch, is: asOver(told.is) }))
}

interface Standing {
  readonly clock: string | null
  readonly standing: IdentityRow['standing']
  readonly epochs: IdentityRow['epochs']
  readonly gap: RowContext['gap']
  readonly next: RowContext['next']
}

/** Judges the epoch that counts now and the two before it, oldest first, since one follows from the other. */
function standings(row: SeenRow, { facts, memory: { book } }: Around): Standing {
  const key = row.node === null ? undefined : facts.ofNode.get(row.node)
  const clock = key === undefined ? undefined : facts.clocks.get(key)
  const sight = facts.identity(row.id)
  if (clock === undefined || sight === null)
    return {
      clock: key ?? null,
      standing: { epoch: null, is: 'unknown' },
      epochs: pastEpochs(book, row.id, null),
      gap: null,
      next: null,
    }
  const now = publishEpochAt(clock, facts.now)
  const told = (epoch: Epoch) => book.told(row.id, epoch)
  const common = { times: clock, evidence: sight.epochs, live: liveOf(row, sight), told, now: facts.now }
  let is: EpochStanding = 'unknown'
  for (const epoch of epochsIn(lastEpochs(now, epochsBack))) {
    is = standingOf(epoch, common)
    if (is !== 'unknown' || told(epoch) === null) book.note(row.id, epoch, is)
  }
  return {
    clock: clock.key,
    standing: { epoch: now, is },
    epochs: pastEpochs(book, row.id, now),
    gap: gapTimesOf(clock, now),
    next: gapTimesOf(clock, plus(now, 1)),
  }
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
    same(before.act, row.act) &&
    same(before.epochs, row.epochs)
  return equal ? before : row
}

/** Puts clock, findings, service, node, moves and history beside what the sources say, and tells the one state of the row. */
export function judgeRow(seen: SeenRow, around: Around): JudgedRow {
  const { facts, index, memory } = around
  const { clock, standing, epochs, gap, next } = standings(seen, around)
  const node = seen.node === null ? null : (index.nodes.get(seen.node) ?? null)
  const context: RowContext = {
    row: seen,
    epoch: standing.epoch,
    is: standing.is,
    gap,
    next,
    node,
    service: seen.service === null ? null : (index.services.get(seen.service) ?? null),
    held: index.holding.get(seen.id) ?? null,
    lost: index.lost.get(seen.id) ?? null,
    moving: seen.node === null ? null : (index.moving.get(seen.node) ?? null),
    shownAt: facts.identity(seen.id)?.shownAt ?? facts.lookedSince,
    now: facts.now,
  }
  const said = rowSays(context)
  const finding = node === null ? null : nodeFinding(node)
  const lost = lossesOf(memory.book, seen.id)
  const losses = lost.map((loss) => lossTrouble(loss, seen.name))
  // Of one cause the row's own word counts: it may be worse than what the node's folder says by itself.
  const asked = [finding, said.trouble, ...wereBack(seen, facts.identity(seen.id)?.returned)].filter((one) => one !== null)
  const troubles = [...new Map([...asked, ...losses].map((one) => [one.cause, one])).values()]
  const shown =
    said.trouble === null && finding !== null
      ? ({ state: 'start-refused', tone: 'warn' } as const)
      : shownLoss(said, lost.at(-1), losses.at(-1))
  const { state, tone } = shown
  const act = said.trouble?.act ?? finding?.act ?? null
  const row = { ...seen, state, tone, clock, standing, epochs, act, attention: troubles.length > 0 }
  return { row: kept(row, memory.rowBefore(seen.id), seen), troubles }
}

/** At rest, a loss that nobody has seen is what the row says; whoever is at work again says that, and asks all the same. */
function shownLoss(
  { state, tone }: Pick<IdentityRow, 'state' | 'tone'>,
  newest: Loss | undefined,
  asks: Trouble | undefined,
): Pick<IdentityRow, 'state' | 'tone'> {
  if (
    newest === undefined ||
    asks === undefined ||
    (tone !== 'idle' && tone !== 'good' && !['not-registered', 'published-late'].includes(state))
  )
    return { state, tone }
  return { state: newest.is, tone: asks.tone }
}

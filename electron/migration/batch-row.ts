import { Instant } from '../contract/model/basics.ts'
import { type BatchRow, type Confirmation, type MovePlan, MoveState } from '../contract/model/migration.ts'
import type { MoveDoing } from '../contract/model/move-lists.ts'
import { within } from '../contract/seen.ts'
import type { JournalRecord } from '../storage/index.ts'
import { type InTheWay, shownProcess } from './consent-names.ts'
import { type KeySituation, shownPlaces } from './disk-facts.ts'
import { entriesOf, type MoveJournal } from './entries.ts'
import { viewJournal } from './journal-view.ts'
import { canAbort, hasEnded } from './machine.ts'
import type { PlannedMove } from './planned-move.ts'
import { resolutionsOf } from './resolve.ts'

/** What a running batch says of itself beyond its journal. */
export interface LiveBatch {
  readonly doing: MoveDoing
  readonly values: Readonly<Record<string, string>>
  readonly activity: BatchRow['activity']
  readonly progress: BatchRow['progress']
  readonly situation: KeySituation | null
  readonly lookedAt: Instant | null
  readonly problem: BatchRow['problem']
  readonly inTheWay: readonly InTheWay[]
  /** What was last seen of an ended move, before it was confirmed. */
  readonly confirmation?: Confirmation | null
}

/** The row carries the newest of a long journal; the file has all. */
const shownRecords = 200
const at = (ms: number): Instant => Instant.parse(ms)

const valuesOf = ({ evidence }: JournalRecord): Record<string, string> =>
  Object.fromEntries(Object.entries(evidence).map(([key, value]) => [key, within(String(value), 300)]))

function textOf(record: JournalRecord): string {
  const details = Object.entries(valuesOf(record)).map(([key, value]) => `${key}=${value}`)
  return within([record.step, ...(record.to === null ? [] : [`→ ${record.to}`]), ...details].join(' '), 400)
}

function keyPlaces({ identity, identityName, source, target }: PlannedMove, situation: KeySituation | null): BatchRow['keys'] {
  const places = situation === null ? ({ onSource: 'unknown', onTarget: 'unknown' } as const) : shownPlaces(situation)
  const loadableAt = [...(places.onSource === 'loadable' ? [source.node] : []), ...(places.onTarget === 'loadable' ? [target.node] : [])]
  return [{ identity, name: identityName, ...places, loadableAt }]
}

/** One batch as the screens show it. */
export function batchRow(
  batch: string,
  plan: PlannedMove,
  seen: { shown: MovePlan; journal: Pick<MoveJournal, 'records' | 'entries'>; live: LiveBatch },
): BatchRow {
  const { shown, live } = seen
  const { records, entries } = seen.journal
  const view = viewJournal(entriesOf(entries, plan.identity))
  const { state, confirmation } = view
  const { doing, values, activity, progress, situation, lookedAt, problem } = live
  return {
    batch,
    identity: plan.identity,
    identityName: plan.identityName,
    source: plan.source.node,
    target: plan.target.node,
    state,
    doing,
    values: { ...values },
    activity: hasEnded(state) ? 'ended' : activity,
    progress,
    plan: shown,
    keys: keyPlaces(plan, situation),
    lookedAt,
    evidence: records.flatMap((one) => {
      const entered = one.kind === 'DONE' ? MoveState.safeParse(one.to).data : undefined
      return entered === undefined ? [] : [{ state: entered, at: at(one.ts), words: one.step, values: valuesOf(one) }]
    }),
    journal: records.slice(-shownRecords).map((one) => ({ seq: one.seq, at: at(one.ts), kind: one.kind, text: textOf(one) })),
    journalHead: records.at(-1)?.hash ?? '',
    resolutions: resolutionsOf(view, situation, problem?.code ?? null),
    canAbort: canAbort(state) && situation?.target !== 'loadable',
    problem,
    inTheWay: live.inTheWay.map(shownProcess),
    confirmation: confirmation ?? live.confirmation ?? null,
  }
}

import type { EpochCell, EpochOutcome, LookGap } from '../../electron/contract/model/history.ts'
import { time } from '../format/time.ts'
import type { Look } from '../ui/tone.ts'
import { historyWords as english } from './en/history.ts'
import { told } from './told.ts'

export const historyWords = told('history', english)

/** How an epoch is drawn. One that nobody looked at has no mark: the line breaks there. */
export const outcomeLooks: Readonly<Record<EpochOutcome, Look | null>> = {
  published: { mark: 'published', tone: 'good' },
  late: { mark: 'late', tone: 'warn' },
  missed: { mark: 'missed', tone: 'bad' },
  'not-registered': { mark: 'not-registered', tone: 'warn' },
  banned: { mark: 'banned', tone: 'bad' },
  'not-seen': null,
  unknown: { mark: 'unknown', tone: 'idle' },
  open: { mark: 'queued', tone: 'idle' },
}

const order = Object.keys(outcomeLooks) as readonly EpochOutcome[]

/** "9 published, 1 late and 2 not observed." */
export const sumsOf = (cells: readonly EpochCell[]): string => {
  const counts = order.map((outcome) => [outcome, cells.filter(({ is }) => is === outcome).length] as const)
  return historyWords.grid.sums(counts.filter(([, epochs]) => epochs > 0))
}

/** A time in which nobody looked, in a line. */
export const gapSays = ({ since, until, cause }: LookGap, now: number): string => {
  const why = historyWords.gap.causes[cause]
  const from = time(since, now, { seconds: true })
  return until === null ? historyWords.gap.open(from, why) : historyWords.gap.said(from, time(until, now, { seconds: true }), why)
}

import type { EpochCell, EpochOutcome, LookGap, Remembered } from '../../electron/contract/model/history.ts'
import { time } from '../format/time.ts'
import type { Look } from '../ui/tone.ts'
import { historyWords as english } from './en/history.ts'
import { type EventWords, eventWords } from './evidence.ts'
import { happeningSays } from './happenings.ts'
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
  forgotten: null,
  open: { mark: 'queued', tone: 'idle' },
}

const order = Object.keys(outcomeLooks) as readonly EpochOutcome[]

/** "9 published, 1 late and 2 not observed." */
export const sumsOf = (cells: readonly EpochCell[]): string => {
  const counts = order.map((outcome) => [outcome, cells.filter(({ is }) => is === outcome).length] as const)
  return historyWords.grid.sums(counts.filter(([, epochs]) => epochs > 0))
}

type StepLooks = Readonly<Partial<Record<Remembered['what']['is'], Look>>>
const looks: StepLooks = {
  'epoch-kept': { mark: 'published', tone: 'good' },
  'epoch-lost': { mark: 'missed', tone: 'bad' },
  'ban-found': { mark: 'banned', tone: 'bad' },
}

/** A key in danger, and one that is not any more. */
const keyLook = (to: string): Look => (to === 'ok' ? { mark: 'pass', tone: 'good' } : { mark: 'safety-stop', tone: 'bad' })

/** What is remembered, in a line, and how it looks. */
export const rememberedSays = ({ what, ...told }: Remembered): EventWords =>
  what.is === 'node-event'
    ? eventWords(what.event, what.failure)
    : {
        mark: 'info',
        tone: 'idle',
        ...looks[what.is],
        ...(what.is === 'key-changed' && keyLook(what.to)),
        said: happeningSays({ ...told, what }),
      }

/** A time in which nobody looked, in a line. */
export const gapSays = ({ node, since, until, cause }: LookGap, now: number): string => {
  const clock = (at: number) => time(at, now, { seconds: true })
  return historyWords.gap.said({
    node,
    from: clock(since),
    to: until === null ? null : clock(until),
    cause: historyWords.gap.causes[cause],
  })
}

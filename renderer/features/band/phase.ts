import type { Epoch } from '../../../electron/contract/model/basics.ts'
import { lostEpochs, type Moment, plus } from '../../../electron/time/index.ts'
import type { Share } from '../../words/en/band.ts'

/** What an ATX that comes late still keeps, and what it loses. */
const afterLate = (epoch: Epoch) => ({ kept: plus(epoch, 1), lost: lostEpochs(epoch, 'published-late') })

/** The phases of the band. `silent` keeps the phase it would have, said as unknown. */
export type Phase =
  | { readonly kind: 'no-clock'; readonly why: string }
  | { readonly kind: 'before-genesis'; readonly to: number }
  | { readonly kind: 'rounds-unknown'; readonly epoch: Epoch; readonly to: number }
  | {
      readonly kind: 'between'
      readonly round: Epoch | null
      readonly to: number
      readonly lost: readonly Epoch[]
      readonly kept: Epoch | null
      /** For how many of the identities. */
      readonly of: Share
    }
  | { readonly kind: 'gap'; readonly to: number; readonly hard: number }
  /** `isSoft`: it is the soft deadline that comes, not yet the next round. */
  | { readonly kind: 'register'; readonly to: number; readonly hard: number; readonly isSoft: boolean }
  /** `closed`: the next round has begun without them; until then the round can still be reached. */
  | ({ readonly kind: 'late'; readonly to: number; readonly closed: boolean; readonly of: Share } & ReturnType<typeof afterLate>)

/** What the rows say that the clock alone can't. */
export interface Work {
  /** Why no clock is known, where none is. */
  readonly noClock: string
  /** Identities whose ATX is not out after the soft deadline. */
  readonly late: number
  /** Those that published nothing in the epoch before. */
  readonly missed: number
  /** Those that published after the next round had begun. */
  readonly publishedLate: number
  readonly all: number
}

export const noWork: Work = { noClock: '', late: 0, missed: 0, publishedLate: 0, all: 0 }

const between = (moment: Extract<Moment, { kind: 'between' }>, { missed, publishedLate, all }: Work): Phase => {
  const { epoch, round, next } = moment
  const common = { kind: 'between', round, to: next.open } as const
  if (missed > 0) return { ...common, lost: lostEpochs(plus(epoch, -1), 'missed'), kept: null, of: { part: missed, all } }
  const of = { part: publishedLate, all }
  return publishedLate > 0 ? { ...common, ...afterLate(epoch), of } : { ...common, lost: [], kept: null, of }
}

/** What matters next. Late is only who is seen to be: past the soft deadline, with the ATX not out. */
export const phaseOf = (moment: Moment | null, now: number, work: Work): Phase => {
  if (moment === null) return { kind: 'no-clock', why: work.noClock }
  switch (moment.kind) {
    case 'before-genesis':
      return { kind: 'before-genesis', to: moment.startsAt }
    case 'rounds-unknown':
      return { kind: 'rounds-unknown', epoch: moment.epoch, to: moment.epochEnds }
    case 'between':
      if (work.late > 0 && moment.last?.epoch === moment.epoch)
        return { kind: 'late', to: moment.last.hard, ...afterLate(moment.epoch), closed: true, of: { part: work.late, all: work.all } }
      return between(moment, work)
    case 'gap': {
      const { gap, registering } = moment
      if (now >= gap.soft && work.late > 0)
        return { kind: 'late', to: gap.close, ...afterLate(gap.epoch), closed: false, of: { part: work.late, all: work.all } }
      if (now >= gap.soft) return { kind: 'register', to: gap.close, hard: gap.hard, isSoft: false }
      return registering ? { kind: 'register', to: gap.soft, hard: gap.hard, isSoft: true } : { kind: 'gap', to: gap.soft, hard: gap.hard }
    }
  }
}

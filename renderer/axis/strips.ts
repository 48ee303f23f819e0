import type { Epoch } from '../../electron/contract/model/basics.ts'
import { epochStart, epochsIn, type GapTimes, gapTimesOf, type Moment, type NetworkTimes, plus } from '../../electron/time/index.ts'
import type { Span } from './scale.ts'

/** What is painted on a strip, in order. */
export interface Piece extends Span {
  readonly kind: 'round' | 'round-next' | 'gap' | 'gap-past' | 'register'
}

/** The band's geometry as instants; drawing turns them into percent. */
export interface Strips {
  /** The whole epoch, or two of them between gaps. */
  readonly upper: Span
  readonly epochs: readonly { readonly epoch: Epoch; readonly at: number }[]
  readonly upperPieces: readonly Piece[]
  /** The part you live in. */
  readonly lower: Span
  readonly lowerPieces: readonly Piece[]
  readonly gap: GapTimes
}

const within = (span: Span, pieces: readonly Piece[]): Piece[] =>
  pieces
    .map((piece) => ({ ...piece, from: Math.max(piece.from, span.from), to: Math.min(piece.to, span.to) }))
    .filter((piece) => piece.to > piece.from)

/** Rounds alternate in two greys, so that each one's end shows without a gap between. */
const roundPiece = (round: Epoch, current: Epoch | null, span: Span): Piece => ({
  kind: round === current ? 'round-next' : 'round',
  ...span,
})

const pieces = (times: NetworkTimes, epochs: readonly Epoch[], current: Epoch | null): Piece[] =>
  epochs.flatMap((epoch) => {
    const gap = gapTimesOf(times, epoch)
    const before = gapTimesOf(times, plus(epoch, -1))
    if (gap === null || before === null) return []
    const round = epoch === 0 ? [] : [roundPiece(plus(epoch, -1), current, { from: before.close, to: gap.open })]
    return [...round, { kind: 'gap' as const, from: gap.open, to: gap.close }]
  })

const gapStrips = (times: NetworkTimes, gap: GapTimes, now: number): Strips => {
  const upper = { from: epochStart(times, gap.epoch), to: gap.hard }
  const length = gap.close - gap.open
  const pad = gap.target === null ? length / 12 : Math.min(gap.close - gap.target, length / 3)
  const lower = { from: gap.open - pad, to: gap.close + pad }
  const all = pieces(times, [gap.epoch, plus(gap.epoch, 1)], gap.epoch)
  return {
    upper,
    epochs: [{ epoch: gap.epoch, at: upper.from }],
    upperPieces: within(upper, all),
    lower,
    lowerPieces: [
      ...within(lower, all),
      { kind: 'gap-past', from: gap.open, to: Math.min(now, gap.close) },
      ...(gap.target === null ? [] : [{ kind: 'register' as const, from: gap.target, to: gap.close }]),
    ],
    gap,
  }
}

const betweenStrips = (times: NetworkTimes, moment: Extract<Moment, { kind: 'between' }>, now: number): Strips => {
  const first = moment.round ?? moment.epoch
  const third = plus(first, 2)
  const epochs = epochsIn({ from: first, to: third })
  const upper = { from: epochStart(times, first), to: epochStart(times, third) }
  const gapMs = moment.next.close - moment.next.open
  const started = moment.last?.close ?? upper.from
  const lower = { from: started - (moment.last ? gapMs / 2 : 0), to: moment.next.close + gapMs / 2 }
  const all = pieces(times, epochs, moment.round)
  const { target, close, open } = moment.next
  return {
    upper,
    epochs: epochs.map((epoch) => ({ epoch, at: epochStart(times, epoch) })),
    upperPieces: within(upper, all),
    lower,
    lowerPieces: [
      ...within(lower, all),
      ...(moment.last ? [{ kind: 'gap-past' as const, from: lower.from, to: moment.last.close }] : []),
      ...(now < open && moment.round !== null ? [{ kind: 'round' as const, from: started, to: now }] : []),
      ...(target === null ? [] : [{ kind: 'register' as const, from: target, to: close }]),
    ],
    gap: moment.next,
  }
}

/** Late work keeps the gap that was missed in sight for as long as its scale holds; then the days to the next one. */
const lateStrips = (times: NetworkTimes, last: GapTimes, now: number): Strips | null => {
  const strips = gapStrips(times, last, now)
  return now < strips.lower.to ? strips : null
}

/** `late`: proofs of the last gap are still being made. */
export const stripsOf = (times: NetworkTimes, moment: Moment, { now, late }: { now: number; late: boolean }): Strips | null => {
  switch (moment.kind) {
    case 'before-genesis':
    case 'rounds-unknown':
      return null
    case 'gap':
      return gapStrips(times, moment.gap, now)
    case 'between':
      return (late && moment.last && lateStrips(times, moment.last, now)) || betweenStrips(times, moment, now)
  }
}

import type { Gap, Moment } from '../../state/epoch-times.ts'

/** The phases of the band. `silent` keeps the phase it would have, said as unknown. */
export type Phase =
  | { readonly kind: 'no-clock' }
  | { readonly kind: 'before-genesis'; readonly to: number }
  | { readonly kind: 'rounds-unknown'; readonly epoch: number; readonly to: number }
  | { readonly kind: 'between'; readonly round: number | null; readonly to: number }
  | { readonly kind: 'gap'; readonly to: number; readonly hard: number }
  | { readonly kind: 'register'; readonly to: number; readonly hard: number }
  | { readonly kind: 'late'; readonly to: number; readonly epoch: number; readonly left: number }

const betweenPhase = (moment: Extract<Moment, { kind: 'between' }>, workLeft: number): Phase => {
  const missed: Gap | null = workLeft > 0 ? moment.last : null
  return missed && missed.epoch === moment.epoch
    ? { kind: 'late', to: missed.hard, epoch: missed.epoch, left: workLeft }
    : { kind: 'between', round: moment.round, to: moment.next.opens }
}

/** What matters next. `workLeft`: proofs still being made, which is only late once the gap has closed. */
export const phaseOf = (moment: Moment | null, workLeft: number): Phase => {
  if (moment === null) return { kind: 'no-clock' }
  switch (moment.kind) {
    case 'before-genesis':
      return { kind: 'before-genesis', to: moment.startsAt }
    case 'rounds-unknown':
      return { kind: 'rounds-unknown', epoch: moment.epoch, to: moment.epochEnds }
    case 'between':
      return betweenPhase(moment, workLeft)
    case 'gap':
      return { kind: moment.registering ? 'register' : 'gap', to: moment.gap.closes, hard: moment.gap.hard }
  }
}

/** One record of a move's journal, as far as a kill point needs it. */
export interface JournalPoint {
  readonly kind: string
  readonly step: string
}

/** Kind and step, as `INTENT arm`. */
export const recordName = ({ kind, step }: JournalPoint): string => `${kind} ${step}`

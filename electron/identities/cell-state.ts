import type { Tone } from '../contract/model/basics.ts'

/** The drawing that goes with a state; one per kind of state, never colour alone. */
type Mark =
  | 'waiting'
  | 'unknown'
  | 'retired'
  | 'due'
  | 'starting'
  | 'k2pow'
  | 'reading'
  | 'proof-ready'
  | 'accepted'
  | 'published'
  | 'at-risk'
  | 'stalled'
  | 'not-loaded'
  | 'failed'
  | 'safety-stop'
  | 'banned'
  | 'disagree'
  | 'late'
  | 'missed'
  | 'not-registered'

/** One state as a person reads it. English; the page's catalogue holds the same keys. */
export interface CellState {
  readonly key: CellStateKey
  readonly tone: Tone
  readonly mark: Mark
  readonly title: string
  readonly sentence: string
  readonly action: string
}

/** Every state that a cell of the table can have, in the order in which docs/states.md lists them. */
export const cellStateKeys = [
  'waiting',
  'waiting-service-silent',
  'due',
  'due-asked',
  'due-service-silent',
  'proving-unseen',
  'k2pow',
  'reading',
  'proving-again',
  'proof-ready',
  'accepted',
  'published',
  'proof-failed',
  'proof-waits',
  'outcome-not-seen',
  'proving-for-nobody',
  'not-loaded',
  'proving-not-loaded',
  'node-silent',
  'node-silent-proving',
  'foreign-service',
  'key-file-gone',
  'service-without-key',
  'not-enrolled',
  'nothing-known',
  'key-unknown',
  'key-defective',
  'key-defective-loaded',
  'key-twice',
  'key-twice-loaded',
] as const
export type TableStateKey = (typeof cellStateKeys)[number]

/** What outranks every cell. The order is the rank: the first that holds is shown. */
export const overlayKeys = [
  'fault',
  'banned',
  'key-returned',
  'held-by-migration',
  'just-started',
  'registered-unasked',
  'not-connected',
  'no-longer-asked',
] as const
export type OverlayKey = (typeof overlayKeys)[number]

/** What the clock, the findings and the history make of it; told in place of the cell's state (electron/verdict). */
export const verdictKeys = [
  'late',
  'late-proving',
  'missed',
  'published-late',
  'not-registered',
  'due-stopped',
  'service-stopped',
  'service-latched',
  'service-broken',
  'data-broken',
  'node-ended',
  'stopped-by-move',
  'start-refused',
] as const
export type VerdictKey = (typeof verdictKeys)[number]
export type CellStateKey = TableStateKey | OverlayKey | VerdictKey

/** The words of one state, in the order of `CellState`. */
export type StateWords = readonly [tone: Tone, mark: Mark, title: string, sentence: string, action: string]

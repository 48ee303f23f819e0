import type { Tone } from './basics.ts'

// The states of an identity: a closed list. No schema library: the page has this file as code.

/** The drawing that goes with a state; one per kind of state, never colour alone. */
export type StateMark =
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

export const stateKeys = [...cellStateKeys, ...overlayKeys, ...verdictKeys] as const
export type StateKey = (typeof stateKeys)[number]
export const isStateKey = (key: string): key is StateKey => (stateKeys as readonly string[]).includes(key)

/** How a state is drawn; its words are the page's. */
export interface StateLook {
  readonly tone: Tone
  readonly mark: StateMark
}
const look = (tone: Tone, mark: StateMark): StateLook => ({ tone, mark })

export const stateLooks: Readonly<Record<StateKey, StateLook>> = {
  waiting: look('idle', 'waiting'),
  'waiting-service-silent': look('idle', 'waiting'),
  due: look('active', 'due'),
  'due-asked': look('active', 'due'),
  'due-service-silent': look('warn', 'at-risk'),
  'proving-unseen': look('active', 'starting'),
  k2pow: look('active', 'k2pow'),
  reading: look('active', 'reading'),
  'proving-again': look('warn', 'at-risk'),
  'proof-ready': look('active', 'proof-ready'),
  accepted: look('good', 'accepted'),
  published: look('good', 'published'),
  'proof-failed': look('bad', 'failed'),
  'proof-waits': look('odd', 'disagree'),
  'outcome-not-seen': look('idle', 'unknown'),
  'proving-for-nobody': look('odd', 'disagree'),
  'not-loaded': look('warn', 'not-loaded'),
  'proving-not-loaded': look('odd', 'disagree'),
  'node-silent': look('idle', 'unknown'),
  'node-silent-proving': look('warn', 'at-risk'),
  'foreign-service': look('odd', 'disagree'),
  'key-file-gone': look('odd', 'disagree'),
  'service-without-key': look('warn', 'at-risk'),
  'not-enrolled': look('idle', 'retired'),
  'nothing-known': look('idle', 'unknown'),
  'key-unknown': look('idle', 'unknown'),
  'key-defective': look('bad', 'failed'),
  'key-defective-loaded': look('bad', 'failed'),
  'key-twice': look('bad', 'safety-stop'),
  'key-twice-loaded': look('bad', 'safety-stop'),
  fault: look('odd', 'disagree'),
  banned: look('bad', 'banned'),
  'key-returned': look('bad', 'safety-stop'),
  'held-by-migration': look('active', 'stalled'),
  'just-started': look('idle', 'unknown'),
  'registered-unasked': look('warn', 'at-risk'),
  'not-connected': look('warn', 'at-risk'),
  'no-longer-asked': look('bad', 'failed'),
  late: look('warn', 'late'),
  'late-proving': look('warn', 'late'),
  missed: look('bad', 'missed'),
  'published-late': look('warn', 'late'),
  'not-registered': look('warn', 'not-registered'),
  'due-stopped': look('warn', 'at-risk'),
  'service-stopped': look('warn', 'at-risk'),
  'service-latched': look('bad', 'failed'),
  'service-broken': look('warn', 'at-risk'),
  'data-broken': look('bad', 'failed'),
  'node-ended': look('bad', 'failed'),
  'stopped-by-move': look('active', 'stalled'),
  'start-refused': look('warn', 'at-risk'),
}

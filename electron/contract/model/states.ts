import type { Tone } from './basics.ts'

// The states of an identity: a closed list. No schema library: the page has this file as code.

const look = <const Mark extends string>(tone: Tone, mark: Mark) => ({ tone, mark })
const keysOf = <Key extends string>(looks: Readonly<Record<Key, unknown>>) => Object.keys(looks) as Key[]

/** Every state that a cell of the table can have, in the order in which docs/states.md lists them. */
const cellLooks = {
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
}
export const cellStateKeys = keysOf(cellLooks)
export type TableStateKey = keyof typeof cellLooks

/** What outranks every cell. The order is the rank: the first that holds is shown. */
const overlayLooks = {
  fault: look('odd', 'disagree'),
  banned: look('bad', 'banned'),
  'key-returned': look('bad', 'safety-stop'),
  'held-by-migration': look('active', 'stalled'),
  'just-started': look('idle', 'unknown'),
  'registered-unasked': look('warn', 'at-risk'),
  'not-connected': look('warn', 'at-risk'),
  'no-longer-asked': look('bad', 'failed'),
}
export const overlayKeys = keysOf(overlayLooks)
export type OverlayKey = keyof typeof overlayLooks

/** What the clock, the findings and the history make of it; told in place of the cell's state (electron/verdict). */
const verdictLooks = {
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
export const verdictKeys = keysOf(verdictLooks)

const looks = { ...cellLooks, ...overlayLooks, ...verdictLooks }
export type StateKey = keyof typeof looks

/** How a state is drawn; its words are the page's. One mark for each kind of state, never colour alone. */
export interface StateLook {
  readonly tone: Tone
  readonly mark: (typeof looks)[StateKey]['mark']
}
export const stateLooks: Readonly<Record<StateKey, StateLook>> = looks
export const stateKeys = keysOf(looks)
export const isStateKey = (key: string): key is StateKey => Object.hasOwn(looks, key)

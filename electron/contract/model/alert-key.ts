import type { StateKey } from './states.ts'

/** Alerts with words of their own. No schema library: the page has this file as code. */
const ownAlertKeys = [
  'node-silent',
  'node-never',
  'node-unknown',
  'node-no-address',
  'node-no-post',
  'node-ended',
  'node-stopped',
  'move-needs-you',
  'move-lost',
  'moves-lost',
  'move-frozen',
  'lost-missed',
  'lost-published-late',
  'lost-not-registered',
  'lost-many',
  'key-was-returned',
  'key-loadable-twice',
  'key-nowhere',
  'service-latched',
  'node-not-synced',
  'two-readers',
  'not-registered-yet',
  'atx-overdue',
  'not-asked',
  'rows-gone',
] as const
export type OwnAlertKey = (typeof ownAlertKeys)[number]

/** Alerts that say what a check found at a node or a service. */
const findingKeys = ['node-finding', 'service-finding', 'certificate-finding'] as const

/** An alert is one of its own, or a finding's, or is told in the words of the state that asks for a person. */
export type AlertKey = OwnAlertKey | (typeof findingKeys)[number] | StateKey
export const isOwnAlert = (key: string): key is OwnAlertKey => (ownAlertKeys as readonly string[]).includes(key)
export const alertKeys = [...ownAlertKeys, ...findingKeys] as const

// What can go wrong with a rig and cost something: a closed list. No schema library: the page has this file as code.

/** The rule that tells an alert; its threshold, its hold and what it speaks of stand in electron/verdict/risks.ts. */
export const riskIds = [
  'banned',
  'key-twice',
  'key-unusable',
  'key-open',
  'next-start',
  'node-down',
  'not-synced',
  'clock-off',
  'coinbase-missing',
  'disk-floor',
  'rows-gone',
  'service-missing',
  'service-wrong',
  'proof-broken',
  'two-readers',
  'stopped-asking',
  'atx-overdue',
  'late',
  'not-registered',
  'lost',
  'move',
  'certificate',
  'unknown',
  'unread',
] as const
export type RiskId = (typeof riskIds)[number]

import type { AlertKey } from '../contract/model/alert-key.ts'
import type { CheckId } from '../contract/model/check-id.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { RiskId } from '../contract/model/risk-id.ts'

const [second, minute] = [1_000, 60_000]

/** A rule over the rig, as plain data: when what it speaks of is told, and for how long it then stays. */
export interface Risk {
  /** It must be so for this long before it is told. Rules that count by the network's clock tell what has lasted, and hold nothing back. */
  readonly holdMs: number
  /** It must be over for this long before it goes: what comes and goes is one alert, not many. */
  readonly calmMs: number
  /** Of an alert that names no worse one. */
  readonly tone: Alert['tone']
  /** A finding that only warns asks until a person has seen it; others until they are over. */
  readonly warns?: 'until-over'
}

const atOnce = { holdMs: 0, calmMs: 0 } as const

/** Every rule. Costs and deadlines follow from the epoch (`stakes`), acts from what can be done right now (`acts.ts`). */
export const risks: Readonly<Record<RiskId, Risk>> = {
  banned: { ...atOnce, tone: 'bad' },
  'key-twice': { ...atOnce, tone: 'bad' },
  'key-unusable': { ...atOnce, tone: 'bad' },
  'key-open': { ...atOnce, tone: 'idle' },
  'next-start': { ...atOnce, tone: 'warn', warns: 'until-over' },
  'node-down': { holdMs: 0, calmMs: 30 * second, tone: 'bad' },
  // A node that has just been started catches up within minutes; one that is stuck does not.
  'not-synced': { holdMs: 10 * minute, calmMs: minute, tone: 'warn' },
  'clock-off': { holdMs: minute, calmMs: minute, tone: 'warn', warns: 'until-over' },
  'coinbase-missing': { ...atOnce, tone: 'warn', warns: 'until-over' },
  'disk-floor': { holdMs: 0, calmMs: minute, tone: 'warn', warns: 'until-over' },
  'rows-gone': { ...atOnce, tone: 'bad' },
  'service-missing': { ...atOnce, tone: 'warn' },
  'service-wrong': { ...atOnce, tone: 'warn' },
  'proof-broken': { ...atOnce, tone: 'bad' },
  // One takes over from another within seconds.
  'two-readers': { holdMs: minute, calmMs: 10 * second, tone: 'warn' },
  'stopped-asking': { ...atOnce, tone: 'bad' },
  'atx-overdue': { ...atOnce, tone: 'warn' },
  late: { ...atOnce, tone: 'warn' },
  'not-registered': { ...atOnce, tone: 'warn' },
  lost: { ...atOnce, tone: 'warn' },
  move: { ...atOnce, tone: 'warn' },
  // A file that is being replaced may be away for a moment.
  certificate: { ...atOnce, calmMs: 10 * second, tone: 'warn' },
  // Counted from the first look on (`thresholds.unknownMs`), so that nothing is held back twice.
  unknown: { ...atOnce, tone: 'warn' },
  unread: { holdMs: minute, calmMs: 0, tone: 'warn' },
}

/** What rules compare with. */
export const thresholds = {
  /** Unknown for this long counts. */
  unknownMs: minute,
  /** So old the last whole look for keys may be: a large disk is looked through seldom, one that hangs never again. */
  keysMs: 120 * minute,
  /** Identities that read from one disk at the same time. */
  readers: 2,
  /** Of the grace period left before the round begins, and nobody has registered. */
  graceLeft: 1 / 2,
  /** Of the cycle gap, which is an hour on mainnet: no proof was asked for since it opened, or no ATX followed its proof. */
  ofGap: 1 / 12,
} as const

const toldBy: Readonly<Partial<Record<AlertKey, RiskId>>> = {
  banned: 'banned',
  'key-twice': 'key-twice',
  'key-twice-loaded': 'key-twice',
  'key-returned': 'key-twice',
  'key-was-returned': 'key-twice',
  'key-defective': 'key-unusable',
  'key-defective-loaded': 'key-unusable',
  'key-file-gone': 'key-unusable',
  'service-without-key': 'key-unusable',
  'not-loaded': 'key-unusable',
  'proving-not-loaded': 'key-unusable',
  'start-refused': 'next-start',
  'node-ended': 'node-down',
  'node-stopped': 'node-down',
  'node-silent': 'node-down',
  'key-loadable-twice': 'key-twice',
  'key-nowhere': 'key-unusable',
  'node-never': 'node-down',
  'node-not-synced': 'not-synced',
  'rows-gone': 'rows-gone',
  due: 'service-missing',
  'due-service-silent': 'service-missing',
  'waiting-service-silent': 'service-missing',
  'due-stopped': 'service-missing',
  'service-stopped': 'service-missing',
  'service-latched': 'service-missing',
  'service-broken': 'service-wrong',
  'service-finding': 'service-wrong',
  'registered-unasked': 'service-wrong',
  'not-connected': 'service-wrong',
  'foreign-service': 'service-wrong',
  'proving-for-nobody': 'service-wrong',
  'proof-failed': 'proof-broken',
  'proof-waits': 'proof-broken',
  'proving-again': 'proof-broken',
  'data-broken': 'proof-broken',
  'two-readers': 'two-readers',
  'no-longer-asked': 'stopped-asking',
  'not-asked': 'stopped-asking',
  'atx-overdue': 'atx-overdue',
  late: 'late',
  'late-proving': 'late',
  'not-registered-yet': 'not-registered',
  'lost-missed': 'lost',
  'lost-published-late': 'lost',
  'lost-not-registered': 'lost',
  'lost-many': 'lost',
  'held-by-migration': 'move',
  'stopped-by-move': 'move',
  'move-needs-you': 'move',
  'move-lost': 'move',
  'moves-lost': 'move',
  'move-frozen': 'move',
  'node-finding': 'next-start',
  'certificate-finding': 'certificate',
}

const foundBy: Readonly<Partial<Record<CheckId, RiskId>>> = {
  'key-loaded-elsewhere': 'key-twice',
  'key-returned': 'key-twice',
  'key-under-two-names': 'key-twice',
  'next-start-refused-duplicate-key': 'key-twice',
  'key-open-to-others': 'key-open',
  'key-is-a-link': 'key-open',
  'key-passed-over': 'key-open',
  'folder-named-key': 'key-open',
  'program-changed': 'next-start',
  'coinbase-missing': 'coinbase-missing',
  'coinbase-missing-services-refused': 'coinbase-missing',
  'service-refused-no-coinbase': 'coinbase-missing',
  'clock-off': 'clock-off',
  'disk-floor': 'disk-floor',
  'service-data-incomplete': 'proof-broken',
  'service-metadata': 'proof-broken',
}

/** Findings whose warning is no matter of opinion: what they warn of is a risk until it is over. */
export const staysWhileSo = (finding: CheckId): boolean => risks[foundBy[finding] ?? 'unknown'].warns === 'until-over'

/** The rule that tells an alert. What no rule names is told as what nobody knows. */
export const riskOf = (words: AlertKey, finding: string | undefined): RiskId => foundBy[finding as CheckId] ?? toldBy[words] ?? 'unknown'

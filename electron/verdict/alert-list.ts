import type { Instant, SmesherId } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { Ages } from './ages.ts'
import { isDoubledKey, leadOf } from './causes.ts'
import { risks, thresholds } from './risks.ts'
import type { Concern, Trouble } from './trouble.ts'

const tones: readonly Alert['tone'][] = ['bad', 'odd', 'warn', 'active', 'idle']
const tonePlace = ({ tone }: Pick<Alert, 'tone'>): number => tones.indexOf(tone)

interface Group {
  worst: Trouble
  readonly identities: Set<SmesherId>
  /** Of its identities. */
  readonly names: Set<string>
}

const mostEvidence = 8
/** Names that a line holds; how many there are is told beside them. */
const mostNames = 3

/** Two words about one cause: the one that leads, as bad as the worse of them, by the deadline that is known, with what both saw. */
function merged(one: Trouble, other: Trouble): Trouble {
  const [isFirst, isWorse] = [leadOf(other.words) - leadOf(one.words), tonePlace(other) - tonePlace(one)]
  const leads = isFirst < 0 || (isFirst === 0 && isWorse < 0)
  const [lead, rest] = leads ? [other, one] : [one, other]
  const due = lead.deadline === null && rest.deadline !== null ? rest : lead
  const evidence = [...new Set([...lead.evidence, ...rest.evidence])].slice(0, mostEvidence)
  return { ...lead, tone: isWorse < 0 ? other.tone : one.tone, deadline: due.deadline, costEpochs: due.costEpochs, evidence }
}

/** Cost, for each whom it concerns, by how soon it falls due; what has no deadline presses least. */
function pressure({ worst: { costEpochs, deadline }, identities }: Group, now: number): number {
  const each = Math.max(1, identities.size)
  if (deadline === null) return ((costEpochs ?? 0) * each) / 1e9
  return ((costEpochs ?? 1) * each) / Math.max(1_000, deadline - now)
}

function grouped(concerns: readonly Concern[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { trouble, identity } of concerns) {
    const group = groups.get(trouble.cause) ?? { worst: trouble, identities: new Set(), names: new Set() }
    group.worst = group.worst === trouble ? trouble : merged(group.worst, trouble)
    if (identity !== null) group.identities.add(identity)
    if (identity !== null && trouble.values.name !== undefined) group.names.add(trouble.values.name)
    groups.set(trouble.cause, group)
  }
  return [...groups.values()]
}

/** What was told before, and what waits to be told. */
export interface Telling {
  readonly before: Readonly<Record<string, Alert>>
  /** Warnings that a person has seen. */
  readonly seen: ReadonlySet<string>
  /** When what is not told yet is told, by its cause. Kept by the caller; changed here. */
  readonly waiting: Map<string, number>
  /** What was open before the last start. */
  readonly ages: Pick<Ages, 'alert'>
  readonly lookedSince: number
  readonly now: number
}

/** Since when a cause is told; what is new before everything was looked at, or began after now, may have been so for longer. */
function sinceOf(cause: string, { before, ages, lookedSince, now }: Telling): Pick<Alert, 'since' | 'atLeast'> {
  const { since, atLeast } = before[cause] ??
    ages.alert(cause) ?? { since: now as Instant, atLeast: now - lookedSince < thresholds.unknownMs }
  return since > now ? { since: now as Instant, atLeast: true } : { since, atLeast }
}

/** Whether it is told now; a clock that was set back holds nothing back for longer. */
function isTold({ worst: { cause, risk } }: Group, { before, ages, waiting, now }: Telling): boolean {
  const { holdMs } = risks[risk]
  if (holdMs === 0 || before[cause] !== undefined || ages.alert(cause) !== null) return true
  const at = Math.min(waiting.get(cause) ?? Number.POSITIVE_INFINITY, now + holdMs)
  waiting.set(cause, at)
  return now >= at
}

const goesAt = ({ over, risk }: Alert, now: number): number => (over ?? now) + risks[risk].calmMs

/** What was told and is over, for as long as that has not lasted: it asks nobody, and costs nothing. */
const overs = (open: ReadonlySet<string>, { before, seen, now }: Telling): Alert[] =>
  Object.values(before)
    .filter((alert) => !open.has(alert.id) && !seen.has(alert.id) && now < goesAt(alert, now) && (alert.over ?? now) <= now)
    .map((alert) => ({
      ...alert,
      over: alert.over ?? (now as Instant),
      ...({ tone: 'idle', act: null, deadline: null, costEpochs: null, identities: [], acknowledge: false } as const),
    }))

/** The next moment at which something is told that was held back, or goes that is over. */
export function nextSettling(alerts: readonly Alert[], { waiting, now }: Pick<Telling, 'waiting' | 'now'>): number {
  const goes = alerts.flatMap((alert) => (alert.over === null ? [] : [goesAt(alert, now)]))
  return Math.min(Number.POSITIVE_INFINITY, ...waiting.values(), ...goes)
}

/** The open alerts, the worst first; one that was open before keeps its `since`. */
export function alertList(concerns: readonly Concern[], telling: Telling): Alert[] {
  const { before, seen, waiting, now } = telling
  const so = grouped(concerns).filter(({ worst }) => !seen.has(worst.cause))
  const causes = new Set(so.map(({ worst }) => worst.cause))
  for (const cause of waiting.keys()) if (!causes.has(cause)) waiting.delete(cause)
  const open = so.filter((group) => isTold(group, telling))
  for (const { worst } of open) waiting.delete(worst.cause)
  const since = ({ worst: { cause } }: Group): Instant => sinceOf(cause, telling).since
  open.sort(
    (one, other) =>
      tonePlace(one.worst) - tonePlace(other.worst) ||
      Number(isDoubledKey(other.worst.words)) - Number(isDoubledKey(one.worst.words)) ||
      pressure(other, now) - pressure(one, now) ||
      since(one) - since(other),
  )
  const told = open.map((group): Alert => {
    const { worst, identities, names } = group
    const { cause, deadline, ...rest } = worst
    const values =
      names.size > 1 ? { ...rest.values, names: [...names].slice(0, mostNames).join(', '), count: String(names.size) } : rest.values
    return {
      ...rest,
      id: cause,
      values,
      ...sinceOf(cause, telling),
      over: null,
      deadline: deadline as Instant | null,
      rank: 0,
      identities: [...identities],
    }
  })
  return ranked([...told, ...overs(causes, telling)], before)
}

/** A rank is kept while it still stands behind the one before it: an alert that goes leaves all others as they are. */
function ranked(alerts: readonly Alert[], before: Telling['before']): Alert[] {
  let last = -1
  return alerts.map((alert) => {
    const kept = before[alert.id]?.rank ?? last
    last = kept > last ? kept : last + 1
    return { ...alert, rank: last }
  })
}

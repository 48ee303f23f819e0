import type { Instant, SmesherId } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { Alert, EpochClock, Verdict } from '../contract/model/rig.ts'
import { currentOrNextGap, isInGap, nextChangeAt } from '../time/index.ts'
import type { JudgedRig, JudgedRow } from './judged.ts'
import { keyTroubles } from './key-rules.ts'
import { moveTroubles, nodeTroubles, serviceTroubles } from './node-rules.ts'
import { type RigFacts, unknownAfterMs } from './rig-facts.ts'
import type { Concern, Trouble } from './trouble.ts'

const tones: readonly Alert['tone'][] = ['bad', 'odd', 'warn', 'active', 'idle']
const tonePlace = ({ tone }: Pick<Alert, 'tone'>): number => tones.indexOf(tone)

/** Two signing nodes mean a ban for ever: no deadline presses more. */
const isDoubledKey = ({ words }: Pick<Trouble, 'words'>): boolean =>
  words.startsWith('key-twice') || words === 'key-returned' || words === 'key-loadable-twice'

/** Cost by how soon it falls due; what has no deadline presses least. */
function pressure({ costEpochs, deadline }: Pick<Trouble, 'costEpochs' | 'deadline'>, now: number): number {
  if (deadline === null) return (costEpochs ?? 0) / 1e9
  return (costEpochs ?? 1) / Math.max(1_000, deadline - now)
}

interface Group {
  worst: Trouble
  readonly identities: SmesherId[]
  readonly names: Set<string>
}

function grouped(concerns: readonly Concern[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { trouble, identity } of concerns) {
    const group = groups.get(trouble.cause) ?? { worst: trouble, identities: [], names: new Set() }
    if (tonePlace(trouble) < tonePlace(group.worst)) group.worst = { ...trouble, deadline: trouble.deadline ?? group.worst.deadline }
    else if (group.worst.deadline === null && trouble.deadline !== null)
      group.worst = { ...group.worst, deadline: trouble.deadline, costEpochs: trouble.costEpochs }
    if (identity !== null) group.identities.push(identity)
    if (trouble.values.name !== undefined) group.names.add(trouble.values.name)
    groups.set(trouble.cause, group)
  }
  return [...groups.values()]
}

/** The open alerts, the worst first; one that was open before keeps its `since`. */
export function alertList(
  concerns: readonly Concern[],
  { before, seen, now }: { readonly before: Readonly<Record<string, Alert>>; readonly seen: ReadonlySet<string>; readonly now: number },
): Alert[] {
  const open = grouped(concerns).filter(({ worst }) => !seen.has(worst.cause))
  const since = ({ cause }: Trouble): Instant => before[cause]?.since ?? (now as Instant)
  open.sort(
    ({ worst: one }, { worst: other }) =>
      tonePlace(one) - tonePlace(other) ||
      Number(isDoubledKey(other)) - Number(isDoubledKey(one)) ||
      pressure(other, now) - pressure(one, now) ||
      since(one) - since(other),
  )
  let last = -1
  return open.map(({ worst, identities, names }): Alert => {
    const { cause, deadline, ...rest } = worst
    const values = names.size > 1 ? { ...rest.values, names: [...names].join(', '), count: String(names.size) } : rest.values
    // Kept while it still stands behind the one before it: an alert that goes leaves all others as they are.
    const kept = before[cause]?.rank ?? last
    last = kept > last ? kept : last + 1
    return { ...rest, id: cause, values, since: since(worst), deadline: deadline as Instant | null, rank: last, identities }
  })
}

const unknownStates: ReadonlySet<string> = new Set([
  'node-silent',
  'node-silent-proving',
  'nothing-known',
  'key-unknown',
  'outcome-not-seen',
  'just-started',
  'fault',
])
const lostStandings: ReadonlySet<string> = new Set(['late', 'missed', 'published-late', 'not-registered'])

/** The oldest look that the rows rest on; `null` while somebody was not looked at. */
function provenAt({ nodes }: RigFacts): number | null {
  const looks = nodes.map(({ seenAt }) => seenAt)
  return looks.length === 0 || looks.includes(null) ? null : Math.min(...looks.filter((at) => at !== null))
}

const countUnknown = ({ nodes, services }: RigFacts, rows: readonly IdentityRow[]): number =>
  rows.filter(({ state }) => unknownStates.has(state)).length +
  nodes.filter(({ reach }) => reach !== 'answers').length +
  services.filter(({ slot }) => slot.state === 'unknown').length

/** With nothing open: why that is no proof that all is well; a key of the words, `null` when it is one. */
function doubt(facts: RigFacts, rows: readonly IdentityRow[], unknown: number): string | null {
  const { nodes, services, clocks, ofNode, starting, hasProblem, lookedSince, now } = facts
  if (starting) return 'starting'
  // The problem itself stands in the strip, above all alerts.
  if (hasProblem) return 'not-all-readable'
  if (nodes.length + rows.length === 0) return 'nothing-there'
  const proven = provenAt(facts)
  if (unknown > 0 || proven === null) return now - lookedSince < unknownAfterMs ? 'looking' : 'unknown'
  if (now - proven > unknownAfterMs) return 'stale'
  const faulty = [...nodes, ...services].some(({ findings }) => findings.some(({ verdict }) => verdict === 'unknown'))
  if (faulty) return 'not-all-readable'
  if (nodes.some(({ sync }) => sync !== null && !sync.synced)) return 'not-synced'
  const clockOf = ({ name }: { name: RigFacts['nodes'][number]['name'] }) => clocks.get(ofNode.get(name) ?? '')
  if (nodes.some((node) => node.identities.length > 0 && (clockOf(node)?.phaseShiftMs ?? null) === null)) return 'no-clock'
  if (rows.some(({ standing, lastAtx }) => lostStandings.has(standing.is) && lastAtx !== null)) return 'not-in-round'
  return rows.some(({ standing, node }) => node !== null && standing.is === 'unknown') ? 'not-observed' : null
}

/** The rig in one sentence. Calm is a claim: it needs every look to be fresh and every answer to be good. */
function verdictOf(facts: RigFacts, rows: readonly IdentityRow[], alerts: readonly Alert[]): Verdict {
  const unknown = countUnknown(facts, rows)
  const why = doubt(facts, rows, unknown)
  return {
    calm: alerts.length === 0 && why === null,
    needs: rows.filter(({ attention }) => attention).length,
    unknown,
    why: alerts.length > 0 ? null : why,
    tone: alerts[0]?.tone ?? (why === null ? 'good' : 'idle'),
    provenAt: provenAt(facts) as Instant | null,
  }
}

/** What strip, count, band and title say of a rig at one moment, beside its rows. */
export interface Spoken {
  readonly alerts: readonly Alert[]
  readonly verdict: Verdict
  /** The clock that matters next. */
  readonly epoch: EpochClock | null
  /** When something changes although nothing is heard. */
  readonly nextAt: number
}

interface Told {
  /** Warnings that a person has seen. */
  readonly seen: ReadonlySet<string>
  readonly before: Readonly<Record<string, Alert>>
}

/** Trouble comes first, then an open gap, then the one that opens next. */
function clockThatMatters({ clocks, now }: RigFacts, rows: readonly IdentityRow[]): EpochClock | null {
  const [used, late] = [new Set<string | null>(), new Set<string | null>()]
  for (const { clock, standing } of rows) {
    used.add(clock)
    if (standing.is === 'late') late.add(clock)
  }
  const weight = (clock: EpochClock): readonly number[] => {
    const gap = currentOrNextGap(clock, now)
    const at = gap === null ? Number.POSITIVE_INFINITY : isInGap(gap, now) ? gap.close - 1e15 : gap.open
    return [late.has(clock.key) ? 0 : 1, used.has(clock.key) ? 0 : 1, at]
  }
  const before = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((found, value, index) => found || value - (other[index] ?? 0), 0)
  return [...clocks.values()].sort((one, other) => before(weight(one), weight(other)) || (one.key < other.key ? -1 : 1))[0] ?? null
}

/** A clock's moment, a minute of not knowing, or a look that grows old. */
function nextAt({ clocks, now, lookedSince, nodes }: RigFacts, judged: readonly { readonly until: number }[]): number {
  let soonest = Number.POSITIVE_INFINITY
  const take = (at: number) => {
    if (at > now && at < soonest) soonest = at
  }
  for (const clock of clocks.values()) take(nextChangeAt(clock, now))
  for (const { seenAt } of nodes) take((seenAt ?? 0) + unknownAfterMs + 1)
  for (const { until } of judged) take(until)
  take(lookedSince + unknownAfterMs)
  return soonest
}

/** Of a thousand most have none. */
const concernsOf = (judged: readonly JudgedRow[]): Concern[] =>
  judged
    .filter(({ troubles }) => troubles.length > 0)
    .flatMap(({ row, troubles }) => troubles.map((trouble) => ({ trouble, identity: row.id })))

/** One set of rules over state, clock, findings and history: what follows for the rig from its rows as they were judged. */
export function speak(facts: RigFacts, { rows, index }: JudgedRig, { before, seen }: Told): Spoken {
  const own: Concern[] = [...nodeTroubles(facts, index), ...serviceTroubles(facts), ...moveTroubles(facts), ...keyTroubles(facts)].map(
    (trouble) => ({
      trouble,
      identity: null,
    }),
  )
  const alerts = alertList([...own, ...concernsOf(rows)], { before, seen, now: facts.now })
  const identities = rows.map(({ row }) => row)
  return {
    alerts,
    verdict: verdictOf(facts, identities, alerts),
    epoch: clockThatMatters(facts, identities),
    nextAt: nextAt(facts, rows),
  }
}

import type { Instant } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { Alert, EpochClock, Verdict } from '../contract/model/rig.ts'
import { currentOrNextGap, isInGap, nextChangeAt } from '../time/index.ts'
import { alertList, nextSettling, type Telling } from './alert-list.ts'
import { certificateTroubles } from './certificate-rules.ts'
import type { JudgedRow } from './judge-row.ts'
import type { JudgedRig } from './judged.ts'
import { keyTroubles } from './key-rules.ts'
import { moveTroubles, nodeTroubles, serviceTroubles } from './node-rules.ts'
import type { RigFacts } from './rig-facts.ts'
import { rigRisks, sharedDisks } from './rig-rules.ts'
import { thresholds } from './risks.ts'
import type { Concern } from './trouble.ts'

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

interface Looked {
  readonly rows: readonly IdentityRow[]
  readonly unknown: number
  /** Some row rests on what was not observed. */
  readonly unsure: boolean
  /** Something is so that is told only once it has lasted. */
  readonly waits: boolean
}

/** With nothing open: why that is no proof that all is well; a key of the words, `null` when it is one. */
function doubt(facts: RigFacts, { rows, unknown, unsure, waits }: Looked): string | null {
  const { nodes, services, clocks, ofNode, starting, hasProblem, inventory, lookedSince, now } = facts
  if (starting) return 'starting'
  // The problem itself stands in the strip, above all alerts.
  if (hasProblem) return 'not-all-readable'
  if (nodes.length + rows.length === 0) return 'nothing-there'
  const proven = provenAt(facts)
  if (unknown > 0 || proven === null) return now - lookedSince < thresholds.unknownMs ? 'looking' : 'unknown'
  if (now - proven > thresholds.unknownMs) return 'stale'
  if (inventory !== null && now - (inventory.lookedAt ?? now) > thresholds.keysMs) return 'stale'
  // Whether a key lies where a second node would load it is known after the first whole look.
  if (inventory === null || inventory.lookedAt === null) return now - lookedSince < thresholds.unknownMs ? 'looking' : 'not-all-readable'
  // A folder that can't be read may hold a second copy.
  if (inventory.unread.length > 0) return now - lookedSince < thresholds.unknownMs ? 'looking' : 'not-all-readable'
  const faulty = [...nodes, ...services].some(({ findings }) => findings.some(({ verdict }) => verdict === 'unknown'))
  if (faulty) return 'not-all-readable'
  if (nodes.some(({ sync }) => sync !== null && !sync.synced)) return 'not-synced'
  // No node says that it isn't, and not every one says that it is.
  if (nodes.some(({ sync, identities }) => sync === null && identities.length > 0)) return 'unsure'
  const clockOf = ({ name }: { name: RigFacts['nodes'][number]['name'] }) => clocks.get(ofNode.get(name) ?? '')
  if (nodes.some((node) => node.identities.length > 0 && (clockOf(node)?.phaseShiftMs ?? null) === null)) return 'no-clock'
  if (rows.some(({ standing, lastAtx }) => lostStandings.has(standing.is) && lastAtx !== null)) return 'not-in-round'
  if (rows.some(({ standing, node }) => node !== null && standing.is === 'unknown')) return 'not-observed'
  if (unsure) return 'unsure'
  return waits ? 'watching' : null
}

const keeps: ReadonlySet<IdentityRow['standing']['is']> = new Set(['ahead', 'due', 'proving', 'published'])

const countOnCourse = (rows: readonly IdentityRow[]): number =>
  rows.filter(({ attention, standing, state }) => !attention && keeps.has(standing.is) && !unknownStates.has(state)).length

/** The rig in one sentence. Calm is a claim: it needs every look to be fresh and every answer to be good. */
function verdictOf(facts: RigFacts, looked: Looked, alerts: readonly Alert[]): Verdict {
  const { rows, unknown } = looked
  const why = doubt(facts, looked)
  return {
    calm: alerts.length === 0 && why === null,
    needs: rows.filter(({ attention }) => attention).length,
    onCourse: countOnCourse(rows),
    unknown,
    // What is over and stays for a while hides no doubt.
    why: alerts.some(({ over }) => over === null) ? null : why,
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
  for (const { seenAt } of nodes) take((seenAt ?? 0) + thresholds.unknownMs + 1)
  for (const { until } of judged) take(until)
  take(lookedSince + thresholds.unknownMs)
  return soonest
}

/** Of a thousand most have none. */
const concernsOf = (judged: readonly JudgedRow[]): Concern[] =>
  judged
    .filter(({ troubles }) => troubles.length > 0)
    .flatMap(({ row, troubles }) => troubles.map((trouble) => ({ trouble, identity: row.id })))

/** One set of rules over state, clock, findings and history: what follows for the rig from its rows as they were judged. */
export function speak(facts: RigFacts, { rows, index }: JudgedRig, told: Omit<Telling, 'now' | 'lookedSince'>): Spoken {
  const { now, lookedSince } = facts
  const own: Concern[] = [
    ...nodeTroubles(facts, index),
    ...serviceTroubles(facts),
    ...moveTroubles(facts),
    ...keyTroubles(facts),
    ...certificateTroubles(facts),
    ...rigRisks(facts, index),
    ...sharedDisks(rows, facts),
  ].map((trouble) => ({ trouble, identity: null }))
  const alerts = alertList([...own, ...concernsOf(rows)], { ...told, now, lookedSince })
  const identities = rows.map(({ row }) => row)
  const looked: Looked = {
    rows: identities,
    unknown: countUnknown(facts, identities),
    unsure: rows.some(({ unsure }) => unsure),
    waits: told.waiting.size > 0,
  }
  return {
    alerts,
    verdict: verdictOf(facts, looked, alerts),
    epoch: clockThatMatters(facts, identities),
    nextAt: Math.min(nextAt(facts, rows), nextSettling(alerts, { ...told, now })),
  }
}

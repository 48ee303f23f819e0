import type { IdentityRow } from '../contract/model/identity.ts'
import type { Alert, EpochClock, Verdict } from '../contract/model/rig.ts'
import { currentOrNextGap, isInGap, nextChangeAt } from '../time/index.ts'
import { alertList } from './alert-list.ts'
import type { JudgedRig, JudgedRow } from './judged.ts'
import { moveTroubles, nodeTroubles, serviceTroubles } from './node-rules.ts'
import { type RigFacts, unknownAfterMs } from './rig-facts.ts'
import type { Concern } from './trouble.ts'
import { verdictOf } from './verdict-of.ts'

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
  const own: Concern[] = [...nodeTroubles(facts, index), ...serviceTroubles(facts), ...moveTroubles(facts)].map((trouble) => ({
    trouble,
    identity: null,
  }))
  const alerts = alertList([...own, ...concernsOf(rows)], { before, seen, now: facts.now })
  const identities = rows.map(({ row }) => row)
  return {
    alerts,
    verdict: verdictOf(facts, identities, alerts),
    epoch: clockThatMatters(facts, identities),
    nextAt: nextAt(facts, rows),
  }
}

/**
 * The restart law: 1 s × 2 with jitter, cap 5 min, forgotten after 10 healthy minutes; 5 starts in 10 min make it degraded:
 * then one try every 5 min, for ever. Latched: it would fail the same way again, so only a person starts it; also what ended three
 * times alike, each time within seconds of its start.
 */
export interface Law {
  /** Starts within the window, in milliseconds since 1970. */
  readonly starts: readonly number[]
  /** Ends in a row that nobody asked for. */
  readonly failures: number
  readonly degraded: boolean
  readonly latched: boolean
  /** Ends in a row that came alike, within seconds of the start. */
  readonly alike: number
  /** When the next try is due; `null` when none is. */
  readonly nextAt: number | null
}

export interface End {
  readonly now: number
  readonly ranMs: number
  /** The same would happen again: command line, library, processor, hash. */
  readonly latching: boolean
  /** It ended just as the run before. */
  readonly alike: boolean
  /** 0 to 1, from outside. */
  readonly random: number
}

const second = 1_000
const minute = 60 * second
const windowMs = 10 * minute
const healthyMs = 10 * minute
const capMs = 5 * minute
const startsUntilDegraded = 5
const secondsMs = 15 * second
const alikeUntilLatched = 3
const jitter = 0.2

/** A person's start or stop begins with it: what failed before is not held against it. */
export const newLaw: Law = { starts: [], failures: 0, degraded: false, latched: false, alike: 0, nextAt: null }

const recent = (starts: readonly number[], now: number): number[] => starts.filter((at) => at > now - windowMs && at <= now)

export const lawAfterStart = (law: Law, now: number): Law => ({ ...law, starts: [...recent(law.starts, now), now], nextAt: null })

function delayOf(law: Law, random: number): number {
  const plain = law.degraded ? capMs : Math.min(second * 2 ** Math.min(law.failures - 1, 20), capMs)
  return Math.min(Math.round(plain * (1 - jitter + 2 * jitter * random)), capMs)
}

/** After an end that nobody asked for. */
export function lawAfterEnd(law: Law, { now, ranMs, latching, alike, random }: End): Law {
  const healthy = ranMs >= healthyMs
  const starts = healthy ? [] : recent(law.starts, now)
  const counted = {
    ...law,
    starts,
    alike: ranMs > secondsMs ? 0 : alike ? law.alike + 1 : 1,
    failures: healthy ? 1 : law.failures + 1,
    degraded: !healthy && (law.degraded || starts.length >= startsUntilDegraded),
  }
  if (latching || counted.alike >= alikeUntilLatched) return { ...counted, latched: true, nextAt: null }
  return { ...counted, nextAt: now + delayOf(counted, random) }
}

/** Whether a try is due. A clock set back does not postpone it for ever: no wait is longer than the cap. */
export function isDue(law: Law, now: number): boolean {
  if (law.latched || law.nextAt === null) return false
  return now >= law.nextAt || law.nextAt - now > capMs * (1 + jitter)
}

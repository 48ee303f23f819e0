import type { Emitted } from './emit.ts'

/** A time in which nobody looked, as the history has it. */
export interface Gap {
  readonly node: string
  readonly cause: string
  readonly since: number
  readonly until: number | null
}

/** The app was killed, and its next life followed the node. */
export interface Outage {
  readonly killedAt: number
  readonly followedAt: number
}

interface Seen {
  readonly sent: readonly Emitted[]
  readonly kept: readonly Emitted[]
  readonly gaps: readonly Gap[]
  readonly outages: readonly Outage[]
  /** Before it nobody ever looked; what was sent then may be replayed. */
  readonly first: number
}

export interface Judgement {
  readonly sent: number
  readonly kept: number
  /** Sent while nobody looked, by the history's own word. */
  readonly excused: number
  readonly twice: readonly string[]
  /** Neither kept, nor sent in a time that is recorded as one in which nobody looked. */
  readonly lost: readonly string[]
  readonly madeUp: readonly string[]
  /** Times between a kill and the next life that no gap covers whole. */
  readonly uncovered: readonly string[]
  readonly killedGaps: number
}

/** The two of a pair come within this; either may be the one that is kept. */
const pairMs = 60
const nameOf = ({ at, event }: Emitted): string => `${event} at ${at}`

const isIn = (at: number, { since, until }: Gap): boolean => at >= since && (until === null || at <= until)

/** How far the gaps reach from a moment on without a break. */
function coveredFrom(moment: number, gaps: readonly Gap[]): number {
  let reached = moment
  for (const { since, until } of gaps.toSorted((one, other) => one.since - other.since))
    if (since <= reached) reached = Math.max(reached, until ?? Number.POSITIVE_INFINITY)
  return reached
}

/** Finds what a history would have to hold for what was sent: each event once, or a gap where it was sent. */
export function judge({ sent, kept, gaps, outages, first }: Seen): Judgement {
  const sentAt = new Map(sent.map((one) => [one.at, one]))
  const found = new Map<Emitted, number>()
  const madeUp: string[] = []
  for (const one of kept) {
    const near =
      sentAt.get(one.at) ??
      sent.find(({ at, event }) => one.event === 'wait-round-end' && event === one.event && one.at > at && one.at - at < pairMs)
    if (near === undefined || near.event !== one.event) madeUp.push(nameOf(one))
    else found.set(near, (found.get(near) ?? 0) + 1)
  }
  const missing = sent.filter((one) => one.at >= first && !found.has(one))
  const lost = missing.filter(({ at }) => !gaps.some((gap) => isIn(at, gap)))
  return {
    sent: sent.length,
    kept: kept.length,
    excused: missing.length - lost.length,
    twice: [...found].filter(([, times]) => times > 1).map(([one]) => nameOf(one)),
    lost: lost.map(nameOf),
    madeUp,
    uncovered: outages
      .filter(({ killedAt, followedAt }) => coveredFrom(Math.max(killedAt, first), gaps) < followedAt)
      .map(({ killedAt, followedAt }) => `from ${killedAt} to ${followedAt}`),
    killedGaps: gaps.filter(({ cause }) => cause === 'killed').length,
  }
}

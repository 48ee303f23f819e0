import type { Alert } from './model/rig.ts'
import type { State } from './state.ts'

// No schema library: the page has this file as code.

/** What was told of alerts, and what waits to be told. Times in milliseconds. */
export interface Told {
  /** When each went; `Infinity`: it is open. */
  readonly open: ReadonlyMap<string, number>
  /** New ones, the worst first. */
  readonly waiting: readonly Alert[]
  readonly shownAt: number
}

/** One that went and came again within this time is the same: a host that starts anew has not looked at everything yet. */
const sameMs = 600_000
const standing = Number.POSITIVE_INFINITY
/** Between two notices; what comes meanwhile shares the next one. */
const pauseMs = 60_000

/** Blue and grey ones tell what goes on; they ask for nobody. */
const asks = ({ tone }: Alert): boolean => tone === 'bad' || tone === 'odd' || tone === 'warn'

/** After the alerts as they are now; `null` before: all of them are old. */
export const heard = (before: Told | null, alerts: State['alerts'], now: number): Told => {
  const known = [...(before?.open ?? [])].map(([id, wentAt]) => [id, wentAt === standing ? now : wentAt] as const)
  const open = new Map(known.filter(([, wentAt]) => now - wentAt < sameMs))
  const fresh = Object.values(alerts).filter((alert) => !open.has(alert.id) && asks(alert))
  // One that asks for nobody is new once it does.
  for (const alert of Object.values(alerts)) if (asks(alert) || open.has(alert.id)) open.set(alert.id, standing)
  if (before === null) return { open, waiting: [], shownAt: Number.NEGATIVE_INFINITY }
  // What is over before it was told asks for nobody any more.
  const waiting = [...before.waiting.flatMap(({ id }) => alerts[id] ?? []).filter(asks), ...fresh]
  return { open, waiting: waiting.toSorted((one, other) => one.rank - other.rank), shownAt: before.shownAt }
}

/** Milliseconds until what waits may be told; `null`: nothing does. */
export const tellIn = ({ waiting, shownAt }: Told, now: number): number | null =>
  waiting.length === 0 ? null : Math.max(0, shownAt + pauseMs - now)

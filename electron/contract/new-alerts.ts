import type { NoticeThreshold } from './model/notice.ts'
import type { Alert } from './model/rig.ts'
import type { State } from './state.ts'

// No schema library: the page has this file as code.

/** What was told of alerts, and what waits to be told. Times in milliseconds. */
export interface Told {
  /** When each went, by tone, risk and id; `Infinity`: it is open. */
  readonly open: ReadonlyMap<string, number>
  /** New ones, the worst first. */
  readonly waiting: readonly Alert[]
  readonly shownAt: number
}

/** One that went and came again within this time is the same: a host that starts anew has not looked at everything yet. */
export const sameMs = 600_000
const standing = Number.POSITIVE_INFINITY
/** Between two notices; what comes meanwhile shares the next one. */
export const pauseMs = 60_000

/** The worst first. */
const tones: readonly Alert['tone'][] = ['bad', 'odd', 'warn', 'active', 'idle']
/** How many of them call; blue and grey ones tell what goes on, and ask for nobody. */
const calling: Readonly<Record<NoticeThreshold, number>> = { red: 1, needs: 3, all: 5 }
export const calls = ({ tone }: Pick<Alert, 'tone'>, threshold: NoticeThreshold): boolean => tones.indexOf(tone) < calling[threshold]

/** The same alert, and what of it was as bad or worse: one that becomes another danger, or a worse one, is new. */
const namesOf = ({ id, risk, tone }: Alert): string[] => tones.slice(0, tones.indexOf(tone) + 1).map((worse) => `${worse} ${risk} ${id}`)

interface Heard {
  readonly alerts: State['alerts']
  readonly threshold: NoticeThreshold
}

/** After the alerts as they are now; `null` before: all of them are old. */
export const heard = (before: Told | null, { alerts, threshold }: Heard, now: number): Told => {
  const asks = (alert: Alert): boolean => calls(alert, threshold)
  const known = [...(before?.open ?? [])].map(([name, wentAt]) => [name, wentAt === standing ? now : wentAt] as const)
  const open = new Map(known.filter(([, wentAt]) => now - wentAt < sameMs))
  const all = Object.values(alerts)
  const fresh = all.filter((alert) => asks(alert) && !namesOf(alert).some((name) => open.has(name)))
  for (const alert of all) {
    const names = namesOf(alert)
    // One that asks for nobody is new once it does.
    for (const name of asks(alert) ? names.slice(-1) : names.filter((one) => open.has(one))) open.set(name, standing)
  }
  if (before === null) return { open, waiting: [], shownAt: Number.NEGATIVE_INFINITY }
  // What is over before it was told asks for nobody any more.
  const waiting = [...before.waiting.flatMap(({ id }) => alerts[id] ?? []).filter(asks), ...fresh]
  const each = [...new Map(waiting.map((alert) => [alert.id, alert])).values()]
  return { open, waiting: each.toSorted((one, other) => one.rank - other.rank), shownAt: before.shownAt }
}

/** After these were told; what became another or a worse one meanwhile still waits. */
export const wereTold = (told: Told, sent: readonly Alert[], now: number): Told => {
  const names = new Set(sent.map((alert) => namesOf(alert).at(-1)))
  return { ...told, waiting: told.waiting.filter((alert) => !namesOf(alert).some((name) => names.has(name))), shownAt: now }
}

/** Milliseconds until what waits may be told; `null`: nothing does. */
export const tellIn = ({ waiting, shownAt }: Told, now: number): number | null =>
  waiting.length === 0 ? null : Math.max(0, shownAt + pauseMs - now)

import type { Alert } from '../contract/model/rig.ts'
import { sameMs } from '../contract/new-alerts.ts'
import type { State } from '../contract/state.ts'

/** What was told of, by id, and since when it is gone; `null`: it is still so. Times in milliseconds. */
export type Recovering = ReadonlyMap<string, { readonly alert: Alert; readonly goneAt: number | null }>

export const noneTold: Recovering = new Map()

/** After these were sent. What stays until a person has seen it goes by that person's own hand. */
export const withTold = (before: Recovering, sent: readonly Alert[]): Recovering =>
  new Map([...before, ...sent.filter(({ acknowledge }) => !acknowledge).map((alert) => [alert.id, { alert, goneAt: null }] as const)])

/** After a look at what is open now. While anything is not known, nothing is over: who is silent may be hiding it. */
export function afterLook(
  before: Recovering,
  { alerts, verdict, rig }: Pick<State, 'alerts' | 'verdict' | 'rig'>,
  now: number,
): Recovering {
  const known = verdict?.unknown === 0 && rig.problem === null && rig.starting === null
  const goneAt = (id: string, since: number | null) => (known && alerts[id] === undefined ? (since ?? now) : null)
  return before.size === 0 ? before : new Map([...before].map(([id, one]) => [id, { ...one, goneAt: goneAt(id, one.goneAt) }]))
}

/** Those that stayed away so long that their return would be told anew: no earlier, so that what flaps is told once. */
export const recovered = (told: Recovering, now: number): Alert[] =>
  [...told.values()].filter(({ goneAt }) => goneAt !== null && now - goneAt >= sameMs).map(({ alert }) => alert)

/** When the next of them has stayed away so long; `null`: none is on its way. */
export function nextRecovery(told: Recovering): number | null {
  const gone = [...told.values()].flatMap(({ goneAt }) => goneAt ?? [])
  return gone.length === 0 ? null : Math.min(...gone) + sameMs
}

export const withoutTold = (before: Recovering, over: readonly Alert[]): Recovering => {
  const ids = new Set(over.map(({ id }) => id))
  return new Map([...before].filter(([id]) => !ids.has(id)))
}

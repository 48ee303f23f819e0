import type { Instant } from '../contract/model/basics.ts'
import type { ClosedReason } from '../contract/model/closed.ts'
import type { LastEnd as ShownEnd } from '../contract/model/rig.ts'
import type { LastEnd, SlotState } from './slot.ts'

const instant = (at: number): Instant => at as Instant

/** A run's end as rows show it; records of earlier versions do not say who asked for it. */
export const shownEnd = (end: LastEnd | null): ShownEnd | null =>
  end === null
    ? null
    : {
        meaning: end.meaning,
        exit: end.exit,
        signal: end.signal,
        at: instant(end.at),
        line: end.line,
        lines: [...(end.lines ?? [])],
        by: end.by ?? 'unknown',
      }

export const isUp = (state: SlotState): boolean => state === 'running' || state === 'starting'
/** Whether it could be stopped: a waiting one is, by not being tried again. */
export function stopClosedBy(state: SlotState, heldBy: string | null): ClosedReason | null {
  if (heldBy !== null) return 'held-by-migration'
  if (state === 'external') return 'external'
  if (state === 'stopping') return 'stopping'
  if (state === 'unknown') return 'state-unknown'
  return isUp(state) || state === 'backing-off' ? null : 'not-running'
}

/** What its own state says against a start; `null` when nothing does. */
export function startClosedBy(state: SlotState, heldBy: string | null): ClosedReason | null {
  if (heldBy !== null) return 'held-by-migration'
  if (state === 'unknown') return 'state-unknown'
  if (state === 'external') return 'external'
  if (state === 'stopping') return 'stopping'
  return isUp(state) ? 'already-running' : null
}

import { endConsent, stopConsent } from '../contract/consent.ts'
import type { Instant } from '../contract/model/basics.ts'
import type { ClosedReason } from '../contract/model/closed.ts'
import { endingOf } from '../contract/model/endings.ts'
import type { LastEnd as ShownEnd, SlotRow } from '../contract/model/rig.ts'
import type { LastEnd, SlotRecord, SlotState } from './slot.ts'

const instant = (at: number): Instant => at as Instant

/** A run's end as rows show it; records of earlier versions do not say who asked for it. */
const shownEnd = (end: LastEnd | null): ShownEnd | null =>
  end === null
    ? null
    : {
        meaning: endingOf(end.meaning),
        exit: end.exit,
        signal: end.signal,
        at: instant(end.at),
        line: end.line,
        lines: [...(end.lines ?? [])],
        by: end.by ?? 'unknown',
      }

const isUp = (state: SlotState): boolean => state === 'running' || state === 'starting'

/** On another machine nothing is started or stopped from here, whatever answers. */
const isAway = (state: SlotState, refused: ClosedReason | null): boolean =>
  state === 'elsewhere' || (state === 'external' && refused === 'not-here')

/** Whether it could be stopped: a waiting one is, by not being tried again. */
function stopClosedBy({ state, heldBy, refused }: SlotShown): ClosedReason | null {
  if (heldBy !== null) return 'held-by-migration'
  if (isAway(state, refused)) return 'not-here'
  if (state === 'external') return 'external'
  if (state === 'stopping') return 'stopping'
  if (state === 'unknown') return 'state-unknown'
  return isUp(state) || state === 'backing-off' ? null : 'not-running'
}

/** What its own state says against a start; `null` when nothing does. */
function startClosedBy({ state, heldBy, ownedBy, externalPid, refused }: SlotShown): ClosedReason | null {
  if (heldBy !== null) return 'held-by-migration'
  if (isAway(state, refused)) return 'not-here'
  if (state === 'unknown') return 'state-unknown'
  if (state === 'external') return externalPid === null ? 'answers-elsewhere' : 'external'
  if (state === 'stopping') return 'stopping'
  return isUp(state) ? 'already-running' : ownerReason(ownedBy)
}

const ownerReason = (ownedBy: string | null): ClosedReason | null => (ownedBy === null ? null : `folder-of:${ownedBy}`)

/** A slot as it stands, whatever kind of program it is for. */
export interface SlotStands {
  readonly record: SlotRecord
  readonly state: SlotState
  readonly heldBy: string | null
  /** Another profile looks after its data folder; empty: it does not tell which. */
  readonly ownedBy: string | null
  readonly outlasted: boolean
  /** Why its due start was refused, as a person who asks for it would be told. */
  readonly waits: string | null
  readonly adopted: boolean
  readonly externalPid: number | null
  /** Of that process, program first: it may differ from the settings. */
  readonly externalCommandLine: readonly string[] | null
}

/** What its row is made of. */
export interface SlotShown extends SlotStands {
  readonly name: string
  /** As it would be started, program first. */
  readonly planned: readonly string[]
  /** What its entry, or what is seen around it, says against a new process. */
  readonly refused: ClosedReason | null
  /** A stop of what runs now loses something. */
  readonly loses: boolean
}

/** When the law tries again by itself: never what somebody holds. */
const nextTryAt = ({ state, heldBy, record: { law } }: SlotShown): Instant | null =>
  state === 'backing-off' && heldBy === null && law.nextAt !== null ? instant(law.nextAt) : null

/** The words that a stop asks for: for what is lost by it, and for ending at once what did not end in its time. */
function stopWords({ name, outlasted, loses, state }: SlotShown): string | null {
  if (outlasted) return endConsent(name)
  return loses && isUp(state) ? stopConsent(name) : null
}

/** The row of a slot, by its process and its entry alone. */
export function slotRow(seen: SlotShown): SlotRow {
  const { record, state, heldBy, outlasted, adopted, refused } = seen
  const { run } = record
  const stopClosed = stopClosedBy(seen)
  return {
    state,
    wanted: record.wantedBy === undefined ? null : { is: record.wanted, by: record.wantedBy },
    lastEnd: shownEnd(record.lastEnd),
    nextTryAt: nextTryAt(seen),
    heldBy,
    startClosed: startClosedBy(seen) ?? refused,
    stopClosed,
    restartClosed: stopClosed ?? (isUp(state) ? (ownerReason(seen.ownedBy) ?? refused) : 'not-running'),
    stopWords: stopWords(seen),
    outlasted,
    pid: run?.identity?.pid ?? seen.externalPid,
    ours: run !== null,
    adopted,
    startedAt: run === null ? null : instant(run.at),
    commandLine: run === null ? [...(seen.externalCommandLine ?? seen.planned)] : [run.program, ...run.args],
  }
}

import { AppError, type ErrorCode } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import type { NamedFolder } from '../nodes/index.ts'
import { type Limits, type Room, roomAgainst } from './admission.ts'
import type { FolderUse } from './around.ts'
import { kindOf } from './kinds.ts'
import type { ProgramSpec } from './program-spec.ts'
import { isDue, type Law, lawAfterStart, newLaw } from './restart-law.ts'
import type { Owner, SlotRecord } from './slot.ts'

/** What is wanted of a slot, and who wants it. */
export interface Desired {
  readonly wanted: 'running' | 'stopped'
  readonly by: Owner
  /** Just now: it is done at once, or refused with the reason. Else it stands in the record, and the law says when. */
  readonly asked: boolean
}

/** What stands in a record: what the law goes by. */
export const desiredOf = ({ wanted, wantedBy: by = { person: true } }: SlotRecord): Desired => ({ wanted, by, asked: false })

export const asksToRun = (by: Owner): Desired => ({ wanted: 'running', by, asked: true })

/** What a fresh look around a slot found that speaks against a start. */
export interface Around {
  /** A process that is not ours stands where this slot's would. */
  readonly externalPid: number | null
  readonly named: NamedFolder | null
  /** Where its identity is worked for beside that process, as it was seen. */
  readonly elsewhere: string | null
  /** Something answers on its operator address, and no run of ours is behind it. */
  readonly answers: boolean
  /** The profile of another Smeshdesk that looks after its data folder; empty: it does not tell. `null`: none does. */
  readonly ownedBy: string | null
  /** What its program would refuse of its command line, as evidence; `null` where nothing is known against it. */
  readonly line: string | null
  /** Of a program that proves; `null`: none, or nothing limits it. */
  readonly room: Room | null
}

/** All that a decision rests on, as it is at this moment. */
export interface SlotFacts {
  readonly spec: ProgramSpec
  readonly record: SlotRecord
  /** Its file can't be read: a process may hide behind it. */
  readonly damaged: boolean
  readonly limits: Limits
  readonly heldBy: string | null
  /** Smeshdesk is closing: another one may have the profile by the time that something would be done. */
  readonly closing: boolean
  /** Whether the recorded run still runs; `null`: there is none, or it was not looked at. */
  readonly process: 'alive' | 'gone' | 'unknown' | null
  /** This Smeshdesk follows the run already: it has started it, or has taken it over. */
  readonly followed: boolean
  /** `null`: not looked at. */
  readonly around: Around | null
  /** Processes that have to do with its folder; `null`: not looked at. */
  readonly users: readonly (FolderUse & { readonly pid: number })[] | null
}

export interface Refusal {
  readonly code: ErrorCode
  readonly why: string
  readonly pid?: number | null
}

export type Action =
  /** The recorded run lives: it is followed from now on. */
  | { readonly do: 'adopt' }
  /** It can't be told whether it lives. */
  | { readonly do: 'doubt' }
  /** It is over: that is written down, and when the next try is due. */
  | { readonly do: 'note-end' }
  /** Nothing is started before what lies around was looked at anew. */
  | { readonly do: 'look' }
  | { readonly do: 'start'; readonly law: Law }
  /** Written down as wanted stopped, so that nothing starts it again. */
  | { readonly do: 'rest' }
  | { readonly do: 'end' }
  | ({ readonly do: 'refuse' } & Refusal)

/** The batch that may act on what it holds. */
export const batchOf = (by: Owner): string | null => ('batch' in by ? by.batch : null)

function fateOf({ record: { run }, process, followed }: SlotFacts): readonly Action[] {
  if (run === null || process === null) return []
  if (process === 'unknown') return [{ do: 'doubt' }]
  if (process === 'gone') return [{ do: 'note-end' }]
  return followed ? [] : [{ do: 'adopt' }]
}

/** Somebody else's hold closes every act. */
const holdAgainst = ({ spec: { key }, heldBy }: SlotFacts, { by, asked }: Desired): Refusal | null =>
  // The law starts nothing that anybody holds, also not for who holds it.
  heldBy === null || (asked && heldBy === batchOf(by)) ? null : { code: 'held_by_migration', why: saw('held-by', key.name, heldBy) }

/** Asked again with nothing between it and the birth of a process. */
export const closedBy = (slot: SlotFacts, desired: Desired): Refusal | null =>
  slot.closing ? { code: 'not_allowed', why: saw('closing') } : holdAgainst(slot, desired)

/** What speaks against a start by what was looked at; with a run of ours, against the one that would follow it. */
export function refusalOf({ spec, record: { run }, damaged, around, users, limits }: SlotFacts, asked = true): Refusal | null {
  const { key, program, dataFolder } = spec
  if (damaged) return { code: 'start_failed', why: saw('slot-damaged', key.name) }
  if (around === null) return null
  const { externalPid: pid, named, elsewhere } = around
  if (run === null && pid !== null) return { code: 'already_running', why: saw('runs-already', key.name), pid }
  if (named?.same === false) return { code: 'start_failed', why: saw('folders-differ', key.name, named.path, dataFolder ?? '') }
  if (elsewhere !== null) return { code: 'already_running', why: `${saw('identity-runs', key.name)}: ${elsewhere}` }
  if (run === null && around.answers) return { code: 'already_running', why: saw('operator-answers', key.name) }
  if (around.ownedBy !== null) return { code: 'folder_taken', why: saw('folder-of', dataFolder ?? '', around.ownedBy) }
  if (program === null) return { code: 'program_missing', why: saw('no-program', key.name) }
  if (around.line !== null) return { code: 'start_failed', why: `${saw('line-refused', key.name)}: ${around.line}` }
  const user = users?.find(kindOf(key.kind).collides)
  if (user === undefined) return roomAgainst({ name: key.name, room: around.room, limits, asked })
  const why = `${saw('folder-used', dataFolder ?? '')}; process ${user.pid} (${user.seenBy}): ${user.evidence}`
  return { code: 'already_running', why, pid: user.pid }
}

const isLawful = ({ spec: { key }, record: { wanted, law } }: SlotFacts, now: number): boolean =>
  wanted === 'running' && kindOf(key.kind).restarts === 'law' && isDue(law, now)

function toStart(slot: SlotFacts, desired: Desired, now: number): readonly Action[] {
  const { record, spec } = slot
  const { asked } = desired
  if (!asked && (record.run !== null || !isLawful(slot, now))) return []
  const closed = closedBy(slot, desired)
  if (closed !== null) return asked ? [{ do: 'refuse', ...closed }] : []
  if (record.run !== null)
    return [{ do: 'refuse', code: 'already_running', why: saw('runs-already', spec.key.name), pid: record.run.identity?.pid ?? null }]
  const refusal = refusalOf(slot, asked)
  if (refusal !== null) return [{ do: 'refuse', ...refusal }]
  if (slot.around === null || slot.users === null) return [{ do: 'look' }]
  return [{ do: 'start', law: lawAfterStart(asked ? newLaw : record.law, now) }]
}

function toStop(slot: SlotFacts, desired: Desired): readonly Action[] {
  const { record, spec } = slot
  const closed = closedBy(slot, desired)
  if (closed !== null) return [{ do: 'refuse', ...closed }]
  if (record.run?.identity != null) return [{ do: 'rest' }, { do: 'end' }]
  // Waiting for its next try: that is over now.
  if (record.run === null && record.wanted === 'running') return [{ do: 'rest' }]
  return [{ do: 'rest' }, { do: 'refuse', code: 'not_running', why: spec.key.name }]
}

/**
 * What is to be done with a slot now: first what became of its run, then what is wanted of it. Nothing is done twice: after each act the
 * facts are gathered and this is asked again, right before a process is born too.
 */
export function decide(slot: SlotFacts, desired: Desired, now: number): readonly Action[] {
  const fate = fateOf(slot)
  if (fate.length > 0) return fate
  if (desired.wanted === 'running') return toStart(slot, desired, now)
  return desired.asked ? toStop(slot, desired) : []
}

/** A refusal as it is told to who asked. */
export const refused = ({ code, why, pid }: Refusal): AppError => new AppError(code, why, pid === undefined ? undefined : { pid })

import { MoveProcess } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import type { ProgramProcess, SilenceFacts } from '../silence/index.ts'
import type { JournalView } from './journal-view.ts'
import type { PlannedMove } from './planned-move.ts'
import type { MayEnd } from './world.ts'

/** A process that stands in the way, by all that tells it from others. */
export type InTheWay = MoveProcess & Pick<ProgramProcess, 'startTicks' | 'bootId'>

/** One word for one process of one boot. */
const markOf = ({ bootId, pid, startTicks }: Pick<ProgramProcess, 'bootId' | 'pid' | 'startTicks'>): string =>
  `${pid}:${startTicks}:${bootId.replaceAll(' ', '')}`

/** The processes that a resume agrees to: those that the row listed at that moment and that are programs of nodes or services. */
export const agreedMarks = (listed: readonly InTheWay[]): string =>
  listed
    .filter(({ what, startTicks }) => what !== 'other' && startTicks !== '')
    .map(markOf)
    .join(' ')

/** What this batch may end: the processes of the plan, those that were agreed to since, and what runs in Smeshdesk's own slots. */
export function mayEndOf({ ends }: Pick<PlannedMove, 'ends'>, { agreed }: Pick<JournalView, 'agreed'>): MayEnd {
  const marks = new Set([...ends.map(markOf), ...agreed])
  return (process) => process.ours || marks.has(markOf(process))
}

/** Without whose it is: that may change with each look. */
export const namedProcess = ({ ours: _ours, ...named }: ProgramProcess) => named

/** As people see it. */
export const shownProcess = (process: MoveProcess): MoveProcess => MoveProcess.parse(process)

/** Processes of a node or a service that nobody agreed to end. */
export const inTheWay = (programs: readonly ProgramProcess[], what: 'node' | 'service'): InTheWay[] =>
  programs.map((process) => ({ what, ...namedProcess(process) }))

const unnamed = { startTicks: '', bootId: '', startedAt: null, folder: '' }

/** Processes that are never ended, whatever anybody agrees to. */
export const usersOnly = (users: SilenceFacts['users']): InTheWay[] =>
  users.map(({ pid, commandLine, executable = '' }) => ({ what: 'other', pid, commandLine, executable, ...unnamed }))

/** Everybody at a folder who is not to be ended: its node when somebody else started it since, and whoever only uses it. */
export function othersAt({ users, programs = [] }: Pick<SilenceFacts, 'users' | 'programs'>, mayEnd: MayEnd): InTheWay[] {
  const notAgreed = programs.filter((process) => !mayEnd(process))
  return [...inTheWay(notAgreed, 'node'), ...usersOnly(usersBeside(users, programs))]
}

/** Those who are not programs of the node. */
export function usersBeside(users: SilenceFacts['users'], programs: readonly ProgramProcess[] = []): SilenceFacts['users'] {
  const known = new Set(programs.map(({ pid }) => pid))
  return users.filter(({ pid }) => !known.has(pid))
}

/** The processes, for people and the journal. */
export const namedInWords = (listed: readonly InTheWay[]): string =>
  listed.map(({ pid, executable, commandLine }) => saw('process', String(pid), executable, commandLine.slice(0, 300))).join('; ')

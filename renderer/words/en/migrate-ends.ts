import type { MoveProcess } from '../../../electron/contract/model/migration.ts'
import { time } from '../../format/time.ts'

const fileOf = (path: string): string => path.split('/').at(-1) ?? path

/** Words for the processes that a move ends, and for those that stand in its way. */
export const migrateEndsWords = {
  ends: {
    title: 'What will be ended',
    none: 'No process. What somebody starts later is not ended without asking you.',
    only: 'Exactly these processes. If somebody starts one of them again, the move waits and asks you.',
    /** "go-spacemesh, process 1234, started 12:01, on /data/A" */
    line: ({ pid, startedAt, executable, folder }: MoveProcess, now: number) =>
      [
        fileOf(executable) || 'a program',
        `process ${pid}`,
        ...(startedAt === null ? [] : [`started ${time(startedAt, now)}`]),
        ...(folder === '' ? [] : [`on ${folder}`]),
      ].join(', '),
  },
  inTheWay: {
    goingOn: 'Going on ends these, which were started since you agreed:',
    byHand: 'Smeshdesk does not end these. End them yourself before you go on, or wait until they have ended:',
    line: ({ pid, executable, commandLine }: MoveProcess) =>
      `${fileOf(executable) || 'a program'}, process ${pid}: ${commandLine.slice(0, 200)}`,
  },
} as const

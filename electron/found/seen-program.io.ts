import { homedir } from 'node:os'
import type { DraftNote } from '../contract/model/door.ts'
import { serviceCommandLine } from '../post/index.ts'
import {
  besideProcess,
  folderSeenBy,
  type NetTables,
  nodeFolderSeenBy,
  ownFolder,
  type ProcessBeside,
  type RunningProcess,
  type SeenFolder,
} from '../processes/index.ts'
import { type SplitLine, splitLine, startsAlone } from './argv-roles.ts'
import { absolute, type Standing } from './entry-maker.io.ts'
import { mayRun } from './folder-kinds.io.ts'

/** A running program, with what an entry is made of. */
export interface Seen {
  readonly process: RunningProcess
  readonly beside: ProcessBeside
  readonly line: SplitLine
  readonly standing: Standing
  readonly program: string | null
  readonly notes: readonly DraftNote[]
  /** Its data folder as it sees it itself, where its paths mean other places than ours; `null`: they mean the same. */
  readonly apart: { readonly folder: SeenFolder | null } | null
}

/** A script that the system itself gave to its interpreter is started again by its own path. */
async function programOf(line: SplitLine, beside: ProcessBeside, standing: Standing): Promise<string | null> {
  if (startsAlone(line)) return beside.exe
  const script = line.words.length === 2 ? absolute(line.words[1] ?? '', standing) : null
  return script !== null && (await mayRun(script)) ? script : null
}

const folderBy: Readonly<Record<'node' | 'service', (process: RunningProcess, args: readonly string[]) => Promise<SeenFolder | null>>> = {
  node: (process, args) => nodeFolderSeenBy(process, args),
  service: async ({ pid, workingFolder }, args) => {
    const { dir } = serviceCommandLine(args)
    return dir === null ? null : folderSeenBy(pid, dir, workingFolder)
  },
}

/** A unit may have mounts of its own and yet see its data where we do: then its paths are ours. */
async function isOurs(folder: SeenFolder | null): Promise<boolean> {
  return folder?.place != null && (await ownFolder(folder.path)).place === folder.place
}

/** Looks into one process. Read only. */
export async function lookInto(process: RunningProcess, kind: 'node' | 'service', tables: NetTables): Promise<Seen> {
  const beside = besideProcess(process.pid, tables)
  const line = splitLine(process.argv)
  const folder = beside.samePaths === false ? await folderBy[kind](process, line.args) : null
  const apart = beside.samePaths === false && !(await isOurs(folder)) ? { folder } : null
  const standing: Standing = { folder: apart === null ? process.workingFolder : null, home: beside.home ?? homedir() }
  if (apart !== null) return { process, beside, line, standing, program: null, notes: ['in-container'], apart }
  const program = await programOf(line, beside, standing)
  const notes: DraftNote[] = program === null ? [startsAlone(line) ? 'program-gone' : 'by-script'] : []
  return { process, beside, line, standing, program, notes, apart }
}

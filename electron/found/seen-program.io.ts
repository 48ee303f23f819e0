import { homedir } from 'node:os'
import type { DraftNote } from '../contract/model/door.ts'
import { besideProcess, type NetTables, type ProcessBeside, type RunningProcess } from '../processes/index.ts'
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
  /** Its paths mean other places than ours. */
  readonly apart: boolean
}

/** A script that the system itself gave to its interpreter is started again by its own path. */
async function programOf(line: SplitLine, beside: ProcessBeside, standing: Standing): Promise<string | null> {
  if (startsAlone(line)) return beside.exe
  const script = line.words.length === 2 ? absolute(line.words[1] ?? '', standing) : null
  return script !== null && (await mayRun(script)) ? script : null
}

/** Looks into one process. Read only. */
export async function lookInto(process: RunningProcess, tables: NetTables): Promise<Seen> {
  const beside = besideProcess(process.pid, tables)
  const line = splitLine(process.argv)
  const apart = beside.samePaths === false
  const standing: Standing = { folder: apart ? null : process.workingFolder, home: beside.home ?? homedir() }
  const program = apart ? null : await programOf(line, beside, standing)
  const notes: DraftNote[] = apart ? ['in-container'] : []
  if (program === null && !apart) notes.push(startsAlone(line) ? 'program-gone' : 'by-script')
  return { process, beside, line, standing, program, notes, apart }
}

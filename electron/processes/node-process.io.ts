import { readdirSync, readFileSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { folderOfRunning, isNodeDatabase, readConfigFile } from '../nodes/index.ts'
import { isSameFolder, type OwnFolder, type RunningProcess, type SeenFolder } from './around.ts'
import { known, linkOf, placeOf } from './proc-entries.io.ts'
import { splitZero } from './proc-files.ts'
import { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.io.ts'
import { lookAtProcesses, type ProcessLook } from './process-look.io.ts'
import { asksToRun, namesPlace, programLine, runsAsNode, toldToProgram } from './program-line.ts'
import { type EntryProgram, runsProgramOf } from './same-program.io.ts'
import { folderSeenBy, ownFolder } from './seen-folder.io.ts'
import { withoutWrappers } from './wrappers.ts'

/** A process on a node's data folder, by the folder that it resolves itself. */
export interface NodeProcess extends RunningProcess {
  readonly identity: ProcessIdentity
  /**
   * It is a node beyond doubt: the entry's own program, or a go-spacemesh by name that has the databases open. Without it, it only
   * looks like one, and nothing is ever done to it.
   */
  readonly certain: boolean
}

const environmentOf = (pid: number): ReadonlyMap<string, string> => {
  const lines = known(() => splitZero(readFileSync(`/proc/${pid}/environ`))) ?? []
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

type Where = Pick<RunningProcess, 'pid' | 'workingFolder'>

/**
 * Where a process has its data as a node, through its own mounts and working folder; `null`: it can't be told. `said`: only where flags or
 * config say so, for programs that are no nodes for sure.
 */
export async function nodeFolderSeenBy(
  { pid, workingFolder }: Where,
  args: readonly string[],
  { said = false } = {},
): Promise<SeenFolder | null> {
  const environment = environmentOf(pid)
  const named = await folderOfRunning(args, {
    home: said ? '' : (environment.get('HOME') ?? ''),
    temporary: said ? '' : (environment.get('TMPDIR') ?? '/tmp'),
    readConfig: async (path) => {
      const { way } = await folderSeenBy(pid, path, workingFolder)
      return way === null ? null : readConfigFile(way)
    },
  })
  const isKnown = named !== null && (isAbsolute(named) || workingFolder !== null)
  return isKnown ? folderSeenBy(pid, named, workingFolder) : null
}

/** A database of this very folder is open, by device and inode: names are another's in another mount namespace. */
async function holdsDatabase(pid: number, folder: string): Promise<boolean> {
  for (const name of known(() => readdirSync(`/proc/${pid}/fd`)) ?? []) {
    const file = `/proc/${pid}/fd/${name}`
    const path = linkOf(file) ?? ''
    const place = isNodeDatabase(basename(path)) ? await placeOf(file) : null
    if (place !== null && place === (await placeOf(join(folder, basename(path))))) return true
  }
  return false
}

const argvOf = (pid: number): string | null =>
  known(() => splitZero(readFileSync(`/proc/${pid}/cmdline`)))
    ?.map((word) => `${word}\0`)
    .join('') ?? null

interface Place {
  readonly own: OwnFolder
  readonly entry: EntryProgram
}

/** One process, judged: `null` when it has nothing of a node on this folder. */
async function judge(running: RunningProcess, { own, entry }: Place): Promise<NodeProcess | null> {
  const { pid, argv } = running
  const named = toldToProgram('node', argv)
  const args = named ?? programLine(argv).args
  if (named === null && !(runsAsNode(args) && namesPlace(args)) && !(await runsProgramOf(running, entry))) return null
  const identity = await identifyProcess(pid)
  const line = argvOf(pid)
  if (identity === null || line !== argv.map((word) => `${word}\0`).join('')) return null
  const same = await runsProgramOf(running, entry)
  const folder = await nodeFolderSeenBy(running, args)
  if (folder === null || !isSameFolder(folder, own)) return null
  const holds = await holdsDatabase(pid, own.real)
  if (!(same || named !== null || holds)) return null
  // All of it was seen of one process, if that one still is there and still is the same program.
  if ((await isSameProcess(identity)) !== 'alive' || argvOf(pid) !== line) return null
  return { ...running, identity, certain: same ? asksToRun(args) : named !== null && holds && runsAsNode(args) }
}

/**
 * All processes that run as the node of a folder, whoever started them, and those that look like it. `look`: where one at all
 * processes was just taken.
 */
export async function nodesOnFolder(dataFolder: string, entry: EntryProgram, look?: ProcessLook): Promise<NodeProcess[]> {
  const own = await ownFolder(dataFolder)
  const { processes } = look ?? (await lookAtProcesses())
  const judged = await Promise.all(
    processes.map(({ pid, group, parent, argv, workingFolder }) => judge({ pid, group, parent, argv, workingFolder }, { own, entry })),
  )
  const nodes = judged.filter((node) => node !== null)
  return withoutWrappers(nodes, ({ argv }) => toldToProgram('node', argv)?.join(' ') ?? programLine(argv).args.join(' '))
}

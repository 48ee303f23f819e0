import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readMetadata, serviceCommandLine } from '../post/index.ts'
import { findProcesses, type RunningProcess } from './users-of-folder.io.ts'

/** A post-service that runs on this machine, ours or not. */
export interface Prover {
  readonly pid: number
  readonly group: number
  readonly argv: readonly string[]
  /** Its data folder, links resolved. */
  readonly folder: string
  /** From the metadata there; `null` when it can't be read. */
  readonly identity: string | null
}

export interface Machine {
  readonly provers: readonly Prover[]
  /** Processes that may be nodes: they name a data folder. */
  readonly nodes: readonly RunningProcess[]
}

const realOr = (path: string): Promise<string> => realpath(path).catch(() => resolve(path))

const lineOf = (argv: readonly string[]) => serviceCommandLine(argv.slice(1))
const isProver = (argv: readonly string[]): boolean => {
  const { dir, address } = lineOf(argv)
  return dir !== null && address !== null
}

/** The data folder that a node's command line names with `-d` or `--data-folder`; `null` when it names none. */
function nodeFolderOf(argv: readonly string[]): string | null {
  const at = argv.findIndex((argument) => argument === '-d' || argument === '--data-folder')
  if (at !== -1) return argv[at + 1] ?? null
  const joined = argv.find((argument) => argument.startsWith('--data-folder=') || /^-d[=/.]/.test(argument))
  return joined === undefined ? null : joined.replace(/^(?:--data-folder=|-d=?)/, '')
}

async function proverOf(
  { pid, group, argv, workingFolder }: RunningProcess,
  identityOf: (folder: string) => Promise<string | null>,
): Promise<Prover[]> {
  const { dir } = lineOf(argv)
  if (dir === null) return []
  const folder = await realOr(resolve(workingFolder ?? '/', dir))
  return [{ pid, group, argv, folder, identity: await identityOf(folder) }]
}

const identityIn = async (folder: string): Promise<string | null> => {
  const read = await readMetadata(folder)
  return read.ok ? read.metadata.nodeId : null
}

/** One pass over the running processes: provers with the identity they prove for, and nodes. Linux; elsewhere nothing is seen. */
export async function lookAtMachine(): Promise<Machine> {
  const { found } = await findProcesses((argv) => isProver(argv) || nodeFolderOf(argv) !== null)
  const provers = await Promise.all(found.filter(({ argv }) => isProver(argv)).map((one) => proverOf(one, identityIn)))
  return { provers: provers.flat(), nodes: found.filter(({ argv }) => !isProver(argv)) }
}

/** Whether a process runs exactly these arguments on this folder. */
export async function isNodeOf(running: RunningProcess, folder: string): Promise<boolean> {
  const named = nodeFolderOf(running.argv)
  return named !== null && (await realOr(resolve(running.workingFolder ?? '/', named))) === (await realOr(folder))
}

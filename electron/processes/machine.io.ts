import { basename } from 'node:path'
import { readMetadata, serviceCommandLine } from '../post/index.ts'
import { isSameFolder, type OwnFolder, type Prover, type RunningProcess, type SeenFolder } from './around.ts'
import { folderSeenBy } from './seen-folder.io.ts'
import { findProcesses } from './users-of-folder.io.ts'
import { withoutWrappers } from './wrappers.ts'

export interface Machine {
  readonly provers: readonly Prover[]
  /** Processes that may be nodes: they name a data folder. */
  readonly nodes: readonly RunningProcess[]
}

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

/** The identity as the metadata says, which lies where the process sees it. */
async function identityIn({ way }: SeenFolder): Promise<string | null> {
  const read = way === null ? null : await readMetadata(way)
  return read?.ok === true ? read.metadata.nodeId : null
}

async function proverOf(running: RunningProcess): Promise<Prover[]> {
  const { dir } = lineOf(running.argv)
  if (dir === null) return []
  const folder = await folderSeenBy(running.pid, dir, running.workingFolder)
  return [{ ...running, folder, identity: await identityIn(folder) }]
}

/** Programs that carry the command line of another one, here or on another machine, and are not that program. */
const carriers = new Set(['docker', 'podman', 'nerdctl', 'ctr', 'crictl', 'kubectl', 'ssh', 'mosh', 'lxc', 'systemd-run', 'tmux', 'screen'])
const carries = (argv: readonly string[]): boolean => carriers.has(basename(argv[0] ?? ''))

/** One pass over the running processes: provers with the identity they prove for, and nodes. Linux; elsewhere nothing is seen. */
export async function lookAtMachine(): Promise<Machine> {
  const { found } = await findProcesses((argv) => !carries(argv) && (isProver(argv) || nodeFolderOf(argv) !== null))
  const services = withoutWrappers(
    found.filter(({ argv }) => isProver(argv)),
    (argv) => lineOf(argv).dir,
  )
  const provers = await Promise.all(services.map(proverOf))
  const nodes = found.filter(({ argv }) => !isProver(argv))
  return { provers: provers.flat(), nodes: withoutWrappers(nodes, nodeFolderOf) }
}

/** Whether a process runs as a node on this folder. */
export async function isNodeOf(running: RunningProcess, folder: OwnFolder): Promise<boolean> {
  const named = nodeFolderOf(running.argv)
  return named !== null && isSameFolder(await folderSeenBy(running.pid, named, running.workingFolder), folder)
}

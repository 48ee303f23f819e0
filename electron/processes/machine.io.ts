import { basename } from 'node:path'
import { readMetadata, serviceCommandLine } from '../post/index.ts'
import type { Prover, RunningProcess, SeenFolder } from './around.ts'
import { lookAtProcesses, type ProcessLook } from './process-look.io.ts'
import { folderSeenBy } from './seen-folder.io.ts'
import { withoutWrappers } from './wrappers.ts'

const lineOf = (argv: readonly string[]) => serviceCommandLine(argv.slice(1))
const isProver = (argv: readonly string[]): boolean => {
  const { dir, address } = lineOf(argv)
  return dir !== null && address !== null
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

/** Of all running processes the provers, with the identity they prove for. */
export async function lookAtMachine(look?: ProcessLook): Promise<readonly Prover[]> {
  const { processes } = look ?? (await lookAtProcesses())
  const found = processes.filter(({ argv }) => !carries(argv) && isProver(argv))
  const services = withoutWrappers(found, ({ argv }) => lineOf(argv).dir)
  return (await Promise.all(services.map(proverOf))).flat()
}

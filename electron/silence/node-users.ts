import { keptByNode, nodeFlags } from '../nodes/index.ts'

/** What the kernel shows of one process that has to do with a data folder (processes, `usersOfFolder`). */
export interface SeenUser {
  readonly seenBy: 'open-file' | 'argument' | 'working-folder'
  readonly evidence: string
  readonly exact: boolean
}

/** Read by a node when it starts, and by whoever makes copies of files. */
const keyFile = /\/identities\/[^/]+$/

/** A file of the folder is open that its running node keeps open, or somebody who copies or reads it. */
export const holdsAsNode = ({ seenBy, evidence }: SeenUser): boolean => seenBy === 'open-file' && keptByNode(evidence)

const readsKey = ({ seenBy, evidence }: SeenUser): boolean => seenBy === 'open-file' && keyFile.test(evidence.replace(/ \(deleted\)$/, ''))

/**
 * Whether a process may be about to sign with the folder's keys: it runs as its node, or reads a key right now, as a node does that
 * begins, or names the folder on its command line. A shell standing in the folder, or a PoST service whose data lie below it, sign nothing.
 */
export const usesAsNode = (user: SeenUser): boolean => (user.seenBy === 'argument' ? user.exact : holdsAsNode(user) || readsKey(user))

/**
 * Whether a command line names one of these paths as a node does: as its data folder, config or lock file. It says nothing of who it
 * is: several nodes may share a config, and other programs have such flags.
 */
export const startedAsNode = (argv: readonly string[], paths: readonly string[]): boolean => {
  const flags = nodeFlags(argv.slice(1))
  return ['data-folder', 'config', 'filelock'].some((flag) => paths.includes(flags.get(flag) ?? ''))
}

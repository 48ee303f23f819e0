/** What the kernel shows of one process that has to do with a data folder (processes, `usersOfFolder`). */
export interface SeenUser {
  readonly seenBy: 'open-file' | 'argument' | 'working-folder'
  readonly evidence: string
  readonly exact: boolean
}

/** Files that only a node holds open, directly in its data folder. */
const nodeFile = /\/(?:(?:local|state|node_state)\.sql[^/]*|p2p\/.+|identities\/[^/]+)$/

/**
 * Whether a process uses the folder as a node does: it names the folder itself on its command line, or holds a file open that is a
 * node's. A shell standing in the folder, or a PoST service whose data lie below it, sign nothing.
 */
export const usesAsNode = ({ seenBy, evidence, exact }: SeenUser): boolean => {
  if (seenBy === 'argument') return exact
  return seenBy === 'open-file' && nodeFile.test(evidence.replace(/ \(deleted\)$/, ''))
}

import { nodeLine, splitLine } from '../../found/index.ts'
import { nodeFlags } from '../../nodes/index.ts'

const withoutDeleted = (path: string): string => path.replace(/ \(deleted\)$/, '')
const database = /^(\/.*)\/(?:local|state|node_state)\.sql(?:-wal|-shm)?$/

/** Folders whose databases a process has open: the data folders of a node, whatever its command line says. */
export const foldersOpen = (open: readonly string[]): readonly string[] => [
  ...new Set(open.flatMap((path) => database.exec(withoutDeleted(path))?.[1] ?? [])),
]

/** Sub-commands and questions of the program run no node. */
const noNode = /^(?:version|help|completion|relay|--version|--help|-h)$/

const asked = ['data-folder', 'config', 'preset', 'filelock', 'genesis-time']

/**
 * What a process is by its command line and open files. `may-be`: it names a folder or a config as a node does, and other programs do so
 * too; then only what lies in that folder counts.
 */
export function nodeLike(argv: readonly string[], open: readonly string[]): 'is' | 'may-be' | 'no' {
  if (foldersOpen(open).length > 0) return 'is'
  const { words, args } = splitLine(argv)
  const line = nodeLine(argv)
  const flags = nodeFlags(args)
  if (line === 'is' && [...words.slice(1), args[0] ?? ''].some((word) => noNode.test(word))) return 'no'
  // Behind another program its name alone may be a file that is shown or packed.
  if (line === 'is' && (words.length === 1 || asked.some((flag) => flags.has(flag)))) return 'is'
  return line !== 'no' || flags.has('data-folder') || flags.has('config') ? 'may-be' : 'no'
}

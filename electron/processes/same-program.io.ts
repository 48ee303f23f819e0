import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { RunningProcess } from './around.ts'
import { isInterpreter, leadingWords, programLine } from './program-line.ts'
import type { ProgramSpec } from './program-spec.ts'
import { folderSeenBy } from './seen-folder.io.ts'

interface FileFacts {
  readonly place: string
  readonly size: bigint
  readonly version: string
}

const factsOf = (path: string): Promise<FileFacts | null> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino, size, mtimeNs }) => ({ place: `${dev}:${ino}`, size, version: `${dev}:${ino}:${size}:${mtimeNs}` }),
    () => null,
  )

/** A program's hash is asked for at every look, and changes only with the file. */
const hashes = new Map<string, string>()
const keptHashes = 50

async function hashOf(path: string, { version }: FileFacts): Promise<string | null> {
  const known = hashes.get(version)
  if (known !== undefined) return known
  try {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    if (hashes.size >= keptHashes) hashes.clear()
    const text = hash.digest('hex')
    hashes.set(version, text)
    return text
  } catch {
    return null
  }
}

async function sameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([factsOf(one), factsOf(other)])
  if (a === null || b === null) return false
  if (a.place === b.place) return true
  if (a.size !== b.size || a.size === 0n) return false
  const [first, second] = await Promise.all([hashOf(one, a), hashOf(other, b)])
  return first !== null && first === second
}

/** What an entry would start. */
export type EntryProgram = Pick<ProgramSpec, 'program' | 'args'>

type SeenLine = Pick<RunningProcess, 'pid' | 'argv' | 'workingFolder'>

/**
 * Whether a process runs the very file of an entry, by device and inode or by content; of a program that is many, as the same one of
 * them. An interpreter is no program: then it is the script that counts. Linux.
 */
export async function runsProgramOf({ pid, argv, workingFolder }: SeenLine, { program, args }: EntryProgram): Promise<boolean> {
  if (program === null) return false
  const line = programLine(argv)
  const script = line.program !== argv[0] ? line.program : null
  const sameWords = leadingWords(argv.slice(1)) === leadingWords(args)
  // A file has to be asked for: only where it matters.
  if (!isInterpreter(program) && (sameWords || script !== null) && (await sameFile(`/proc/${pid}/exe`, program))) return sameWords
  if (script === null) return false
  // An entry may name the interpreter itself, with the script behind it.
  const wanted = isInterpreter(program) ? (args[0] ?? '') : program
  if (wanted === '' || wanted.startsWith('-')) return false
  const { way } = await folderSeenBy(pid, script, workingFolder)
  const told = isInterpreter(program) ? args.slice(1) : args
  return way !== null && (await sameFile(way, wanted)) && leadingWords(line.args) === leadingWords(told)
}

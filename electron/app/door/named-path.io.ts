import { constants, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { NamedPath, PathProblem } from '../../contract/model/door.ts'
import { folderLooksLike, isArchive, isThere, type LooksLike, mayRun } from '../../found/index.ts'
import { pastedPath } from './pasted-path.ts'

interface Named {
  readonly path: string
  readonly looksLike: LooksLike
}
type Judged = Named | { readonly problem: PathProblem; readonly detail: string }

const here = () => ({ windows: process.platform === 'win32', home: homedir(), variable: (name: string) => process.env[name] })
const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')

async function deepestThere(path: string): Promise<string> {
  const above = dirname(path)
  if (above === path) return path
  return (await isThere(above)) ? above : deepestThere(above)
}

type Kind = 'folder' | 'program' | 'archive' | 'file'

const noFile = { program: 'no-program', archive: 'no-archive', file: 'no-file' } as const

async function judge(path: string, kind: Kind): Promise<Judged> {
  try {
    const facts = await stat(path)
    if (kind === 'folder') {
      if (!facts.isDirectory()) return { problem: 'no-folder', detail: dirname(path) }
      return (await isThere(path, constants.R_OK | constants.X_OK))
        ? { path, looksLike: await folderLooksLike(path) }
        : { problem: 'no-access', detail: path }
    }
    if (!facts.isFile()) return { problem: noFile[kind], detail: path }
    if (kind === 'file') return (await isThere(path, constants.R_OK)) ? { path, looksLike: 'file' } : { problem: 'no-access', detail: path }
    if (kind === 'archive') return isArchive(path) ? { path, looksLike: 'archive' } : { problem: 'no-archive', detail: path }
    return (await mayRun(path)) ? { path, looksLike: 'program' } : { problem: 'not-executable', detail: path }
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'not-there', detail: await deepestThere(path) }
    return { problem: code === 'ENAMETOOLONG' ? 'too-long' : 'no-access', detail: code }
  }
}

/** A typed or pasted path, judged: the first reading that exists, else what is wrong with the likeliest. Read only. */
export async function judgePath(text: string, kind: Kind): Promise<Judged> {
  const read = pastedPath(text, here())
  if ('problem' in read) return { problem: read.problem, detail: '' }
  const judged: Judged[] = []
  for (const path of read.paths) {
    const one = await judge(path, kind)
    if ('path' in one) return one
    judged.push(one)
  }
  return judged.find((one) => 'problem' in one && one.problem !== 'not-there') ?? judged[0] ?? { problem: 'empty', detail: '' }
}

/** The judgement as the page is told it; `handleOf` gives the path a name of its own. */
export async function namedPath(
  asked: { readonly text: string; readonly kind: Kind },
  entryOf: (path: string, looksLike: LooksLike) => NonNullable<NamedPath['entry']>,
): Promise<NamedPath> {
  const judged = await judgePath(asked.text, asked.kind)
  if ('path' in judged) return { entry: entryOf(judged.path, judged.looksLike), problem: null, detail: '' }
  return { entry: null, problem: judged.problem, detail: judged.detail }
}

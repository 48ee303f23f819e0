import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderEntry } from '../../contract/model/rig.ts'

export type LooksLike = FolderEntry['looksLike']

export const isThere = (path: string, mode = constants.F_OK): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  )

/** By the files that a folder holds; nothing of them is read. */
export async function folderLooksLike(path: string): Promise<LooksLike> {
  if (await isThere(join(path, 'postdata_metadata.json'))) return 'post-data'
  if ((await isThere(join(path, 'local.sql'))) || (await isThere(join(path, 'identities')))) return 'node-data'
  return 'folder'
}

const windowsProgram = /\.(?:exe|cmd|bat|com|ps1)$/i

/** A regular file that this user may run. */
export const mayRun = async (path: string): Promise<boolean> =>
  process.platform === 'win32' ? windowsProgram.test(path) : isThere(path, constants.X_OK)

/** What a person would choose there; `null` for what is neither folder nor, when asked for, program, or can't be looked at. */
export async function kindAt(path: string, programs: boolean): Promise<LooksLike | null> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) return await folderLooksLike(path)
    return programs && facts.isFile() && (await mayRun(path)) ? 'program' : null
  } catch {
    return null // vanished, or not ours to see
  }
}

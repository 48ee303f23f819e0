import { constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderEntry } from '../contract/model/rig.ts'
import { lookingFs } from '../storage/index.ts'
import { type FolderLook, lookOf } from './folder-holds.ts'

export type LooksLike = FolderEntry['looksLike']

/** Lies in every folder that a simulated node made, and in no other. */
export const simulatedMarker = '.smeshdesk-simulated'

export const isThere = (path: string, mode = constants.F_OK): Promise<boolean> =>
  lookingFs()
    .may(path, mode)
    .then(
      () => true,
      () => false,
    )

/** Names in a folder. Throws with the system's code, or where nothing answers. */
export const namesIn = async (folder: string): Promise<string[]> =>
  (await lookingFs().list(folder)).map(({ bytes }) => Buffer.from(bytes, 'latin1').toString())

const namesLimit = 20_000

/** What a folder holds, by the names of its files; nothing of them is read. `null`: it may not be looked at, or is gone. */
export async function lookAtFolder(path: string): Promise<FolderLook | null> {
  try {
    const names = (await namesIn(path)).slice(0, namesLimit)
    const identities = names.includes('identities') ? await namesIn(join(path, 'identities')).catch((): string[] => []) : []
    return lookOf(path, { names, identities })
  } catch {
    return null
  }
}

/** What a person would take it for. */
export async function folderLooksLike(path: string): Promise<LooksLike> {
  const is = (await lookAtFolder(path))?.is ?? null
  return is === 'node' ? 'node-data' : is === 'post' ? 'post-data' : 'folder'
}

const windowsProgram = /\.(?:exe|cmd|bat|com|ps1)$/i

/** A regular file that this user may run. */
export const mayRun = async (path: string): Promise<boolean> =>
  process.platform === 'win32' ? windowsProgram.test(path) : isThere(path, constants.X_OK)

/** As releases of programs come. */
export const isArchive = (path: string): boolean => /\.zip$/i.test(path)

/** What a person would choose there; `null` for what is neither folder nor, when asked for, program or archive, or can't be looked at. */
export async function kindAt(path: string, programs: boolean, archives = false): Promise<LooksLike | null> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) return await folderLooksLike(path)
    if (archives && facts.isFile() && isArchive(path)) return 'archive'
    return programs && facts.isFile() && (await mayRun(path)) ? 'program' : null
  } catch {
    return null // vanished, or not ours to see
  }
}

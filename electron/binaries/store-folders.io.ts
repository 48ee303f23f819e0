import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { realFs } from '../storage/index.ts'
import type { StorePlaces } from './places.ts'
import type { Reference } from './reference.ts'
import { moveOut } from './take-in.io.ts'

/** Left behind by one that was cut short; parts of downloads stay, for the next try. */
export async function clearQuarantine(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  for (const name of names) if (!name.endsWith('.part')) await rm(join(folder, name), { recursive: true, force: true })
}

/** A version's folder, out of its place in one act, and then gone. No book names it any more. */
export async function moveAway({ quarantine, folderOf }: StorePlaces, reference: Reference): Promise<void> {
  const folder = folderOf(reference)
  if ((await realFs.stat(folder)) === null) return
  await mkdir(quarantine, { recursive: true, mode: 0o700 })
  const aside = join(quarantine, randomBytes(8).toString('hex'))
  await moveOut(folder, aside)
  await rm(aside, { recursive: true, force: true })
}

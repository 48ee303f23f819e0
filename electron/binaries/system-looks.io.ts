import { execFile } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { noexecAbove } from './mount-options.ts'
import { isQuarantined, quarantineQuestion } from './quarantine-mark.ts'

const realAbove = async (path: string): Promise<string> =>
  (await realpath(path).catch(() => null)) ?? (dirname(path) === path ? path : realAbove(dirname(path)))

/** The mount point above a path, there or not yet, where the system starts no program; `null`: it may, or nobody can tell. Linux only. */
export async function noexecOf(path: string): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return noexecAbove(mounts, await realAbove(path))
}

/** Whether macOS would ask before it starts this file, or refuse; `false` on any other system. */
export function isMarked(path: string): Promise<boolean> {
  if (process.platform !== 'darwin') return Promise.resolve(false)
  const [program = '', ...args] = quarantineQuestion(path)
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 5_000, maxBuffer: 64 * 1024 }, (_error, printed) => resolve(isQuarantined(printed)))
  })
}

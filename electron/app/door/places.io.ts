import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { posix } from 'node:path'
import { drivePoints } from '../../processes/index.ts'

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const windowsDrives = () => Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`)
const unixPlaces = ['/media', '/mnt', '/srv', '/opt', '/Volumes', posix.sep]

/** Where browsing begins: home, then every drive that is there, then the usual places and the root. Each once. */
export async function startingPlaces(): Promise<string[]> {
  const wanted = process.platform === 'win32' ? windowsDrives() : [...(await drivePoints()), ...unixPlaces]
  const there = await Promise.all(wanted.map(async (path) => ((await isThere(path)) ? [path] : [])))
  return [...new Set([homedir(), ...there.flat()])]
}

import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { lookingFs } from '../storage/index.ts'
import { mountOf } from './mount.io.ts'

/** A volume on an encrypted volume on a partition on a drive. */
const layersAtMost = 4

const real = (path: string): Promise<string | null> => realpath(path).catch(() => null)
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

/** The drives below a block device, by the kernel's names, sorted; those of a RAID are several. */
async function drivesOf(place: string, layers = layersAtMost): Promise<readonly string[]> {
  const names = await namesIn(place)
  // A partition lies in the folder of its drive.
  if (names.includes('partition')) return drivesOf(dirname(place), layers)
  const below = layers > 1 ? await namesIn(join(place, 'slaves')) : []
  if (below.length === 0) return [basename(place)]
  const found = await Promise.all(
    below.map(async (name) => {
      const next = await real(join(place, 'slaves', name))
      return next === null ? [] : drivesOf(next, layers - 1)
    }),
  )
  return [...new Set(found.flat())].sort()
}

/**
 * The physical disk that a folder lies on, by the kernel's names of its drives (`sda`, of a RAID `sda+sdb`); `null` where none can be told,
 * as of a network drive. Linux only; asks the file system for nothing but the folder's device number.
 */
export async function physicalDisk(folder: string, sys = '/sys'): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const dev = await lookingFs()
    .facts(folder, true)
    .then(
      (facts) => Number(facts.dev),
      () => null,
    )
  if (dev === null) return null
  // As the kernel packs them (makedev): 12 bits of major behind 8 of minor.
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)]
  const source = major === 0 ? (await mountOf(folder))?.source : null
  const place =
    major === 0
      ? source?.startsWith('/dev/') === true
        ? await real(join(sys, 'class', 'block', basename((await real(source)) ?? source)))
        : null
      : await real(join(sys, 'dev', 'block', `${major}:${minor}`))
  return place === null ? null : (await drivesOf(place)).join('+') || null
}

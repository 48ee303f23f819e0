import { open, readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Where the system keeps its devices and what it knows of them; tests have their own. */
export interface DeviceFolders {
  readonly dev: string
  readonly sys: string
}

const system: DeviceFolders = { dev: '/dev', sys: '/sys' }
/** Far more than a computer has; a folder with more is left alone. */
const labelsAtMost = 256
const lettersAtMost = 60
/** A volume on an encrypted volume on a partition on a drive. */
const layersAtMost = 4

/** As it is shown: udev writes odd letters as `\x20`; without control characters and marks that turn the writing around. */
const shown = (text: string): string | null => {
  const bytes = text.replaceAll(/\\x([0-9a-f]{2})/gi, '%$1').replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
  let plain = text
  try {
    plain = decodeURIComponent(bytes)
  } catch {
    // Not UTF-8: as udev wrote it.
  }
  return plain.replaceAll(/\p{C}/gu, '').trim().slice(0, lettersAtMost) || null
}

const real = (path: string): Promise<string | null> => realpath(path).catch(() => null)
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

/** The first letters of a file of the kernel's; `null` when it can't be read. */
async function firstOf(path: string): Promise<string | null> {
  const file = await open(path).catch(() => null)
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lettersAtMost * 4))
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    return null
  } finally {
    await file.close()
  }
}

async function labelOf(device: string, { dev }: DeviceFolders): Promise<string | null> {
  const folder = join(dev, 'disk', 'by-label')
  const labels = await namesIn(folder)
  if (labels.length > labelsAtMost) return null
  for (const label of labels) if ((await real(join(folder, label))) === device) return shown(label)
  return null
}

/** The model of the one drive below; `null` where there are several, as in a RAID, or none is told of. */
async function modelOf(place: string, layers = layersAtMost): Promise<string | null> {
  const own = await firstOf(join(place, 'device', 'model'))
  if (own !== null) return shown(own)
  // A partition lies in the folder of its drive.
  if ((await firstOf(join(place, 'partition'))) !== null) return modelOf(dirname(place), layers - 1)
  const [below, second] = await namesIn(join(place, 'slaves'))
  if (layers <= 1 || below === undefined || second !== undefined) return null
  const next = await real(join(place, 'slaves', below))
  return next === null ? null : modelOf(next, layers - 1)
}

/**
 * What a person knows the disk of a mount by: its volume's label, else its drive's model; `null` where neither is told, as of a network
 * drive. `source`: as the table of mounts has it. Linux only; reads names and small files of the kernel's, never the disk.
 */
export async function diskName(source: string, folders: DeviceFolders = system): Promise<string | null> {
  if (process.platform !== 'linux' || !source.startsWith('/')) return null
  const device = await real(source)
  if (device === null) return null
  const label = await labelOf(device, folders)
  if (label !== null) return label
  const place = await real(join(folders.sys, 'class', 'block', basename(device)))
  return place === null ? null : modelOf(place)
}

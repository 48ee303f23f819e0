import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Storage, SyncedBy } from '../contract/model/key-copies.ts'
import { mountOf } from '../processes/index.ts'
import { type Entry, type LookingFs, lookingFs } from '../storage/index.ts'
import { syncedByMark, syncedByName } from './sync-marks.ts'

/** Names of one folder that are looked at. */
const most = 5_000

/** Whether the disk behind a device can be taken out; by USB it can, whatever it says of itself. Linux only. */
async function isRemovable(device: string): Promise<boolean> {
  const disk = await realpath(join('/sys/class/block', basename(device))).catch(() => null)
  if (disk === null) return false
  // A partition lies in its disk's folder.
  const says = await Promise.all([disk, dirname(disk)].map((path) => readFile(join(path, 'removable'), 'utf8').catch(() => '')))
  return disk.includes('/usb') || says.some((text) => text.trim() === '1')
}

async function storageAt(path: string, fs: LookingFs): Promise<Storage | null> {
  const mount = await mountOf(path, fs)
  if (mount === null) return null
  if (mount.network) return 'network'
  return mount.source.startsWith('/dev/') && (await isRemovable(mount.source)) ? 'removable' : null
}

interface Around {
  readonly syncedBy: SyncedBy | null
  readonly storage: Storage | null
}

/** What surrounds the files of a look. What was read of a folder is kept for as long as its times stay as they are. */
export function createSurroundings(fs: LookingFs = lookingFs()) {
  const marked = new Map<string, { readonly stamp: string; readonly by: SyncedBy | null }>()
  const markIn = async (folder: string): Promise<SyncedBy | null> => {
    const facts = await fs.facts(folder, true).catch(() => null)
    if (facts === null) return null
    const stamp = `${facts.dev}:${facts.ino}:${facts.mtimeNs}:${facts.ctimeNs}`
    const known = marked.get(folder)
    if (known?.stamp === stamp) return known.by
    const by = syncedByMark((await fs.list(folder).catch((): Entry[] => [])).slice(0, most).map(({ bytes }) => bytes))
    if (marked.size > most) marked.clear()
    marked.set(folder, { stamp, by })
    return by
  }
  /** Asked once for each folder and each device of a look. */
  const begin = () => {
    const asked = new Map<string, Promise<SyncedBy | null>>()
    const devices = new Map<string, Promise<Storage | null>>()
    // All the way up at once: each step would wait for the one before.
    const climb = async (folder: string): Promise<SyncedBy | null> => {
      const [here, above] = await Promise.all([markIn(folder), dirname(folder) === folder ? null : syncedBy(dirname(folder))])
      return here ?? above
    }
    const syncedBy = (folder: string): Promise<SyncedBy | null> => {
      const known = asked.get(folder) ?? climb(folder)
      asked.set(folder, known)
      return known
    }
    const known = new Map<string, Promise<Around>>()
    const lookAround = async (folder: string, device: string): Promise<Around> => {
      const storage = devices.get(device) ?? storageAt(folder, fs)
      devices.set(device, storage)
      // A link may lead into a folder that is carried away.
      const real = await fs.real(folder).catch(() => folder)
      return { syncedBy: syncedByName(real) ?? (await syncedBy(real)), storage: await storage }
    }
    return (folder: string, device: string): Promise<Around> => {
      const around = known.get(folder) ?? lookAround(folder, device)
      known.set(folder, around)
      return around
    }
  }
  return { begin }
}
export type Surroundings = ReturnType<typeof createSurroundings>

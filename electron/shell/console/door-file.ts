import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { Secret } from '../../secret/index.ts'

/** How `smeshdesk code` finds and is let in by a running host. Lives as long as that host does, readable by its user only. */
export interface DoorFile {
  /** `127.0.0.1:PORT`. */
  readonly address: string
  /** 32 random bytes as base64url, new at each start. */
  readonly token: Secret
}

/** Nobody serves this profile: there is no door, or nobody behind it. */
export class NoHost extends Error {}

const isDoor = (value: unknown): value is { readonly address: string; readonly token: string } =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  typeof value.address === 'string' &&
  /^127\.0\.0\.1:[0-9]{1,5}$/.test(value.address) &&
  'token' in value &&
  typeof value.token === 'string' &&
  /^[A-Za-z0-9_-]{43}$/.test(value.token)

/** Puts the file in place at once and never readable by others, not even for a moment. */
export const writeDoorFile = async (file: string, door: DoorFile): Promise<void> => {
  const fresh = `${file}.${process.pid}.new`
  await rm(fresh, { force: true })
  await writeFile(fresh, `${JSON.stringify({ address: door.address, token: door.token.reveal() })}\n`, { mode: 0o600, flag: 'wx' })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
}

/** Throws with one sentence when the file is missing, readable by others, or not such a file. */
export const readDoorFile = async (file: string): Promise<DoorFile> => {
  const seen = await stat(file).catch(() => null)
  if (!seen) throw new NoHost(`No host is running for this profile: ${file} is not there.`)
  if (process.platform !== 'win32' && (seen.mode & 0o077) !== 0)
    throw new Error(`${file} can be read by others, so it is not trusted. Start the host again.`)
  if (seen.size > 4096) throw new Error(`${file} is not a door file.`)
  const value: unknown = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => null)
  if (!isDoor(value)) throw new Error(`${file} is not a door file.`)
  return { address: value.address, token: new Secret(value.token) }
}

/** Removes the file when it is still the one of this host. */
export const removeDoorFile = async (file: string, door: DoorFile): Promise<void> => {
  const current = await readDoorFile(file).catch(() => null)
  if (current?.token.reveal() === door.token.reveal()) await rm(file, { force: true })
}

import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Check } from '../contract/model/basics.ts'
import { check } from '../contract/model/verdicts.ts'
import { historyVersion } from '../history/index.ts'
import type { Surroundings } from '../inventory/index.ts'
import { memoryNow, mountOf, physicalDisk } from '../processes/index.ts'
import type { Settings } from '../settings/index.ts'
import { errorCode, LookFailed, lookingFs } from '../storage/index.ts'
import { disksOf, enoughSpace, keptHere, type ModeSeen, memoryFor, notNewer, type ProgramSeen, profilePrivate } from './judge.ts'

// Every look is read only and bounded; what can't be looked at is told as not known. Disks of the rig are asked in threads of their own.
const { facts: factsOf, list, may, freeBytes } = lookingFs()

/** Names of one folder that are looked at. */
const mostNames = 10_000
const hasModes = process.platform !== 'win32'

export async function modeOf(path: string): Promise<ModeSeen | null> {
  const facts = await factsOf(path, true).catch(() => null)
  return facts === null ? null : { path, mode: facts.mode }
}

/** Of folders in the profile some are a node's own, with rights of their own. */
const modeOfFile = async (path: string): Promise<ModeSeen | null> => ((await lstat(path).catch(() => null))?.isFile() ? modeOf(path) : null)

/** Windows keeps rights in another way, which is not looked at. */
export async function lookAtProfile(folder: string): Promise<Check[]> {
  if (!hasModes) return [check.unknown('profile-private', { path: folder })]
  const names = await readdir(folder).catch(() => null)
  const own = await modeOf(folder)
  if (names === null || own === null) return profilePrivate(folder, null)
  const seen = await Promise.all(names.slice(0, mostNames).map((name) => modeOfFile(join(folder, name))))
  return profilePrivate(folder, [own, ...seen.filter((one) => one !== null)])
}

export const freeAt = (path: string): Promise<number | null> => freeBytes(path).catch(() => null)

const profileFloor = 2 ** 30
export const lookAtProfileSpace = async (path: string): Promise<Check> =>
  enoughSpace('profile-space', { path, free: await freeAt(path), floor: profileFloor })

/** `user_version` of an SQLite file, as its header has it; `null`: it is none. */
async function userVersion(path: string): Promise<number | null> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0)
    return bytesRead === 100 && buffer.toString('latin1', 0, 15) === 'SQLite format 3' ? buffer.readInt32BE(60) : null
  } finally {
    await file.close()
  }
}

/** One of a later version was set aside when it was met first, and still lies there. */
export async function lookForNewer(folder: string): Promise<Check[]> {
  const names = (await readdir(folder)).filter((name) => name === 'history.sqlite' || /^history\.sqlite\.damaged-\d+$/.test(name))
  const versions = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), version: await userVersion(join(folder, name)) })),
  )
  return notNewer(versions.flatMap(({ path, version }) => (version === null ? [] : [{ path, version, known: historyVersion }])))
}

/** Linux asks its own service for it; elsewhere it is not known. */
export async function lookAtClock(): Promise<Check> {
  const asked = process.platform === 'linux' ? ['show', '--property=NTPSynchronized', '--value'] : null
  const said =
    asked === null
      ? null
      : await promisify(execFile)('timedatectl', asked, { timeout: 2_000, maxBuffer: 4096 }).then(
          ({ stdout }) => stdout.trim(),
          () => null,
        )
  return check[said === 'yes' ? 'pass' : said === 'no' ? 'warn' : 'unknown']('clock-source', {}, '')
}

export const lookAtMemory = (fast: number): Check[] => memoryFor(fast, memoryNow().total)

export async function lookAtDisks({ services, limits }: Pick<Settings, 'services' | 'limits'>): Promise<Check[]> {
  const here = services.flatMap(({ name, dataFolder }) => (dataFolder === null ? [] : [{ name, dataFolder }]))
  const readers = await Promise.all(here.map(async ({ name, dataFolder }) => ({ service: name, disk: await physicalDisk(dataFolder) })))
  return disksOf(readers, limits?.servicesPerDisk ?? 1)
}

export async function lookAtProgram(path: string): Promise<ProgramSeen> {
  const facts = await factsOf(path, true).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? 'gone' : null))
  if (facts === 'gone') return 'gone'
  if (facts === null) return 'unknown'
  if ((await mountOf(path))?.noexec === true) return 'noexec'
  const runs = await may(path, constants.X_OK).then(
    () => true,
    () => false,
  )
  return facts.isFile && runs ? 'fine' : 'no-right'
}

export async function lookWhereItLies(path: string, around: ReturnType<Surroundings['begin']>): Promise<Check> {
  const { storage, syncedBy } = await around(path, String((await factsOf(path, true)).dev))
  return keptHere({ path, storage, syncedBy })
}

/** What went meanwhile, or does not answer, was not looked at. */
const notOpen = (error: unknown): false | null => (error instanceof LookFailed || errorCode(error) === 'ENOENT' ? null : false)

/** Every data file may be opened by this user; nothing is read. A service of another user may read more. */
export async function lookAtDataFiles(service: string, path: string): Promise<Check> {
  const names = await list(path).catch(() => null)
  if (names === null) return check.unknown('data-readable', { service, path })
  const found = names.map(({ bytes }) => bytes).filter((name) => /^postdata_(?:\d+\.bin|metadata\.json)$/.test(name))
  const files = found.slice(0, mostNames)
  const open = await Promise.all(files.map((name) => may(join(path, name), constants.R_OK).then(() => true, notOpen)))
  const closed = files.filter((_, at) => open[at] === false)
  const whole = files.length > 0 && found.length === files.length && !open.includes(null)
  const values = { service, path, count: String(closed.length || files.length), first: closed[0] ?? '' }
  return check[closed.length > 0 ? 'fail' : whole ? 'pass' : 'unknown']('data-readable', values)
}

/** The folder in which a node keeps its keys. */
export const identitiesOf = (dataFolder: string): string => join(dataFolder, 'identities')

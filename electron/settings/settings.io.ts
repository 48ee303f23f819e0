import { copyFile, mkdir, open, readdir, stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseReference, storePlaces } from '../binaries/index.ts'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { isThisComputer, parseAddress } from '../net/index.ts'
import { putFile } from '../storage/index.ts'
import { checkSettings, parseSettings, type ServiceSettings, type Settings, settingsLimit, settingsText } from './settings.ts'

export const settingsFileOf = (profileFolder: string): string => join(profileFolder, 'settings.json')
const historyOf = (profileFolder: string): string => join(profileFolder, 'settings.history')
const historyLength = 10

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')

async function readText(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > settingsLimit) throw new AppError('settings_broken', saw('too-long', String(settingsLimit)))
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null
    throw cause instanceof AppError ? cause : new AppError('settings_broken', saw('unreadable', `settings.json (${codeOf(cause)})`))
  }
}

/** Reads `PROFILE/settings.json`; `null` when there is none. Throws `settings_broken` naming the field. */
export async function readSettings(profileFolder: string): Promise<Settings | null> {
  const text = await readText(settingsFileOf(profileFolder))
  return text === null ? null : parseSettings(text)
}

/** The versions that are kept, oldest first. */
async function historyNames(profileFolder: string): Promise<string[]> {
  const names = await readdir(historyOf(profileFolder)).catch((): string[] => [])
  return names.filter((name) => /^\d{6}\.json$/.test(name)).sort()
}

/** Nothing is kept twice in a row. */
async function keepVersion(profileFolder: string, text: string): Promise<void> {
  await mkdir(historyOf(profileFolder), { recursive: true, mode: 0o700 })
  const names = await historyNames(profileFolder)
  const newest = names.at(-1)
  // A kept version that can't be read is in nobody's way.
  const kept = newest === undefined ? null : await readText(join(historyOf(profileFolder), newest)).catch(() => null)
  if (kept === text) return
  const next = String(Number(names.at(-1)?.slice(0, 6) ?? 0) + 1).padStart(6, '0')
  await putFile(join(historyOf(profileFolder), `${next}.json`), text, { replace: false })
  const old = names.slice(0, Math.max(0, names.length + 1 - historyLength))
  for (const name of old) await unlink(join(historyOf(profileFolder), name)).catch(() => undefined)
}

/** One kept version that can be read; `keptAt`: when it was written, or first seen to stand. */
export interface SettingsVersion {
  readonly name: string
  readonly keptAt: number
  readonly nodes: number
  readonly services: number
}

async function versionOf(profileFolder: string, name: string): Promise<SettingsVersion | null> {
  const path = join(historyOf(profileFolder), name)
  try {
    const { nodes, services } = parseSettings((await readText(path)) ?? '')
    return { name, keptAt: (await stat(path)).mtimeMs, nodes: nodes.length, services: services.length }
  } catch {
    return null // it can't be restored, so it isn't offered
  }
}

/** The kept versions that can be read, newest first. */
export async function settingsVersions(profileFolder: string): Promise<SettingsVersion[]> {
  const found = await Promise.all((await historyNames(profileFolder)).map((name) => versionOf(profileFolder, name)))
  return found.filter((one) => one !== null).reverse()
}

/**
 * Puts a kept version in the place of a file that can't be read, which stays beside it as `settings.json.broken`.
 * Throws `not_found`; `not_allowed` when the file can be read.
 */
export async function restoreSettings(profileFolder: string, name: string): Promise<void> {
  const file = settingsFileOf(profileFolder)
  if (!(await historyNames(profileFolder)).includes(name)) throw new AppError('not_found')
  const text = (await readText(join(historyOf(profileFolder), name))) ?? ''
  parseSettings(text)
  const readable = await readSettings(profileFolder).then(
    () => true,
    () => false,
  )
  if (readable) throw new AppError('not_allowed')
  await copyFile(file, `${file}.broken`)
  await putFile(file, text, { replace: true })
}

/**
 * Keeps what stands now, so that a hand's slip after it can be taken back. Does nothing where there is no file, or none that can be
 * read. Throws Node's error of the disk.
 */
export async function keepSettings(profileFolder: string): Promise<void> {
  const text = await readText(settingsFileOf(profileFolder))
  if (text === null) return
  parseSettings(text)
  await keepVersion(profileFolder, text)
}

/**
 * Writes the settings durably; they and what stood there before go to `settings.history/`, of which the last ten stay.
 * Throws `settings_broken` for settings that could not be read back, and Node's error of the disk with the old file untouched.
 */
export async function writeSettings(profileFolder: string, settings: Settings): Promise<void> {
  const text = settingsText(checkSettings(settings))
  await mkdir(profileFolder, { recursive: true, mode: 0o700 })
  const previous = await readText(settingsFileOf(profileFolder))
  if (previous === text) return
  if (previous !== null) await keepVersion(profileFolder, previous)
  await putFile(settingsFileOf(profileFolder), text, { replace: true })
  // They stand already: without their copy nothing is lost but a way back.
  await keepVersion(profileFolder, text).catch(() => undefined)
}

/** Nothing starts it here, and its operator address is another machine's. */
const answersElsewhere = ({ program, operatorAddress }: ServiceSettings): boolean => {
  const place = program === null && operatorAddress !== null ? parseAddress(operatorAddress) : null
  return place !== null && !isThisComputer(place.host)
}

/** Programs and data folders as absolute paths: relative ones count from the profile folder, `tool@version` lies in its store. Arguments stay exactly as they are. */
export function resolvePaths(settings: Settings, profileFolder: string): Settings {
  const absolute = (path: string): string => resolve(profileFolder, path)
  const { programOf } = storePlaces(profileFolder, join)
  const programAt = (text: string): string => {
    const version = parseReference(text)
    return version === null ? absolute(text) : absolute(programOf(version, process.platform === 'win32'))
  }
  const orNull = (path: string | null, at = absolute): string | null => (path === null ? null : at(path))
  return {
    ...settings,
    ...(settings.keyFolders && { keyFolders: settings.keyFolders.map(absolute) }),
    nodes: settings.nodes.map((node) => ({
      ...node,
      program: orNull(node.program, programAt),
      dataFolder: orNull(node.dataFolder),
      ...(node.logFile !== undefined && { logFile: absolute(node.logFile) }),
    })),
    services: settings.services.map((service) => ({
      ...service,
      program: orNull(service.program, programAt),
      // Its folder is one of the other machine: the same path here is another folder.
      dataFolder: answersElsewhere(service) ? null : orNull(service.dataFolder),
    })),
  }
}

import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, putFile } from '../storage/index.ts'
import { kindNames } from './kinds.ts'
import { type Holds, holdsText, parseHolds, parseRecord, type SlotKey, type SlotRecord } from './slot.ts'

const folderOf = (profileFolder: string): string => join(profileFolder, 'slots')
const fileOf = (profileFolder: string, { kind, name }: SlotKey): string => join(folderOf(profileFolder), `${kind}-${name}.json`)
const holdsFile = (profileFolder: string): string => join(folderOf(profileFolder), 'holds.json')

/** What the slot files say. `broken`: files that are none of ours or damaged; a slot named there is not started. */
export interface SlotFiles {
  readonly records: readonly SlotRecord[]
  readonly broken: readonly string[]
  /** `null`: the file of holds is damaged, so every slot counts as held. */
  readonly holds: Holds | null
}

/** `null` when there is no such file; text that is none of ours when it can't be read, which is not the same. */
const textOf = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: unknown) => (errorCode(error) === 'ENOENT' ? null : ''))

/** Reads all slot files and the holds. */
export async function readSlotFiles(profileFolder: string): Promise<SlotFiles> {
  const ofSlot = new RegExp(String.raw`^(?:${kindNames.join('|')})-.*\.json$`)
  const names = (await readdir(folderOf(profileFolder)).catch((): string[] => [])).filter((name) => ofSlot.test(name))
  const records: SlotRecord[] = []
  const broken: string[] = []
  for (const name of names) {
    const record = parseRecord((await textOf(join(folderOf(profileFolder), name))) ?? '')
    if (record === null || name !== `${record.kind}-${record.name}.json`) broken.push(name)
    else records.push(record)
  }
  const holds = await textOf(holdsFile(profileFolder))
  return { records, broken, holds: holds === null ? {} : parseHolds(holds) }
}

/** The slot that a broken file belongs to by its name. */
export const isBroken = (broken: readonly string[], { kind, name }: SlotKey): boolean => broken.includes(`${kind}-${name}.json`)

export async function writeRecord(profileFolder: string, record: SlotRecord): Promise<void> {
  await mkdir(folderOf(profileFolder), { recursive: true, mode: 0o700 })
  await putFile(fileOf(profileFolder, record), `${JSON.stringify(record, null, 2)}\n`, { replace: true })
}

export async function writeHolds(profileFolder: string, holds: Holds): Promise<void> {
  await mkdir(folderOf(profileFolder), { recursive: true, mode: 0o700 })
  await putFile(holdsFile(profileFolder), holdsText(holds), { replace: true })
}

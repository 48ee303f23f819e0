import { dirname, sep } from 'node:path'
import type { KeyDefect } from '../contract/model/identity.ts'
import { saw } from '../contract/seen.ts'
import { mayBeKey, type NextStart, nameRule, nextStart } from '../keys/index.ts'
import { type NoteFs, readNotesHere } from '../migration/index.ts'
import { type Entry, errorCode, type LookingFs, lookingFs } from '../storage/index.ts'
import type { IdentitiesScan, KeyEntry, KeyEntryPlace } from './key-entry.ts'
import { createKeyReader, each, type KeyReader } from './key-reader.io.ts'
import { judgeNotes, scanFindings } from './scan-findings.ts'

/** More files than this are not looked at; the folder is then "unknown", never half judged. */
const entryLimit = 10_000
const silent = saw('no-answer')
const decoder = new TextDecoder()
const shown = (bytes: Uint8Array): string => decoder.decode(bytes)

interface Candidate {
  readonly path: Buffer
  readonly name: string
  readonly place: KeyEntryPlace
  readonly link: boolean
}

/** Which files outside an identities folder are told of although they are no sound keys. */
export type Unsound = (defect: KeyDefect) => boolean

async function entryOf(candidate: Candidate, reader: KeyReader, unsound: Unsound = () => false): Promise<KeyEntry | null> {
  const { name, place, link } = candidate
  const path = shown(candidate.path)
  if (place === 'folder') return { name, path, place, link: false, openToOthers: false, file: null, id: null, defect: null, detail: '' }
  const look = await reader.look(candidate.path, place === 'loaded')
  // Of a folder of which a part hangs nothing is known.
  if (!look.ok && look.detail === silent) throw Object.assign(new Error(), { code: silent })
  const common = { name, path, place, link, openToOthers: look.openToOthers, file: look.file }
  if (look.ok) return { ...common, id: look.id, defect: null, detail: '' }
  // A file that the node passes over and that is no key is nothing to speak of.
  return place === 'loaded' || (place === 'elsewhere' && unsound(look.defect))
    ? { ...common, id: null, defect: look.defect, detail: look.detail }
    : null
}

const below = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, Buffer.from(sep), name])

function candidateOf(folder: Buffer, entry: Entry): Candidate {
  const bytes = nameOf(entry)
  const name = shown(bytes)
  const rule = nameRule(name)
  const common = { path: below(folder, bytes), name, link: entry.kind === 'link' }
  if (entry.kind === 'folder') return { ...common, place: rule === 'loaded' ? 'folder' : 'sub-folder' }
  return { ...common, place: rule }
}

const nameOf = ({ bytes }: Entry): Buffer => Buffer.from(bytes, 'latin1')

/** Keys one level down: the node never loads them, a person may have forgotten them there. */
async function inSubFolder({ path, name }: Candidate, { list }: LookingFs): Promise<Candidate[]> {
  const entries = await list(path).catch((): Entry[] => [])
  return entries
    .filter(({ kind, bytes }) => kind === 'file' && bytes.includes('.key'))
    .slice(0, 200)
    .map(nameOf)
    .map((bytes) => ({ path: below(path, bytes), name: `${name}/${shown(bytes)}`, place: 'sub-folder', link: false }))
}

async function candidatesOf(folder: Buffer, fs: LookingFs): Promise<Candidate[]> {
  const found = await fs.list(folder)
  if (found.length > entryLimit) throw Object.assign(new Error(), { code: saw('entries-most', String(entryLimit)) })
  // Byte order of the names, which is the node's.
  const ordered = found.toSorted((left, right) => (left.bytes < right.bytes ? -1 : 1)).map((entry) => candidateOf(folder, entry))
  const folders = ordered.filter(({ place }) => place === 'sub-folder').slice(0, 50)
  return [...ordered.filter(({ place }) => place !== 'sub-folder'), ...(await each(folders, (one) => inSubFolder(one, fs))).flat()]
}

/** What is not there is no error. */
const unless =
  <Instead>(codes: readonly string[], instead: Instead) =>
  (error: unknown): Instead => {
    if (codes.includes(errorCode(error))) return instead
    throw error
  }

const noteFs = ({ list, facts, read }: LookingFs): NoteFs => ({
  list: (path) => list(path).then((entries) => entries.map((entry) => shown(nameOf(entry))).sort(), unless<string[]>(['ENOENT'], [])),
  stat: (path) => facts(path, false).catch(unless(['ENOENT', 'ENOTDIR'], null)),
  read,
})

/** What is known of a folder that could not be looked at: nothing, unless it is not there. */
export function unread(folder: string, code: string): IdentitiesScan {
  const missing = code === 'ENOENT' || code === 'ENOTDIR'
  const start: NextStart = missing ? nextStart([]) : { kind: 'unknown', detail: code }
  return { folder, state: missing ? 'missing' : 'unreadable', entries: [], start, findings: scanFindings([], start) }
}

/**
 * Looks at an identities folder as the node would load it, and at the notes of earlier moves beside it. Read only, limits: 10,000 entries, 4 KiB of each file.
 * Never throws for what lies there: a folder that can't be read is "unknown", a missing one makes a fresh key.
 */
export async function scanIdentitiesFolder(
  folder: string,
  reader: KeyReader = createKeyReader(),
  fs: LookingFs = lookingFs(),
): Promise<IdentitiesScan> {
  try {
    const candidates = await candidatesOf(Buffer.from(folder), fs)
    const entries = (await each(candidates, (candidate) => entryOf(candidate, reader))).filter((entry) => entry !== null)
    const start = nextStart(entries.filter(({ place }) => place === 'loaded'))
    // Read after the keys: a move writes its note after it has named the key.
    const noted = judgeNotes(entries, await readNotesHere(noteFs(fs), dirname(folder)))
    const { returned, unsure } = noted
    return { folder, state: 'read', entries, start, returned, unsure, findings: scanFindings(entries, start, noted) }
  } catch (cause) {
    return unread(folder, errorCode(cause) || 'unknown')
  }
}

/** Copies of keys outside an identities folder, by the names that keys have there (`mayBeKey`). */
export async function findKeyCopies(
  folders: readonly string[],
  reader: KeyReader = createKeyReader(),
  fs: LookingFs = lookingFs(),
): Promise<KeyEntry[]> {
  const ofFolder = async (folder: string): Promise<KeyEntry[]> => {
    const path = Buffer.from(folder)
    const entries = await fs.list(path).catch((): Entry[] => [])
    const names = entries.filter(({ bytes }) => mayBeKey(bytes)).slice(0, 200)
    return keysNamed(path, names.map(nameOf), { reader })
  }
  return (await each(folders, ofFolder)).flat()
}

/** What lies in a folder under these names and is a key. */
export async function keysNamed(
  folder: Buffer,
  names: readonly Buffer[],
  { reader, unsound }: { readonly reader: KeyReader; readonly unsound?: Unsound },
): Promise<KeyEntry[]> {
  const candidates = names.map((name): Candidate => ({ path: below(folder, name), name: shown(name), place: 'elsewhere', link: false }))
  return (await each(candidates, (candidate) => entryOf(candidate, reader, unsound))).filter((entry) => entry !== null)
}

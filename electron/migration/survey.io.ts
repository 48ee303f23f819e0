import type { DurableFs } from '../storage/index.ts'
import { readEntry, readKeyFolder, readNote } from './key-files.io.ts'
import { identitiesOf, noteHead, notesFolder } from './names.ts'
import { type Hosts, portsOf } from './sides.ts'
import type { LoadableKey, Survey, Trace } from './traces.ts'
import type { NodeFolder } from './world.ts'

const retiredName = /^(.+\.key)\.moved-([0-9a-f]{12})$/
const unfinishedName = /^\.(.+)\.tmp-([0-9a-f]{12})$/

async function notesIn(fs: DurableFs, { node, folder }: NodeFolder): Promise<Trace[]> {
  const traces: Trace[] = []
  for (const name of await fs.list(notesFolder(folder))) {
    const prefix = noteHead(name)
    if (prefix === undefined) continue
    const path = `${notesFolder(folder)}/${name}`
    const note = await readNote(fs, path)
    if (note === null) continue
    const known = note === 'broken' ? null : note
    const common = { node, path, prefix, keyName: null, note: known, batch: known?.batch ?? null, identity: known?.identity ?? null }
    traces.push({ ...common, is: known?.says ?? 'note-damaged' })
  }
  return traces
}

async function spareKey(fs: DurableFs, { node, folder }: NodeFolder, name: string): Promise<Trace[]> {
  const retired = retiredName.exec(name)
  const [, keyName, batch] = retired ?? unfinishedName.exec(name) ?? []
  if (keyName === undefined || batch === undefined) return []
  const identity = (await readEntry(fs, identitiesOf(folder), name))?.id ?? null
  const path = `${identitiesOf(folder)}/${name}`
  const is = retired === null ? 'unfinished-key' : 'retired-key'
  return [{ is, node, path, batch, identity, prefix: identity?.slice(0, 16) ?? '', note: null, keyName }]
}

async function surveyFolder(fs: DurableFs, place: NodeFolder): Promise<Pick<Survey, 'traces' | 'keys'>> {
  const identities = identitiesOf(place.folder)
  const { entries, names } = await readKeyFolder(fs, identities)
  const keys = entries.flatMap(({ kind, id, name }) =>
    kind === 'key' && id !== null ? [{ identity: id, node: place.node, path: `${identities}/${name}` }] : [],
  )
  const spare: Trace[] = []
  for (const name of names) spare.push(...(await spareKey(fs, place, name)))
  return { traces: [...(await notesIn(fs, place)), ...spare], keys }
}

/** Looks into every folder, each by itself; changes nothing. */
export async function survey(hosts: Hosts, places: readonly NodeFolder[]): Promise<Survey> {
  const found: { traces: Trace[]; keys: LoadableKey[]; unread: string[] } = { traces: [], keys: [], unread: [] }
  const folders = new Map(places.map((place) => [place.folder, place]))
  for (const place of folders.values()) {
    const seen = await surveyFolder(portsOf(hosts, place.node).fs, place).catch(() => null)
    if (seen === null) found.unread.push(place.folder)
    found.traces.push(...(seen?.traces ?? []))
    found.keys.push(...(seen?.keys ?? []))
  }
  return found
}

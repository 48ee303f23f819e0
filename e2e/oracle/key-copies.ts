/** One entry of an `identities` folder as this proof's own reader sees it; `text` is null for what is no regular file. */
export interface FolderEntry {
  readonly name: string
  readonly text: string | null
}

/** Where one identity's key lies, over all folders looked at in one moment. */
export interface Copies {
  /** Files that a node's next start loads as this identity. */
  readonly loadable: readonly string[]
  /** Whole copies of the key, loadable or taken out of use. */
  readonly existing: readonly string[]
}

const wholeKey = /^[0-9a-f]{128}$/
const loads = (name: string) => name.endsWith('.key')
/** Out of use: renamed in its folder by a move. A half-made copy under a hidden name is not counted on. */
const keeps = (name: string) => loads(name) || /\.key\.moved-[0-9a-f]+$/.test(name)
const idOf = (text: string) => text.slice(64)

/** What a node would make of a folder's files at its next start: the ids it loads, the files whose name says key and whose text doesn't. */
export function whatLoads(entries: readonly FolderEntry[]): { readonly ids: readonly string[]; readonly torn: readonly string[] } {
  const keys = entries.flatMap(({ name, text }) => (text !== null && loads(name) ? [{ name, text }] : []))
  return {
    ids: keys.map(({ text }) => idOf(text)),
    torn: keys.filter(({ text }) => !wholeKey.test(text)).map(({ name }) => name),
  }
}

/** Counts the copies of the key whose file text was `keyText` when the proof began. */
export function countCopies(folders: Readonly<Record<string, readonly FolderEntry[]>>, keyText: string): Copies {
  const files = Object.entries(folders).flatMap(([folder, entries]) =>
    entries.flatMap(({ name, text }) => (text === null ? [] : [{ path: `${folder}/${name}`, name, text }])),
  )
  return {
    loadable: files.filter(({ name, text }) => loads(name) && idOf(text) === idOf(keyText)).map(({ path }) => path),
    existing: files.filter(({ name, text }) => keeps(name) && text === keyText).map(({ path }) => path),
  }
}

/** What must never be seen, in words; empty when all is well. */
export function copyViolations(folders: Readonly<Record<string, readonly FolderEntry[]>>, keyTexts: readonly string[]): string[] {
  const torn = Object.entries(folders).flatMap(([folder, entries]) => whatLoads(entries).torn.map((name) => `torn key ${folder}/${name}`))
  const counted = keyTexts.flatMap((keyText) => {
    const { loadable, existing } = countCopies(folders, keyText)
    const id = idOf(keyText).slice(0, 8)
    const twice = loadable.length > 1 ? [`${id} is loadable ${loadable.length} times: ${loadable.join(', ')}`] : []
    return existing.length === 0 ? [...twice, `no whole copy of ${id} is left`] : twice
  })
  return [...torn, ...counted]
}

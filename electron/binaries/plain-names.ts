import { refusedAs } from './refused.ts'

/** A file's name that means the same on every system, and never a place: no folder, drive, stream, device or hidden file. */
export const isPlainName = (name: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}$/.test(name) && !name.endsWith('.') && !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)

interface Named {
  readonly name: string
  readonly folder: boolean
}

/**
 * The files of a release by their plain names: all lie in one folder at the most, no two share a name, nor one that differs in case
 * only. `wanted`: no other is let in, and none may be missing; `null`: whatever is there. Throws `archive_refused`.
 */
export function plainNames<Entry extends Named>(entries: readonly Entry[], wanted: readonly string[] | null): ReadonlyMap<string, Entry> {
  const files = new Map<string, Entry>()
  const taken = new Set<string>()
  const tops = new Set<string>()
  for (const entry of entries) {
    const parts = (entry.folder ? entry.name.slice(0, -1) : entry.name).split('/')
    const name = parts.at(-1) ?? ''
    if (parts.length > (entry.folder ? 1 : 2) || !parts.every(isPlainName)) throw refusedAs('archive-name', entry.name)
    const lower = entry.name.toLowerCase()
    if (taken.has(lower) || (!entry.folder && taken.has(name.toLowerCase()))) throw refusedAs('archive-twice', entry.name)
    taken.add(lower).add(name.toLowerCase())
    tops.add(entry.folder || parts.length === 2 ? (parts[0] ?? '') : '')
    if (entry.folder) continue
    if (wanted !== null && !wanted.includes(name)) throw refusedAs('archive-unlisted', name)
    files.set(name, entry)
  }
  // Of several folders nobody can say which is the release.
  if (tops.size > 1) throw refusedAs('archive-name', [...tops].join(' '))
  const missing = wanted?.find((name) => !files.has(name))
  if (missing !== undefined) throw refusedAs('archive-lacks', missing)
  return files
}

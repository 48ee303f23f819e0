import type { SmesherId } from '../contract/model/basics.ts'
import type { KeyPlace } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import { type LoadCandidate, loadProblems, supervisedName } from '../keys/index.ts'
import type { MoveNote } from './tombstone.ts'

/** One name in an `identities/` folder that the node would try to load. */
export interface KeyEntry {
  readonly name: string
  /** `symlink` counts as defective here: no act goes through one. */
  readonly kind: 'key' | 'defective' | 'symlink'
  readonly id: SmesherId | null
  readonly device: string
  readonly inode: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly mode: number
  /** Names of this file, here and elsewhere on its disk. */
  readonly links: number
}

export interface KeyFolder {
  readonly entries: readonly KeyEntry[]
  /** Every name in the folder, for a free one. */
  readonly names: readonly string[]
}

/** A file that is not loadable but holds, or should hold, the key. */
export type SpareCopy = 'absent' | 'good' | 'other'

/** Where the key of one plan lies right now, and nothing else. */
export interface DiskFacts {
  readonly source: { readonly folder: KeyFolder; readonly retired: SpareCopy; readonly tombstone: MoveNote | 'broken' | null }
  readonly target: { readonly folder: KeyFolder; readonly temporary: SpareCopy; readonly lease: MoveNote | 'broken' | null }
}

export const loadableNames = (folder: KeyFolder, id: SmesherId): readonly string[] =>
  folder.entries.filter((entry) => entry.kind === 'key' && entry.id === id).map(({ name }) => name)

/** Stricter than a node, which follows a symbolic link: here it is a defect, wherever it leads. */
const candidateOf = ({ name, id, kind }: KeyEntry): LoadCandidate => ({
  name,
  id,
  defect: kind === 'key' ? null : 'not-readable',
  detail: kind,
})

/** What the node would stumble over at its next start, taking every identity down with it. */
export const folderProblems = (folder: KeyFolder): readonly string[] =>
  loadProblems(folder.entries.map(candidateOf)).flatMap(({ reason, files, detail }) => {
    if (reason === 'duplicate-key') return [saw('same-key-twice', files.join(', '))]
    if (reason === 'supervised-key-beside-others') return [`${supervisedName} ${detail}`]
    return files.map((name) => saw(detail === 'symlink' ? 'is-a-link' : 'key-defective', name))
  })

export interface KeySituation {
  readonly source: 'loadable' | 'retired' | 'absent'
  readonly target: 'loadable' | 'temporary' | 'absent'
}

export function keySituation(disk: DiskFacts, id: SmesherId): KeySituation {
  return {
    source: loadableNames(disk.source.folder, id).length > 0 ? 'loadable' : disk.source.retired === 'good' ? 'retired' : 'absent',
    target: loadableNames(disk.target.folder, id).length > 0 ? 'loadable' : disk.target.temporary === 'good' ? 'temporary' : 'absent',
  }
}

/** The same for the screen. */
export function shownPlaces({ source, target }: KeySituation): Pick<KeyPlace, 'onSource' | 'onTarget'> {
  const out = (place: string) =>
    place === 'retired' || place === 'temporary' ? 'out-of-use' : place === 'loadable' ? 'loadable' : 'absent'
  return { onSource: out(source), onTarget: out(target) }
}

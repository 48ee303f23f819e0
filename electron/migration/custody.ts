import { saw } from '../contract/seen.ts'
import type { JournalView } from './journal-view.ts'
import { isForward } from './machine.ts'
import type { MoveNote } from './tombstone.ts'

/** One note about an identity, and where it lies. */
export interface SeenNote {
  /** The data folder in which it lies; `null`: in the profile. */
  readonly folder: string | null
  readonly path: string
  readonly note: MoveNote | 'broken'
}

const notes = (seen: readonly SeenNote[]): MoveNote[] => seen.flatMap(({ note }) => (note === 'broken' ? [] : [note]))

const told = (path: string, { says, from, to }: MoveNote, batch: string): string =>
  `${path}: ${saw('note-says', says, `${from} → ${to}`, batch)}`

/** How often the identity has changed hands, by every note that is left; 0 when there is none. A note alone may be lost, the highest counts. */
export const generationOf = (seen: readonly SeenNote[]): number => Math.max(0, ...notes(seen).map(({ generation }) => generation))

interface Own {
  readonly batch: string
  /** The generation that the plan was made on. */
  readonly generation: number
}

/** The batch's own notes say that it had come further than its journal knows: the journal is an old one. */
function outran(view: JournalView, { says }: MoveNote): boolean {
  const state = view.state === 'frozen' ? view.before : view.state
  if (says === 'left') return !view.retireIntended
  return says === 'lives' ? !view.armIntended : isForward(state)
}

/**
 * The note that says more than this batch knows, as text; `null` for none. Another move has had the key since, or this one had come
 * further: then the profile, or a disk, is one of before, and nothing it believes may be done.
 */
export function supersededBy(seen: readonly SeenNote[], view: JournalView, { batch, generation }: Own): string | null {
  const newer = seen.find(({ note }) => {
    if (note === 'broken') return false
    return note.batch === batch ? outran(view, note) : note.generation > generation
  })
  if (newer === undefined || newer.note === 'broken') return null
  return told(newer.path, newer.note, newer.note.batch)
}

/** Whether the newest of all notes says that the key lives where it is now. Unknown without any, and where one can't be read. */
export type CustodyFinding =
  | { readonly kind: 'first' }
  | { readonly kind: 'here' }
  | { readonly kind: 'elsewhere'; readonly says: string }
  | { readonly kind: 'broken'; readonly path: string }

/** Judges a data folder that holds the key. Notes of before they were counted say nothing here (`judgeTombstone` has them). */
export function judgeCustody(seen: readonly SeenNote[], folder: string): CustodyFinding {
  const broken = seen.find(({ note }) => note === 'broken')
  if (broken !== undefined) return { kind: 'broken', path: broken.path }
  const newest = generationOf(seen)
  if (newest === 0) return { kind: 'first' }
  const saying = seen.flatMap(({ note, path, folder: at }) =>
    note !== 'broken' && note.generation === newest ? [{ note, path, at: at ?? note.folder ?? null }] : [],
  )
  const here = saying.filter(({ note, at }) => note.says !== 'left' && at === folder)
  // Two moves that counted alike did not know of each other: after a rollback, or from a disk that was away.
  const rival = saying.find(({ note }) => here.every((one) => one.note.batch !== note.batch))
  if (rival === undefined) return { kind: 'here' }
  const { path, note } = rival
  return { kind: 'elsewhere', says: told(path, note, '') }
}

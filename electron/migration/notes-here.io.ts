import type { SmesherId } from '../contract/model/basics.ts'
import { type DurableFs, errorCode } from '../storage/index.ts'
import { readNote } from './key-files.io.ts'
import { notesFolder } from './names.ts'
import { judgeTombstone, type MoveNote, type TombstoneFinding } from './tombstone.ts'

interface NotesOfOne {
  readonly tombstone: MoveNote | 'broken' | null
  readonly lease: MoveNote | 'broken' | null
}

/** What the notes of earlier moves in one data folder say of an identity, given whether its key is loadable there. */
export interface NotesHere {
  /** Why the notes could not be read, or which of them; empty when all could. */
  readonly unread: readonly string[]
  readonly judge: (id: SmesherId, loadableHere: boolean) => TombstoneFinding
}

const noteName = /^(MOVED|LEASE)-([0-9a-f]{16})\.json$/
const headOf = (id: SmesherId): string => id.slice(0, 16)

/** A note that speaks of another identity than its name says is no memory of either. */
async function read(fs: DurableFs, path: string, head: string): Promise<MoveNote | 'broken' | null> {
  const note = await readNote(fs, path).catch((): 'broken' => 'broken')
  return note === null || note === 'broken' || headOf(note.identity) === head ? note : 'broken'
}

async function readAll(fs: DurableFs, folder: string): Promise<{ notes: Map<string, NotesOfOne>; broken: string[] }> {
  const notes = new Map<string, NotesOfOne>()
  const broken: string[] = []
  for (const name of await fs.list(folder)) {
    const [, kind, head] = noteName.exec(name) ?? []
    if (head === undefined) continue
    const note = await read(fs, `${folder}/${name}`, head)
    if (note === 'broken') broken.push(`${folder}/${name}`)
    const before = notes.get(head) ?? { tombstone: null, lease: null }
    notes.set(head, kind === 'MOVED' ? { ...before, tombstone: note } : { ...before, lease: note })
  }
  return { notes, broken }
}

/** Reads all notes that moves left in a node's data folder. A folder that can't be read is unknown for every identity, never empty. */
export async function readNotesHere(fs: DurableFs, dataFolder: string): Promise<NotesHere> {
  const folder = notesFolder(dataFolder)
  try {
    const { notes, broken } = await readAll(fs, folder)
    return {
      unread: broken,
      judge: (id, loadableHere) => {
        const { tombstone, lease } = notes.get(headOf(id)) ?? { tombstone: null, lease: null }
        return judgeTombstone(tombstone, lease, loadableHere)
      },
    }
  } catch (error) {
    return { unread: [`${folder}: ${errorCode(error)}`], judge: () => 'broken' }
  }
}

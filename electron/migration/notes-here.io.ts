import type { SmesherId } from '../contract/model/basics.ts'
import { errorCode } from '../storage/index.ts'
import { type NoteFs, readNote } from './key-files.io.ts'
import { leaseName, noteHead, notesFolder, tombstoneName } from './names.ts'
import { judgeTombstone, type MoveNote, type TombstoneFinding } from './tombstone.ts'

/** What the notes of earlier moves in one data folder say of an identity, given whether its key is loadable there. */
export interface NotesHere {
  /** Why the notes could not be read, or which of them; empty when all could. */
  readonly unread: readonly string[]
  readonly judge: (id: SmesherId, loadableHere: boolean) => TombstoneFinding
}

/** A note that speaks of another identity than its name says is no memory of either. */
async function read(fs: NoteFs, folder: string, name: string): Promise<MoveNote | 'broken' | null> {
  const note = await readNote(fs, `${folder}/${name}`).catch((): 'broken' => 'broken')
  if (note === null || note === 'broken') return note
  return [tombstoneName(note.identity), leaseName(note.identity)].includes(name) ? note : 'broken'
}

/** Reads all notes that moves left in a node's data folder. A folder that can't be read is unknown for every identity, never empty. */
export async function readNotesHere(fs: NoteFs, dataFolder: string): Promise<NotesHere> {
  const folder = notesFolder(dataFolder)
  const notes = new Map<string, MoveNote | 'broken' | null>()
  try {
    for (const name of await fs.list(folder)) if (noteHead(name) !== undefined) notes.set(name, await read(fs, folder, name))
  } catch (error) {
    return { unread: [`${folder}: ${errorCode(error)}`], judge: () => 'broken' }
  }
  return {
    unread: [...notes].flatMap(([name, note]) => (note === 'broken' ? [`${folder}/${name}`] : [])),
    judge: (id, loadableHere) => judgeTombstone(notes.get(tombstoneName(id)) ?? null, notes.get(leaseName(id)) ?? null, loadableHere),
  }
}

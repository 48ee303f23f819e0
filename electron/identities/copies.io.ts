import { join } from 'node:path'
import type { SmesherId } from '../contract/model/basics.ts'
import { type Entry, lookingFs } from '../storage/index.ts'
import { createKeyReader, each, type KeyReader } from './key-reader.io.ts'

/** A file that holds a key, under whatever name and in whatever form. */
export interface HeldCopy {
  readonly path: string
  /** `false`: in another form than a node loads, one repair away. */
  readonly sound: boolean
}

/** Files of the programs themselves, which hold no keys and may be thousands or gigabytes. */
const passedOver = /^(?:postdata_\d+\.bin|postdata_metadata\.json|.+\.sql(?:-wal|-shm)?)$/
const limits = { files: 10_000, folders: 50 }

const fs = lookingFs()
const list = (folder: string): Promise<readonly Entry[]> => fs.list(folder).catch((): Entry[] => [])
const pathOf = (folder: string, { bytes }: Entry): string => join(folder, Buffer.from(bytes, 'latin1').toString())

async function filesIn(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await list(folder)
  const wanted = entries.filter((entry) => entry.kind !== 'folder' && !passedOver.test(entry.bytes)).slice(0, limits.files)
  return {
    files: wanted.map((entry) => pathOf(folder, entry)),
    folders: entries
      .filter(({ kind }) => kind === 'folder')
      .slice(0, limits.folders)
      .map((entry) => pathOf(folder, entry)),
  }
}

/**
 * All files right inside a folder that hold this key; `below`: one level down as well. Only small files are read, of large ones nothing.
 * A folder that can't be listed holds none that is known: whether it can be read is asked elsewhere.
 */
export async function filesHolding(
  folder: string,
  id: SmesherId,
  { reader = createKeyReader(), below = false }: { readonly reader?: KeyReader; readonly below?: boolean } = {},
): Promise<HeldCopy[]> {
  const { files, folders } = await filesIn(folder)
  if (below) for (const one of folders) files.push(...(await filesIn(one)).files)
  const looks = await each(files.sort(), async (path): Promise<HeldCopy[]> => {
    const look = await reader.look(Buffer.from(path), true)
    return (look.ok ? look.id === id : look.inside.includes(id)) ? [{ path, sound: look.ok }] : []
  })
  return looks.flat()
}

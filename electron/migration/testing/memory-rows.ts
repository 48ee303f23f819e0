import type { SmesherId } from '../../contract/model/basics.ts'
import { DatabaseInUse, type IdentityRows, type RowStore } from '../row-store.ts'
import type { Inode, MemoryDisk } from './memory-disk.ts'
import type { Effect, Gate } from './memory-fs.ts'

/** A database as the model sees it: one text per identity, and how often its node has written. */
export interface Content {
  readonly rows: Readonly<Record<string, string>>
  readonly writes: number
  /** In a `-wal`: the inode of the file it belongs to. */
  readonly base?: number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
export const encodeContent = (content: Content): Uint8Array => encoder.encode(JSON.stringify(content))

/** The file with its `-wal`, which SQLite replays over whatever lies there: over another file that is corruption, and throws here. */
export function readContent(disk: MemoryDisk, path: string): Content {
  const wal = disk.names.get(`${path}-wal`)
  const file = disk.names.get(path)
  if (file === undefined) throw new Error(`no database at ${path}`)
  if (wal === undefined || wal.seen.length === 0) return JSON.parse(decoder.decode(file.seen)) as Content
  const content = JSON.parse(decoder.decode(wal.seen)) as Content
  // A private copy is another file with the same content: only in place is it corruption.
  if (!path.startsWith('/profile/') && content.base !== file.number)
    throw new Error(`corrupt: the -wal of another file was replayed over ${path}`)
  return content
}

/** Files that somebody has open: nodes, and a holder. */
export interface OpenFiles {
  readonly nodes: () => readonly Inode[]
  held: Inode | null
  /** Kept locked by the program's holder. */
  readonly locked: Set<Inode>
}

const schema: IdentityRows['schema'] = { userVersion: 9, tables: { challenge: 'id,value' } }

function rowsOf(content: Content, id: SmesherId): IdentityRows {
  const value = content.rows[id]
  return { schema, tables: [{ table: 'challenge', columns: ['id', 'value'], rows: value === undefined ? [] : [[id, value]] }] }
}

function edited(content: Content, id: SmesherId, rows: IdentityRows | null): Content {
  const others = Object.fromEntries(Object.entries(content.rows).filter(([key]) => key !== id))
  const value = rows?.tables[0]?.rows[0]?.[1]
  return { ...content, rows: value === undefined ? others : { ...others, [id]: value } }
}

/** `RowStore` on a `MemoryDisk`, with SQLite's habits that matter: locks by inode, a `-wal` by path. */
export function memoryRows(disk: MemoryDisk, open: OpenFiles, gate: Gate): RowStore {
  const find = (path: string): Inode => {
    const inode = disk.names.get(path)
    if (inode === undefined) throw new Error(`no database at ${path}`)
    return inode
  }
  const act = (path: string, name: Effect['name'], run: () => void): void => {
    if (gate({ name, path }) === 'do') run()
  }
  const requireFree = (path: string): Inode => {
    const inode = find(path)
    if (open.nodes().includes(inode) || open.held === inode) throw new DatabaseInUse(path)
    return inode
  }
  return {
    read: async (path, id) => rowsOf(readContent(disk, path), id),
    checkpoint: async (path) => {
      const inode = requireFree(path)
      if (!disk.names.has(`${path}-wal`)) return
      const content = encodeContent(readContent(disk, path))
      act(path, 'database', () => disk.write(inode, content))
      act(path, 'database', () => disk.syncFile(inode))
      act(`${path}-wal`, 'database', () => disk.unlink(`${path}-wal`))
    },
    hold: async (path) => {
      const inode = requireFree(path)
      open.held = inode
      return {
        copyTo: async (to) => act(to, 'database', () => void disk.create(to, inode.seen, 0o600)),
        release: async () => {
          open.held = null
        },
      }
    },
    edit: async (path, id, rows) => {
      const content = edited(readContent(disk, path), id, rows)
      act(path, 'database', () => disk.write(find(path), encodeContent(content)))
    },
  }
}

import type { RigName } from '../../contract/model/basics.ts'
import { encodeNote, parseNote } from '../tombstone.ts'
import type { MemoryDisk } from './memory-disk.ts'
import type { MemoryNodes } from './memory-nodes.ts'
import { encodeContent, readContent } from './memory-rows.ts'

/** What of a rig can come back from before, or go on without its profile. */
interface PastRig {
  readonly disk: MemoryDisk
  readonly nodes: MemoryNodes
  readonly moving: { readonly id: string }
  loadableAt(): readonly RigName[]
  put(path: string, text: string): void
  start(name: RigName): void
}

/** The past that comes back: an old profile, rows of another time, and a key that has been moved on since. */
export class MemoryPast {
  /** The key is at work where nobody here can see it. */
  movedOn = false
  private readonly rig: PastRig
  private readonly names: { readonly source: RigName; readonly target: RigName }
  private rowsBefore: Uint8Array | null = null
  private backup: (readonly [string, Uint8Array])[] | null = null

  constructor(rig: PastRig, names: { readonly source: RigName; readonly target: RigName }) {
    this.rig = rig
    this.names = names
  }

  /** A copy of the profile is kept somewhere. */
  backUp(): void {
    const kept = [...this.rig.disk.names].filter(([path]) => path.startsWith('/profile/'))
    this.backup = kept.map(([path, { seen }]) => [path, seen.slice()])
  }

  /** The profile is that of the last copy again; nothing happens where none was kept. */
  rollBack(): void {
    const { disk } = this.rig
    if (this.backup === null) return
    for (const path of [...disk.names.keys()].filter((one) => one.startsWith('/profile/'))) disk.unlink(path)
    for (const [path, bytes] of this.backup) disk.create(path, bytes, 0o600)
    disk.syncAll()
  }

  /** While the key is out of use a database of another time comes back from a backup. */
  bringOlderRows(): void {
    const { disk, nodes, moving } = this.rig
    const { running } = nodes.find(this.names.source)
    if (running !== null || this.rowsBefore !== null || this.rig.loadableAt().length > 0) return
    const content = readContent(disk, '/attic/local.sql')
    this.rowsBefore = encodeContent({ rows: content.rows, writes: content.writes })
    this.putRows(encodeContent({ rows: { ...content.rows, [moving.id]: 'of an epoch before' }, writes: content.writes }))
  }

  /** A person puts the right database back. */
  bringRowsBack(): void {
    if (this.rowsBefore === null) return
    this.rig.nodes.stop(this.names.source)
    this.putRows(this.rowsBefore)
    this.rowsBefore = null
  }

  private putRows(bytes: Uint8Array): void {
    const { disk } = this.rig
    for (const path of ['/attic/local.sql', '/attic/local.sql-wal']) if (disk.names.has(path)) disk.unlink(path)
    disk.create('/attic/local.sql', bytes, 0o644)
    disk.syncAll()
  }

  /** A later move, that this profile knows nothing of, takes the key from the target to a node that is not of this rig. */
  moveOn(): void {
    const { disk, nodes, moving } = this.rig
    const key = [...disk.names.keys()].find((path) => path.startsWith('/home/identities/') && path.endsWith('a1.key'))
    if (key === undefined || this.rig.loadableAt().length !== 1) return
    const file = disk.names.get(key)
    const lease = disk.names.get(`/home/smeshdesk/LEASE-${moving.id.slice(0, 16)}.json`)
    const before = parseNote(new TextDecoder().decode(lease?.seen))
    if (before === null || file === undefined) return
    this.movedOn = true
    disk.rename(key, `${key}.moved-0123456789ab`, file)
    const note = { ...before, says: 'left' as const, batch: '0123456789ab', generation: before.generation + 1 }
    this.rig.put(`/home/smeshdesk/MOVED-${moving.id.slice(0, 16)}.json`, encodeNote(note))
    disk.syncAll()
    nodes.stop(this.names.target)
    this.rig.start(this.names.target)
  }
}

/** One file, whatever its names: what programs see, and what would be left after a power loss. */
export interface Inode {
  readonly number: number
  mode: number
  seen: Uint8Array
  durable: Uint8Array
  modified: number
}

/** One effect that no sync has made durable yet. `set` are names that change together, as a rename within one folder does. */
type Effect =
  | { readonly kind: 'data'; readonly inode: Inode; readonly bytes: Uint8Array }
  | { readonly kind: 'names'; readonly set: readonly (readonly [path: string, inode: Inode | null])[]; readonly folders: readonly string[] }

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * A disk for crash tests, after ALICE: names and bytes become durable only by a sync, each other effect may be lost by itself, and lost
 * bytes may be torn. Folders are durable at once.
 */
export class MemoryDisk {
  readonly folders = new Set<string>()
  readonly names = new Map<string, Inode>()
  private durableNames = new Map<string, Inode>()
  private pending: Effect[] = []
  /** Files with another name on this disk, outside of every folder that anybody looks at. */
  private readonly named = new Set<Inode>()
  private lastInode = 0
  private changes = 0
  private readonly unimportant: (path: string) => boolean

  /** Names that are `unimportant` are durable at once: nobody would miss them, and each would double the states to try. */
  constructor(unimportant: (path: string) => boolean = () => false) {
    this.unimportant = unimportant
  }

  private changeNames(effect: Effect & { kind: 'names' }): void {
    if (effect.set.every(([path]) => this.unimportant(path))) applyNames(this.durableNames, effect.set)
    else this.pending.push(effect)
  }

  create(path: string, bytes: Uint8Array, mode: number): Inode {
    const inode: Inode = { number: ++this.lastInode, mode, seen: bytes, durable: new Uint8Array(), modified: ++this.changes }
    this.link(path, inode)
    if (bytes.length > 0) this.write(inode, bytes)
    return inode
  }

  link(path: string, inode: Inode): void {
    this.names.set(path, inode)
    this.changeNames({ kind: 'names', set: [[path, inode]], folders: [folderOf(path)] })
  }

  nameOutside(inode: Inode): void {
    this.named.add(inode)
  }

  forgetOutside(): void {
    this.named.clear()
  }

  outsideNames(inode: Inode): number {
    return this.named.has(inode) ? 1 : 0
  }

  unlink(path: string): void {
    this.names.delete(path)
    this.changeNames({ kind: 'names', set: [[path, null]], folders: [folderOf(path)] })
  }

  rename(from: string, to: string, inode: Inode): void {
    this.names.delete(from)
    this.names.set(to, inode)
    const [a, b] = [folderOf(from), folderOf(to)]
    const gone = [from, null] as const
    const come = [to, inode] as const
    if (a === b) this.pending.push({ kind: 'names', set: [gone, come], folders: [a] })
    // Between folders nothing promises that both halves arrive together.
    else this.pending.push({ kind: 'names', set: [come], folders: [b] }, { kind: 'names', set: [gone], folders: [a] })
  }

  write(inode: Inode, bytes: Uint8Array): void {
    inode.seen = bytes
    inode.modified = ++this.changes
    this.pending.push({ kind: 'data', inode, bytes })
  }

  syncFile(inode: Inode): void {
    this.pending = this.pending.filter((effect) => {
      if (effect.kind !== 'data' || effect.inode !== inode) return true
      inode.durable = effect.bytes
      return false
    })
  }

  syncFolder(folder: string): void {
    this.pending = this.pending.filter((effect) => {
      if (effect.kind !== 'names' || !effect.folders.includes(folder)) return true
      applyNames(this.durableNames, effect.set)
      return false
    })
  }

  syncAll(): void {
    for (const effect of this.pending)
      if (effect.kind === 'data') effect.inode.durable = effect.bytes
      else applyNames(this.durableNames, effect.set)
    this.pending = []
  }

  get pendingCount(): number {
    return this.pending.length
  }

  get bytesPending(): boolean {
    return this.pending.some(({ kind }) => kind === 'data')
  }

  /** What is left when exactly the effects whose bit is set in `kept` had reached the disk; the others' bytes are lost or `torn`. */
  stateAfter(kept: number, torn: boolean): Map<Inode, Uint8Array> & { names?: Map<string, Inode> } {
    const bytes: Map<Inode, Uint8Array> & { names?: Map<string, Inode> } = new Map()
    const names = new Map(this.durableNames)
    for (const [index, effect] of this.pending.entries()) {
      const on = ((kept >> index) & 1) === 1
      if (effect.kind === 'names') {
        if (on) applyNames(names, effect.set)
      } else if (on) bytes.set(effect.inode, effect.bytes)
      else if (torn) bytes.set(effect.inode, tear(effect.inode.durable, effect.bytes))
    }
    bytes.names = names
    return bytes
  }

  /** The power fails: one of those states becomes the disk. */
  losePower(kept: number, torn: boolean): void {
    const bytes = this.stateAfter(kept, torn)
    for (const inode of new Set(bytes.names?.values())) inode.durable = bytes.get(inode) ?? inode.durable
    this.durableNames = new Map(bytes.names)
    this.names.clear()
    for (const [path, inode] of this.durableNames) {
      inode.seen = inode.durable
      this.names.set(path, inode)
    }
    this.pending = []
  }
}

/** Half of what was written; an append leaves what was there before as it is. */
function tear(before: Uint8Array, after: Uint8Array): Uint8Array {
  const appended = before.length <= after.length && before.every((byte, index) => byte === after[index])
  const kept = appended ? before.length : 0
  return after.slice(0, kept + Math.ceil((after.length - kept) / 2))
}

function applyNames(names: Map<string, Inode>, set: readonly (readonly [string, Inode | null])[]): void {
  for (const [path, inode] of set)
    if (inode === null) names.delete(path)
    else names.set(path, inode)
}

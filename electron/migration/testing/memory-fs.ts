import type { DiskPlace, DurableFs, FileFacts, WritableFile } from '../../storage/index.ts'
import { folderOf, type Inode, type MemoryDisk, nameOf } from './memory-disk.ts'

export const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code })

/** One effect, as the recorder sees it: `name path`. */
export interface Effect {
  readonly name: 'create' | 'write' | 'sync' | 'rename' | 'link' | 'unlink' | 'sync-folder' | 'copy' | 'mode' | 'database'
  readonly path: string
}

/** Called before each effect: throws to fail it, or to end the program there. Returns `skip` to leave the effect out (mutants). */
export type Gate = (effect: Effect) => 'do' | 'skip'

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** `DurableFs` on a `MemoryDisk`: each call is one effect, and passes the gate first. */
export class MemoryFs implements DurableFs {
  private readonly disk: MemoryDisk
  private readonly gate: Gate

  constructor(disk: MemoryDisk, gate: Gate) {
    this.disk = disk
    this.gate = gate
  }

  private find(path: string): Inode {
    const inode = this.disk.names.get(path)
    if (inode === undefined) throw failure('ENOENT', path)
    return inode
  }

  private act(name: Effect['name'], path: string, run: () => void): void {
    if (this.gate({ name, path }) === 'do') run()
  }

  private create(path: string, bytes: Uint8Array, mode: number): Inode {
    if (!this.disk.folders.has(folderOf(path))) throw failure('ENOENT', path)
    if (this.disk.names.has(path) || this.disk.folders.has(path)) throw failure('EEXIST', path)
    return this.disk.create(path, bytes, mode)
  }

  private opened(path: string, inode: Inode): WritableFile {
    return {
      write: async (bytes) => {
        this.act('write', path, () => this.disk.write(inode, join(inode.seen, bytes)))
        return bytes.length
      },
      sync: async () => this.act('sync', path, () => this.disk.syncFile(inode)),
      close: async () => undefined,
    }
  }

  async openExclusive(path: string, mode: number): Promise<WritableFile> {
    this.gate({ name: 'create', path })
    return this.opened(path, this.create(path, new Uint8Array(), mode))
  }

  async openAppend(path: string, mode: number): Promise<WritableFile> {
    const there = this.disk.names.get(path)
    if (there === undefined) this.gate({ name: 'create', path })
    return this.opened(path, there ?? this.create(path, new Uint8Array(), mode))
  }

  async rename(from: string, to: string): Promise<void> {
    this.find(from)
    this.act('rename', to, () => this.disk.rename(from, to, this.find(from)))
  }

  async linkNoReplace(from: string, to: string): Promise<void> {
    this.find(from)
    if (this.disk.names.has(to)) throw failure('EEXIST', to)
    this.act('link', to, () => this.disk.link(to, this.find(from)))
  }

  async unlink(path: string): Promise<void> {
    this.find(path)
    this.act('unlink', path, () => this.disk.unlink(path))
  }

  async syncFolder(path: string): Promise<void> {
    this.act('sync-folder', path, () => this.disk.syncFolder(path))
  }

  async syncFile(path: string): Promise<void> {
    this.act('sync', path, () => this.disk.syncFile(this.find(path)))
  }

  async makeFolder(path: string): Promise<void> {
    this.disk.folders.add(path)
  }

  async setMode(path: string, mode: number): Promise<void> {
    const inode = this.find(path)
    this.act('mode', path, () => {
      inode.mode = mode
    })
  }

  async read(path: string, limit: number): Promise<Uint8Array> {
    const bytes = this.find(path).seen
    if (bytes.length > limit) throw failure('EFBIG', path)
    return bytes.slice()
  }

  async copyNew(from: string, to: string, mode: number): Promise<void> {
    const { seen } = this.find(from)
    this.act('copy', to, () => this.disk.syncFile(this.create(to, seen.slice(), mode)))
  }

  async list(path: string): Promise<string[]> {
    return listFolder(this.disk, path)
  }

  async stat(path: string): Promise<FileFacts | null> {
    return statPath(this.disk, path)
  }

  async canWrite(path: string): Promise<boolean> {
    return this.disk.folders.has(path)
  }

  async diskPlace(): Promise<DiskPlace> {
    return { fileSystem: 'ext', mount: '/' }
  }

  async freeBytes(): Promise<number> {
    return 2 ** 40
  }
}

function listFolder(disk: MemoryDisk, path: string): string[] {
  const names = [...disk.names.keys(), ...disk.folders].filter((one) => folderOf(one) === path).map(nameOf)
  return names.sort((a, b) => (a < b ? -1 : 1))
}

function statPath(disk: MemoryDisk, path: string): FileFacts | null {
  if (disk.folders.has(path)) return { kind: 'folder', sizeBytes: 0, mode: 0o700, device: '1', inode: path, modifiedNs: '0', links: 1 }
  const inode = disk.names.get(path)
  if (inode === undefined) return null
  const { seen, mode, number, modified } = inode
  const links = disk.outsideNames(inode) + [...disk.names.values()].filter((one) => one === inode).length
  return { kind: 'file', sizeBytes: seen.length, mode, device: '1', inode: String(number), modifiedNs: String(modified), links }
}

import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { type DurableFs, type HeldFile, NotOurs, type WritableFile } from '../storage/index.ts'
import type { RowStore } from './row-store.ts'
import type { Hosts, SidePorts } from './sides.ts'
import type { MoveWorld, NodeWorld, StopReport } from './world.ts'

/** Whether this process is still the one owner of the profile. */
export interface ProfileOwner {
  readonly isOurs: () => boolean
  /** Holds a journal's own lock. */
  readonly hold?: (path: string) => HeldFile
}

/** Makes an effect one that asks first, each time, whether the profile is still ours; looks are free. Throws `NotOurs`. */
type Ask = <Given extends readonly unknown[], T>(act: (...given: Given) => Promise<T>) => (...given: Given) => Promise<T>

const ownedFile = (file: WritableFile, ask: Ask): WritableFile => ({
  write: ask((bytes) => file.write(bytes)),
  sync: () => file.sync(),
  close: () => file.close(),
})

const ownedFs = (fs: DurableFs, ask: Ask): DurableFs => ({
  openExclusive: ask(async (path, mode) => ownedFile(await fs.openExclusive(path, mode), ask)),
  openAppend: ask(async (path, mode) => ownedFile(await fs.openAppend(path, mode), ask)),
  rename: ask((from, to) => fs.rename(from, to)),
  linkNoReplace: ask((from, to) => fs.linkNoReplace(from, to)),
  unlink: ask((path) => fs.unlink(path)),
  syncFolder: ask((path) => fs.syncFolder(path)),
  syncFile: ask((path) => fs.syncFile(path)),
  makeFolder: ask((path, mode) => fs.makeFolder(path, mode)),
  setMode: ask((path, mode) => fs.setMode(path, mode)),
  copyNew: ask((from, to, mode) => fs.copyNew(from, to, mode)),
  read: (path, limit) => fs.read(path, limit),
  list: (path) => fs.list(path),
  stat: (path) => fs.stat(path),
  canWrite: (path) => fs.canWrite(path),
  freeBytes: (path) => fs.freeBytes(path),
  diskPlace: (path) => fs.diskPlace(path),
})

const ownedRows = (rows: RowStore, ask: Ask): RowStore => ({
  read: (path, id) => rows.read(path, id),
  checkpoint: ask((path) => rows.checkpoint(path)),
  hold: ask(async (path) => {
    const held = await rows.hold(path)
    return { copyTo: ask((to) => held.copyTo(to)), release: () => held.release() }
  }),
  edit: ask((path, id, identity) => rows.edit(path, id, identity)),
})

const ownedNodes = <W extends NodeWorld>(world: W, ask: Ask): W => ({
  ...world,
  stopNode: ask<Parameters<W['stopNode']>, StopReport>((name, mayEnd) => world.stopNode(name, mayEnd)),
  startNode: ask<Parameters<W['startNode']>, boolean>((name, batch) => world.startNode(name, batch)),
})

const ownedWorld = (world: MoveWorld, ask: Ask): MoveWorld => ({
  ...ownedNodes(world, ask),
  stopService: ask((name, mayEnd) => world.stopService(name, mayEnd)),
  startService: ask((name, how) => world.startService(name, how)),
  hold: ask((batch, slots) => world.hold(batch, slots)),
  release: ask((batch) => world.release(batch)),
})

interface Ports extends Hosts {
  readonly world: MoveWorld
}

/** The ports of a move, whose every effect asks first whether the profile is still ours. `lost` is told each time it is not. */
export function ownedPorts({ fs, rows, world, hostOf }: Ports, owner: ProfileOwner, lost: () => void): Ports {
  const ask: Ask =
    (act) =>
    async (...given) => {
      if (owner.isOurs()) return act(...given)
      lost()
      throw new NotOurs(saw('changed-by-others', 'owner.lock'))
    }
  const owned = (node: RigName): SidePorts | undefined => {
    const host = hostOf?.(node)
    return host && { fs: ownedFs(host.fs, ask), rows: ownedRows(host.rows, ask), world: ownedNodes(host.world, ask) }
  }
  return { fs: ownedFs(fs, ask), rows: ownedRows(rows, ask), world: ownedWorld(world, ask), hostOf: owned }
}

import type { RigName } from '../contract/model/basics.ts'
import { type DurableFs, type HeldFile, NotOurs, type WritableFile } from '../storage/index.ts'
import type { RowStore } from './row-store.ts'
import type { Hosts, SidePorts } from './sides.ts'
import type { MoveWorld, NodeWorld } from './world.ts'

/** Whether this process is still the one owner of the profile. */
export interface ProfileOwner {
  readonly isOurs: () => boolean
  /** Holds a journal's own lock. */
  readonly hold?: (path: string) => HeldFile
}

/** Throws `NotOurs` unless the profile is ours now. */
export type CheckOurs = () => void

const fileOf = (file: WritableFile, check: CheckOurs): WritableFile => ({
  write: async (bytes) => {
    check()
    return file.write(bytes)
  },
  sync: () => file.sync(),
  close: () => file.close(),
})

/** What is done to files, each time only while the profile is ours; looks are free. */
function ownedFs(fs: DurableFs, check: CheckOurs): DurableFs {
  const effect =
    <A extends readonly unknown[], T>(act: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      check()
      return act(...given)
    }
  return {
    openExclusive: effect(async (path: string, mode: number) => fileOf(await fs.openExclusive(path, mode), check)),
    openAppend: effect(async (path: string, mode: number) => fileOf(await fs.openAppend(path, mode), check)),
    rename: effect((from: string, to: string) => fs.rename(from, to)),
    linkNoReplace: effect((from: string, to: string) => fs.linkNoReplace(from, to)),
    unlink: effect((path: string) => fs.unlink(path)),
    syncFolder: effect((path: string) => fs.syncFolder(path)),
    syncFile: effect((path: string) => fs.syncFile(path)),
    makeFolder: effect((path: string, mode: number) => fs.makeFolder(path, mode)),
    setMode: effect((path: string, mode: number) => fs.setMode(path, mode)),
    copyNew: effect((from: string, to: string, mode: number) => fs.copyNew(from, to, mode)),
    read: (path, limit) => fs.read(path, limit),
    list: (path) => fs.list(path),
    stat: (path) => fs.stat(path),
    canWrite: (path) => fs.canWrite(path),
    freeBytes: (path) => fs.freeBytes(path),
    diskPlace: (path) => fs.diskPlace(path),
  }
}

function ownedRows(rows: RowStore, check: CheckOurs): RowStore {
  return {
    read: (path, id) => rows.read(path, id),
    checkpoint: async (path) => {
      check()
      return rows.checkpoint(path)
    },
    hold: async (path) => {
      check()
      const held = await rows.hold(path)
      return {
        copyTo: async (to) => {
          check()
          return held.copyTo(to)
        },
        release: () => held.release(),
      }
    },
    edit: async (path, id, identity) => {
      check()
      return rows.edit(path, id, identity)
    },
  }
}

function ownedNodes<W extends NodeWorld>(world: W, check: CheckOurs): W {
  return {
    ...world,
    stopNode: async (...given: Parameters<NodeWorld['stopNode']>) => {
      check()
      return world.stopNode(...given)
    },
    startNode: async (...given: Parameters<NodeWorld['startNode']>) => {
      check()
      return world.startNode(...given)
    },
  }
}

function ownedWorld(world: MoveWorld, check: CheckOurs): MoveWorld {
  const only = async <T>(act: () => Promise<T>): Promise<T> => {
    check()
    return act()
  }
  return {
    ...ownedNodes(world, check),
    stopService: (...given) => only(() => world.stopService(...given)),
    startService: (...given) => only(() => world.startService(...given)),
    hold: (...given) => only(() => world.hold(...given)),
    release: (...given) => only(() => world.release(...given)),
  }
}

interface Ports extends Hosts {
  readonly world: MoveWorld
}

/** The ports of a move, whose every effect asks first whether the profile is still ours. `lost` is told each time it is not. */
export function ownedPorts({ fs, rows, world, hostOf }: Ports, owner: ProfileOwner, lost: () => void): Ports {
  const check: CheckOurs = () => {
    if (owner.isOurs()) return
    lost()
    throw new NotOurs('the lock of the profile was taken away or replaced')
  }
  const ownedHost = (host: SidePorts): SidePorts => ({
    fs: ownedFs(host.fs, check),
    rows: ownedRows(host.rows, check),
    world: ownedNodes(host.world, check),
  })
  const owned = (node: RigName): SidePorts | undefined => {
    const host = hostOf?.(node)
    return host && ownedHost(host)
  }
  return { fs: ownedFs(fs, check), rows: ownedRows(rows, check), world: ownedWorld(world, check), hostOf: owned }
}

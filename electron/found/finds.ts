import type { NodeDraft, ServiceDraft } from '../contract/model/door.ts'
import type { Ground } from '../contract/model/found.ts'
import type { FolderLook } from './folder-holds.ts'

interface Find {
  /** `null`: no process. */
  readonly pid: number | null
  readonly parent: number | null
  /** Its data folder by a path of this computer, links followed; `null`: not known. */
  readonly folder: string | null
  readonly look: FolderLook | null
  /** In one network an address means one listener; `null`: our own, or not told. */
  readonly network: string | null
  /** As the kernel names the units and containers that it runs in. */
  readonly group: string
  readonly grounds: readonly Ground[]
}

/** A node that was seen, before it is held against everything else. */
export interface NodeFind extends Find {
  readonly draft: NodeDraft
  /** The config that its command line names, as far as it could be read. */
  readonly configFile: string | null
  /** Its post listener, as it is dialled in its own network; `draft` has it as it is reached from here. */
  readonly post: string | null
  /** Where it has the PoST data of a supervised identity, by its config. */
  readonly postFolder: string | null
}

export interface ServiceFind extends Find {
  readonly draft: ServiceDraft
  /** The node's listener that it dials. */
  readonly dials: string | null
}

export const ground = (by: Ground['by'], what: string, on: boolean | null = null): Ground => ({ by, what, on })

const sameGround = (one: Ground, other: Ground): boolean => one.by === other.by && one.what === other.what

/** Each ground once; what starts by itself in any way does so. */
export const withGrounds = <One extends Find>(find: One, more: readonly Ground[]): One => {
  const grounds = [...find.grounds]
  for (const one of more) {
    const at = grounds.findIndex((before) => sameGround(before, one))
    if (at === -1) grounds.push(one)
    else if (one.on === true) grounds[at] = one
  }
  return { ...find, grounds }
}

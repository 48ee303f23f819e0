import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { parseNetTable } from './net-table.ts'

const linkOf = (path: string): string | null => {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Addresses on which a process listens; `null` when it can't be looked into. In its own network: a container has another one. */
function listensAt(pid: number): string[] | null {
  let sockets: Set<string>
  try {
    sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((name) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${name}`) ?? '')?.[1] ?? []),
    )
  } catch {
    return null
  }
  const tables = ['tcp', 'tcp6'].flatMap((table) => parseNetTable(textOf(`/proc/${pid}/net/${table}`)))
  return [...new Set(tables.filter(({ inode }) => sockets.has(inode)).map(({ address }) => address))]
}

/** What the kernel tells of a process beside its command line. */
export interface ProcessBeside {
  /** The file that runs; `null` when it was replaced or can't be told. */
  readonly exe: string | null
  readonly listens: readonly string[] | null
  /** Its paths are those of this computer: it is in no container. `null`: can't be told. */
  readonly samePaths: boolean | null
  /** The home folder that it was started with. */
  readonly home: string | null
}

/** Looks into one process, read only. Linux; elsewhere nothing is known. */
export function besideProcess(pid: number): ProcessBeside {
  if (process.platform !== 'linux') return { exe: null, listens: null, samePaths: null, home: null }
  const exe = linkOf(`/proc/${pid}/exe`)
  const [own, its, root] = [linkOf('/proc/self/ns/mnt'), linkOf(`/proc/${pid}/ns/mnt`), linkOf(`/proc/${pid}/root`)]
  const known = own !== null && its !== null && root !== null
  return {
    exe: exe === null || exe.endsWith(' (deleted)') ? null : exe,
    listens: listensAt(pid),
    samePaths: known ? own === its && root === '/' : null,
    home: /(?:^|\0)HOME=([^\0]+)/.exec(textOf(`/proc/${pid}/environ`))?.[1] ?? null,
  }
}

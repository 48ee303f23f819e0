import { type ListeningSocket, parseNetTable } from './net-table.ts'
import { linkOf, socketsOf, textOf } from './proc-entries.io.ts'

/** The listening sockets that a process may have, in its own network: a container has another one. */
export type NetTables = (pid: number) => readonly ListeningSocket[]

/** Reads each network's tables once: the kernel takes tens of milliseconds for them. Good for one look. */
export function netTables(): NetTables {
  const known = new Map<string, readonly ListeningSocket[]>()
  return (pid) => {
    const network = linkOf(`/proc/${pid}/ns/net`) ?? `process ${pid}`
    const before = known.get(network)
    if (before !== undefined) return before
    const sockets = ['tcp', 'tcp6'].flatMap((table) => parseNetTable(textOf(`/proc/${pid}/net/${table}`) ?? ''))
    known.set(network, sockets)
    return sockets
  }
}

/** Addresses on which a process listens; `null` when it can't be looked into. */
function listensAt(pid: number, tables: NetTables): string[] | null {
  const sockets = socketsOf(pid)
  if (sockets === null) return null
  return [
    ...new Set(
      tables(pid)
        .filter(({ inode }) => sockets.has(inode))
        .map(({ address }) => address),
    ),
  ]
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
  /** Addresses mean the same for all that are in one network; `null`: can't be told. */
  readonly network: string | null
  /** The control group, which names the unit or container that it runs in; all may read it. */
  readonly group: string
}

/** Looks into one process, read only. Linux; elsewhere nothing is known. */
export function besideProcess(pid: number, tables: NetTables = netTables()): ProcessBeside {
  if (process.platform !== 'linux') return { exe: null, listens: null, samePaths: null, home: null, network: null, group: '' }
  const exe = linkOf(`/proc/${pid}/exe`)
  const [own, its, root] = [linkOf('/proc/self/ns/mnt'), linkOf(`/proc/${pid}/ns/mnt`), linkOf(`/proc/${pid}/root`)]
  const known = own !== null && its !== null && root !== null
  return {
    exe: exe === null || exe.endsWith(' (deleted)') ? null : exe,
    listens: listensAt(pid, tables),
    samePaths: known ? own === its && root === '/' : null,
    home: /(?:^|\0)HOME=([^\0]+)/.exec(textOf(`/proc/${pid}/environ`) ?? '')?.[1] ?? null,
    network: linkOf(`/proc/${pid}/ns/net`),
    group: textOf(`/proc/${pid}/cgroup`) ?? '',
  }
}

import { connect, createServer, isIP } from 'node:net'
import { parseAddress, refusedHost } from '../net/index.ts'
import { type ListeningSocket, parseNetTable } from './net-table.ts'
import { socketsOf, textOf } from './proc-entries.io.ts'
import { reachedAt } from './reached-at.io.ts'

export type PortState = 'open' | 'closed' | 'unknown'

const deadlineMs = 1_000

/** Whether something accepts connections there. `unknown`: no answer in a second, or an address that is never asked. */
export function portOpen(address: string): Promise<PortState> {
  const place = parseAddress(address)
  if (place === null || refusedHost(place.host) !== null) return Promise.resolve('unknown')
  return new Promise((resolve) => {
    const socket = connect({ ...place, timeout: deadlineMs })
    const end = (state: PortState) => {
      socket.destroy()
      resolve(state)
    }
    socket.once('connect', () => end('open'))
    socket.once('timeout', () => end('unknown'))
    socket.once('error', (cause: NodeJS.ErrnoException) => end(cause.code === 'ECONNREFUSED' ? 'closed' : 'unknown'))
  })
}

/** Whether a program of ours could listen there on loopback now. */
export const portFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** What listens in this space of networks, by the port. Milliseconds: the kernel goes through every socket that there is. */
function listeningNow(): ReadonlyMap<number, readonly ListeningSocket[]> {
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => parseNetTable(textOf(table) ?? ''))
  return Map.groupBy(sockets, ({ address }) => Number(address.slice(address.lastIndexOf(':') + 1)))
}

/** What was found for a question, kept for the next one like it. */
function kept<Key, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new Map<Key, { readonly found: Found }>()
  return (key) => {
    const one = known.get(key) ?? { found: find(key) }
    known.set(key, one)
    return one.found
  }
}

export type ListensOn = (pid: number, address: string) => 'yes' | 'no' | 'unknown'

/** As `listensOn`, for many questions of one moment: what is looked at for the first of them is not looked at again. */
export function listenersOnce(): ListensOn {
  let table: ReturnType<typeof listeningNow> | null = null
  const sockets = kept(socketsOf)
  const reached = kept((address: string) => {
    const place = parseAddress(address)
    if (place === null) return null
    table ??= listeningNow()
    return { host: place.host, sockets: reachedAt(place.host, table.get(place.port) ?? []) }
  })
  return (pid, address) => {
    const there = process.platform === 'linux' ? reached(address) : null
    if (there === null) return 'unknown'
    if (there.sockets.length === 0) return 'no'
    const owned = sockets(pid)
    if (owned === null) return 'unknown'
    const own = there.sockets.filter(({ inode }) => owned.has(inode)).length
    // Which of them a name stands for is not known.
    return own === 0 ? 'no' : own === there.sockets.length || isIP(there.host) !== 0 ? 'yes' : 'unknown'
  }
}

/**
 * Whether a process itself is who answers at an address: 0.8 goes on silently when its operator port is taken, and then another program
 * answers there (docs/protocol.md §6). Two programs may have one port at two addresses. Linux, own processes; else `unknown`.
 */
export const listensOn: ListensOn = (pid, address) => listenersOnce()(pid, address)

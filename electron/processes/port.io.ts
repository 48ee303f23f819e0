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

/** All that listens on a port in this space of networks. */
function listening(port: number): ListeningSocket[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    parseNetTable(textOf(table) ?? '').filter(({ address }) => address.endsWith(`:${port}`)),
  )
}

/**
 * Whether a process itself is who answers at an address: 0.8 goes on silently when its operator port is taken, and then another program
 * answers there (docs/protocol.md §6). Two programs may have one port at two addresses. Linux, own processes; else `unknown`.
 */
export function listensOn(pid: number, address: string): 'yes' | 'no' | 'unknown' {
  const place = parseAddress(address)
  if (process.platform !== 'linux' || place === null) return 'unknown'
  const reached = reachedAt(place.host, listening(place.port))
  if (reached.length === 0) return 'no'
  const sockets = socketsOf(pid)
  if (sockets === null) return 'unknown'
  const own = reached.filter(({ inode }) => sockets.has(inode)).length
  // Which of them a name stands for is not known.
  return own === 0 ? 'no' : own === reached.length || isIP(place.host) !== 0 ? 'yes' : 'unknown'
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { parseAddress, refusedHost } from '../settings/index.ts'

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

/** Inodes of the sockets that listen on a port, from `/proc/net/tcp` and `tcp6`. */
function listeningInodes(port: number): Set<string> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let text = ''
    try {
      text = readFileSync(table, 'utf8')
    } catch {
      continue
    }
    for (const line of text.split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/)
      if (fields[3] === '0A' && fields[1]?.endsWith(`:${wanted}`) === true && fields[9] !== undefined) inodes.add(fields[9])
    }
  }
  return inodes
}

/**
 * Whether a process itself listens on the port of an address: 0.8 goes on silently when its operator port is taken, and then
 * another program answers there (docs/protocol.md §6). Linux, own processes; else `unknown`.
 */
export function listensOn(pid: number, address: string): 'yes' | 'no' | 'unknown' {
  const place = parseAddress(address)
  if (process.platform !== 'linux' || place === null) return 'unknown'
  const inodes = listeningInodes(place.port)
  if (inodes.size === 0) return 'no'
  try {
    const links = readdirSync(`/proc/${pid}/fd`).map((name) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${name}`)
      } catch {
        return ''
      }
    })
    return links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '')) ? 'yes' : 'no'
  } catch {
    return 'unknown'
  }
}

import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Channel } from '../../../contract/wire.ts'
import { guarded } from '../../../faults/index.ts'
import { limits, webSocketChannel } from '../../../rpc/index.ts'
import type { Assets } from '../../assets.ts'
import { meetVisitor, wishOf } from './admission.ts'
import type { Guards } from './guards.ts'
import type { SecretKind, Secrets } from './secrets.ts'

export interface HostOptions {
  /** 0 lets the system choose. */
  readonly port: number
  readonly assets: Assets
  readonly guards: Guards
  readonly secrets: Secrets
  /** A page was let in. */
  readonly onPage: (channel: Channel) => void
  /** A holder of the token file wants to ask from a terminal. */
  readonly onTerminal: (channel: Channel) => void
  /** A holder of the token file asked for a fresh link. */
  readonly freshLink: () => string
  /** Hears what a request or a socket threw: it ends that one, never the host. */
  readonly failed: (error: unknown, where: string) => void
}

export interface Host {
  readonly port: number
  /** Closes all connections. */
  close(): Promise<void>
}

/** Connections to the listener, pages let in, and visitors that have not proved anything yet. */
const most = { connections: 64, pages: 16, visitors: 8 }

const answer = (response: ServerResponse, status: number, words: string) => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words}\n`)
}

const serveFile = (request: IncomingMessage, response: ServerResponse, { assets, guards }: HostOptions) => {
  for (const [name, value] of Object.entries(guards.headers)) response.setHeader(name, value)
  if (!guards.host(request.headers.host)) return answer(response, 421, 'This host does not go by that name.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'Only GET and HEAD are answered here.')
  const asset = assets.get((request.url ?? '').split('?')[0] ?? '')
  if (!asset) return answer(response, 404, 'There is nothing here.')
  response.writeHead(200, { 'content-type': asset.type, 'content-length': asset.body.length })
  response.end(request.method === 'HEAD' ? undefined : asset.body)
}

const refuseUpgrade = (socket: Duplex, status: string) => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

/** Rooms for sockets: visitors move to pages when they have proved themselves. */
interface Sockets {
  readonly visitors: Set<WebSocket>
  readonly pages: Set<WebSocket>
}

interface Admitting {
  readonly sockets: Sockets
  readonly options: HostOptions
}

const admitAs = (socket: WebSocket, { sockets, options }: Admitting, onOpen: 'onPage' | 'onTerminal') => {
  sockets.visitors.delete(socket)
  if (sockets.pages.size >= most.pages) return socket.close(1013)
  sockets.pages.add(socket)
  socket.once('close', () => sockets.pages.delete(socket))
  options[onOpen](webSocketChannel(socket))
}

const admit = (socket: WebSocket, kind: SecretKind, admitting: Admitting) => {
  if (kind !== 'token') return admitAs(socket, admitting, 'onPage')
  const { options } = admitting
  const wish = (data: unknown) => {
    if (wishOf(data) !== 'rig') return socket.send(JSON.stringify({ t: 'link', link: options.freshLink() }), () => socket.close(1000))
    admitAs(socket, admitting, 'onTerminal')
    if (socket.readyState === socket.OPEN) socket.send('{"t":"rig"}')
  }
  const failed = (error: unknown) => {
    options.failed(error, 'a visitor')
    socket.terminate()
  }
  socket.once('message', guarded(wish, failed))
}

const acceptSockets = (server: Server, options: HostOptions): Sockets => {
  const sockets: Sockets = { visitors: new Set(), pages: new Set() }
  const { guards, secrets } = options
  const acceptor = new WebSocketServer({ noServer: true, maxPayload: limits.clientFrameBytes, perMessageDeflate: false })
  const welcome = (socket: WebSocket, origin: string) => {
    sockets.visitors.add(socket)
    socket.on('error', () => socket.terminate())
    socket.once('close', () => sockets.visitors.delete(socket))
    const nonce = () => randomBytes(16).toString('hex')
    const failed = (error: unknown) => {
      options.failed(error, 'a visitor')
      socket.terminate()
    }
    meetVisitor(socket, origin, { guards, secrets, nonce, failed, admit: (kind) => admit(socket, kind, { sockets, options }) })
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host, origin } = request.headers
    if (!guards.host(host)) return refuseUpgrade(socket, '421 Misdirected Request')
    if (request.url !== '/rpc' || !guards.origin(origin, host)) return refuseUpgrade(socket, '403 Forbidden')
    if (sockets.visitors.size >= most.visitors) return refuseUpgrade(socket, '503 Service Unavailable')
    acceptor.handleUpgrade(request, socket, head, (accepted) => welcome(accepted, origin ?? ''))
  }
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const failed = (error: unknown) => {
      options.failed(error, 'a socket')
      socket.destroy()
    }
    guarded(() => upgrade(request, socket, head), failed)()
  })
  return sockets
}

/** Pings open pages so that proxies keep them and the dead are noticed: a page that misses one is dropped at the next. */
const keepAlive = ({ pages }: Sockets, { failed }: HostOptions): NodeJS.Timeout => {
  const silent = new WeakSet<WebSocket>()
  const ping = (socket: WebSocket) => {
    if (silent.has(socket)) socket.terminate()
    silent.add(socket)
    socket.once('pong', () => silent.delete(socket))
    socket.ping()
  }
  const pingGuarded = guarded(ping, (error) => failed(error, 'a page’s ping'))
  return setInterval(() => {
    for (const socket of pages) pingGuarded(socket)
  }, 30_000).unref()
}

/** Serves the page and its socket on 127.0.0.1, never anywhere else. Rejects when the port is taken. */
export const startHost = async (options: HostOptions): Promise<Host> => {
  const server = createServer(
    { headersTimeout: 3_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      const failed = (error: unknown) => {
        options.failed(error, 'a request')
        response.destroy()
      }
      guarded(() => serveFile(request, response, options), failed)()
    },
  )
  server.maxConnections = most.connections
  const sockets = acceptSockets(server, options)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const timer = keepAlive(sockets, options)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: async () => {
      clearInterval(timer)
      for (const socket of [...sockets.pages, ...sockets.visitors]) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

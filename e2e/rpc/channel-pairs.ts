import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import type { Channel } from '../../electron/contract/wire.ts'
import { limits, webSocketChannel } from '../../electron/rpc/index.ts'
import { createMemoryChannel } from '../../electron/rpc/testing/memory-channel.ts'
import { openIpcDoor } from '../../electron/shell/desktop/ipc-door.ts'
import { openIpcChannel } from '../../renderer/bridge/ipc-channel.ts'
import { fakeWindow } from './fake-window.ts'

interface Pair {
  readonly host: Channel
  readonly page: Channel
  close(): Promise<void>
}

const openMemory = async (): Promise<Pair> => {
  const [host, page] = createMemoryChannel()
  return { host, page, close: async () => page.close() }
}

/** The real door of the window and the page's real half, over a stand-in for Electron's pipes. */
const openIpc = async (): Promise<Pair> => {
  const fake = fakeWindow()
  const opened = new Promise<Channel>((onPage) =>
    openIpcDoor({ failed: () => undefined, source: fake.source, contents: fake.contents, onPage }),
  )
  const page = openIpcChannel(fake.port)
  const host = await opened
  // In Electron the window's end tells the host; here the page's close stands for it.
  page.onClose(() => fake.destroy())
  return { host, page, close: async () => fake.destroy() }
}

const openWebSocket = async (): Promise<Pair> => {
  const server = createServer()
  const acceptor = new WebSocketServer({ server, maxPayload: limits.clientFrameBytes, perMessageDeflate: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<WebSocket>((resolve) => acceptor.once('connection', resolve))
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { perMessageDeflate: false })
  await new Promise((resolve) => socket.once('open', resolve))
  const hostSocket = await accepted
  hostSocket.on('error', () => hostSocket.terminate())
  const close = async () => {
    socket.terminate()
    hostSocket.terminate()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { host: webSocketChannel(hostSocket), page: webSocketChannel(socket), close }
}

export const pairs = [
  { name: 'memory', open: openMemory },
  { name: 'the window’s IPC', open: openIpc },
  { name: 'a WebSocket', open: openWebSocket },
]

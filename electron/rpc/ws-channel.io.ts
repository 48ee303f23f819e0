import type { RawData, WebSocket } from 'ws'
import type { Channel } from '../contract/wire.ts'

/** Text waiting for a socket whose reader stands still; beyond it the socket is given up. Bytes. */
const mostWaiting = 8 * 1024 * 1024

const textOf = (data: RawData): string => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8')

/** A channel over an open socket of the `ws` library; binary messages and a stuck reader end it. */
export const webSocketChannel = (socket: WebSocket): Channel => ({
  send: (text) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostWaiting) return socket.terminate()
    socket.send(text)
  },
  onFrame: (listener) => {
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(1003)
      else if (socket.readyState === socket.OPEN) listener(textOf(data))
    })
  },
  onClose: (listener) => {
    socket.once('close', () => listener())
  },
  close: () => socket.close(1008),
})

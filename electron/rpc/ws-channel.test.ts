import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { webSocketChannel } from './ws-channel.io.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const open = async () => {
  const server = createServer()
  const acceptor = new WebSocketServer({ server })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<WebSocket>((resolve) => acceptor.once('connection', resolve))
  const page = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise((resolve) => page.once('open', resolve))
  const host = await accepted
  closers.push(() => {
    page.terminate()
    host.terminate()
    server.close()
  })
  return { page, host, channel: webSocketChannel(host) }
}

test('a reader that stands still is cut off, with bounded memory', async () => {
  const { page, host, channel } = await open()
  const closed = vi.fn()
  channel.onClose(closed)
  page.pause()
  const text = 'x'.repeat(1024 * 1024)
  let most = 0
  for (let n = 0; n < 200 && host.readyState === host.OPEN; n += 1) {
    channel.send(text)
    most = Math.max(most, host.bufferedAmount)
    await new Promise(setImmediate)
  }
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  expect(most).toBeLessThan(10 * 1024 * 1024)
  channel.send('after the end nothing happens')
})

test('a binary message ends the connection', async () => {
  const { page, channel } = await open()
  const heard = vi.fn()
  channel.onFrame(heard)
  const code = new Promise((resolve) => page.once('close', resolve))
  page.send(Buffer.from('{"t":"cancel","id":1}'))
  expect(await code).toBe(1003)
  expect(heard).not.toHaveBeenCalled()
})

import { expect, test, vi } from 'vitest'
import type { Channel } from '../../electron/contract/wire.ts'
import { openIpcDoor } from '../../electron/shell/desktop/ipc-door.ts'
import { openIpcChannel } from '../../renderer/bridge/ipc-channel.ts'
import { fakeWindow } from './fake-window.ts'

const open = () => {
  const fake = fakeWindow()
  const pages: { channel: Channel; texts: string[]; closed: boolean }[] = []
  openIpcDoor({
    failed: () => undefined,
    source: fake.source,
    contents: fake.contents,
    onPage: (channel) => {
      const page = { channel, texts: [] as string[], closed: false }
      channel.onFrame((text) => page.texts.push(text))
      channel.onClose(() => {
        page.closed = true
      })
      pages.push(page)
    },
  })
  return { fake, pages }
}

test.each([
  ['another window', { sender: { id: 8 }, senderFrame: { parent: null, url: 'app://ui/index.html' } }],
  ['a frame inside the page', { sender: { id: 7 }, senderFrame: { parent: {}, url: 'app://ui/index.html' } }],
  ['a foreign page', { sender: { id: 7 }, senderFrame: { parent: null, url: 'https://evil.test/' } }],
  ['a look-alike', { sender: { id: 7 }, senderFrame: { parent: null, url: 'app://ui.evil.test/' } }],
  ['a frame that is gone', { sender: { id: 7 }, senderFrame: null }],
])('messages of %s are dropped', async (_, event) => {
  const { fake, pages } = open()
  fake.sendAs(event, '')
  fake.sendAs(fake.ours, '')
  fake.sendAs(event, 'forged')
  fake.sendAs(fake.ours, { not: 'a text' })
  fake.sendAs(fake.ours, 'ours')
  await vi.waitFor(() => expect(pages.map(({ texts }) => texts)).toEqual([['ours']]))
})

test('a reload ends the channel of the page before; the window’s end ends the last', async () => {
  const { fake, pages } = open()
  openIpcChannel(fake.port)
  openIpcChannel(fake.port)
  await vi.waitFor(() => expect(pages.map(({ closed }) => closed)).toEqual([true, false]))
  fake.destroy()
  expect(pages.map(({ closed }) => closed)).toEqual([true, true])
})

test('the host’s close reaches the page', async () => {
  const { fake, pages } = open()
  const page = openIpcChannel(fake.port)
  const closed = vi.fn()
  page.onClose(closed)
  await vi.waitFor(() => expect(pages.length).toBe(1))
  pages[0]?.channel.close()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
})

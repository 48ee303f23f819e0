import type { Channel } from '../../contract/wire.ts'
import { guarded } from '../../faults/index.ts'
import { isOurWindow } from '../policy/index.ts'
import { frameChannel, noFrame } from './frame-channel.ts'

/** The parts of Electron's `ipcMain` and `webContents` that are used, so that a test can stand in for them. */
export interface IpcEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly parent: unknown; readonly url: string } | null
}
export interface IpcSource {
  on(channel: string, listener: (event: IpcEvent, text: unknown) => void): unknown
}
export interface Contents {
  readonly id: number
  send(channel: string, text: string): void
  isDestroyed(): boolean
  once(event: 'destroyed', listener: () => void): unknown
}

interface Page {
  readonly channel: Channel
  receive(text: string): void
  end(): void
}

const createPage = (contents: Contents): Page => {
  const frames: ((text: string) => void)[] = []
  const closes: (() => void)[] = []
  let open = true
  const end = () => {
    if (!open) return
    open = false
    for (const listener of closes) listener()
  }
  const send = (text: string) => {
    if (open && !contents.isDestroyed()) contents.send(frameChannel, text)
  }
  return {
    receive: (text) => {
      if (open) for (const listener of frames) listener(text)
    },
    end,
    channel: {
      send,
      onFrame: (listener) => frames.push(listener),
      onClose: (listener) => closes.push(listener),
      close: () => {
        send(noFrame)
        end()
      },
    },
  }
}

/**
 * Makes a channel for each page that our window shows, one at a time: a reload ends the channel of the page before.
 * Messages of other windows, of sub-frames and of foreign pages are dropped unread.
 */
export const openIpcDoor = ({
  source,
  contents,
  onPage,
  failed,
}: {
  source: IpcSource
  contents: Contents
  onPage: (channel: Channel) => void
  /** A message could not be taken; the door stays open for the next. */
  failed: (error: unknown) => void
}): void => {
  let page: Page | null = null
  const receive = ({ sender, senderFrame }: IpcEvent, text: unknown) => {
    const from = { contentsId: sender.id, isTopFrame: senderFrame?.parent === null, url: senderFrame?.url ?? null }
    if (!isOurWindow(from, contents.id) || typeof text !== 'string') return
    if (text !== noFrame) return page?.receive(text)
    page?.end()
    page = createPage(contents)
    onPage(page.channel)
  }
  source.on(frameChannel, guarded(receive, failed))
  contents.once('destroyed', () => page?.end())
}

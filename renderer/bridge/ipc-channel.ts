import type { Channel } from '../../electron/contract/wire.ts'

/** What the window's preload script gives to the page, and all of it. */
export interface WindowPort {
  send(text: string): void
  onFrame(listener: (text: string) => void): void
}

/** The empty text is no frame: from a page it says "I am new, forget the page before me", from the host "closed". */
const nothing = ''

/** The channel of the desktop window. There is one host per window, so it opens at once. */
export const openIpcChannel = (port: WindowPort): Channel => {
  const frames: ((text: string) => void)[] = []
  const closes: (() => void)[] = []
  let open = true
  const close = () => {
    if (!open) return
    open = false
    for (const listener of closes) listener()
  }
  port.onFrame((text) => {
    if (text === nothing) close()
    else if (open) for (const listener of frames) listener(text)
  })
  port.send(nothing)
  return {
    send: (text) => {
      if (open) port.send(text)
    },
    onFrame: (listener) => frames.push(listener),
    onClose: (listener) => closes.push(listener),
    close,
  }
}

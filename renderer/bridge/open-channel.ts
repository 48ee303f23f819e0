import type { Channel } from '../../electron/contract/wire.ts'
import { openIpcChannel, type WindowPort } from './ipc-channel.ts'
import { DoorClosed, openSocketChannel, takeCode } from './socket-channel.ts'

declare global {
  interface Window {
    /** Present in the desktop window only; put there by its preload script. */
    readonly smeshdesk?: WindowPort
  }
}

export interface Opener {
  readonly open: () => Promise<Channel>
  /** Resolves when a new link is pasted into this tab; its code is used by the next `open`. */
  readonly newLink: () => Promise<void>
}

/**
 * How this page reaches its host: through the window's port, or through a socket to the address that served it.
 * Each `open` opens a new channel; a one-time code in the address is taken out at once and used until it let the page in or was refused.
 * Rejects with `DoorClosed` when the host can't be reached or does not let the page in.
 */
export const createOpener = (page: Window): Opener => {
  const port = page.smeshdesk
  if (port) return { open: () => Promise.resolve(openIpcChannel(port)), newLink: () => new Promise(() => {}) }
  let code = takeCode(page.location, page.history)
  let isNew = false
  let arrived = Promise.withResolvers<void>()
  // A link pasted into the same tab changes the fragment only: nothing is loaded anew.
  page.addEventListener('hashchange', () => {
    const fresh = takeCode(page.location, page.history)
    if (fresh === null) return
    code = fresh
    isNew = true
    arrived.resolve()
    arrived = Promise.withResolvers<void>()
  })
  const { protocol, host, origin } = page.location
  const address = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/rpc`
  const open = async () => {
    const used = code
    isNew = false
    try {
      const channel = await openSocketChannel({ address, origin, code: used, keys: page.sessionStorage })
      if (code === used) code = null
      return channel
    } catch (error) {
      if (error instanceof DoorClosed && error.refusal === 'not-let-in' && code === used) code = null
      throw error
    }
  }
  return { open, newLink: () => (isNew ? Promise.resolve() : arrived.promise) }
}

import type { Channel } from '../../electron/contract/wire.ts'
import { openIpcChannel, type WindowPort } from './ipc-channel.ts'
import { DoorClosed, openSocketChannel, takeCode } from './socket-channel.ts'

declare global {
  interface Window {
    /** Present in the desktop window only; put there by its preload script. */
    readonly smeshdesk?: WindowPort
  }
}

/**
 * How this page reaches its host: through the window's port, or through a socket to the address that served it.
 * Each call opens a new channel; a one-time code in the address is taken out at once and used until it let the page in or was refused.
 * Rejects with `DoorClosed` when the host can't be reached or does not let the page in.
 */
export const createOpener = (page: Window): (() => Promise<Channel>) => {
  const port = page.smeshdesk
  if (port) return () => Promise.resolve(openIpcChannel(port))
  let code = takeCode(page.location, page.history)
  const { protocol, host, origin } = page.location
  const address = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/rpc`
  return async () => {
    try {
      const channel = await openSocketChannel({ address, origin, code, keys: page.sessionStorage })
      code = null
      return channel
    } catch (error) {
      if (error instanceof DoorClosed && error.refusal === 'not-let-in') code = null
      throw error
    }
  }
}

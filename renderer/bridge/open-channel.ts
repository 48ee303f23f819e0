import type { Channel } from '../../electron/contract/wire.ts'
import { openIpcChannel, type WindowPort } from './ipc-channel.ts'
import { openSocketChannel, takeCode } from './socket-channel.ts'

declare global {
  interface Window {
    /** Present in the desktop window only; put there by its preload script. */
    readonly smeshdesk?: WindowPort
  }
}

/**
 * How this page reaches its host: through the window's port, or through a socket to the address that served it.
 * Each call opens a new channel; a one-time code in the address is taken out at once and used for the first only.
 * Rejects with `DoorClosed` when the host can't be reached or does not let the page in.
 */
export const createOpener = (page: Window): (() => Promise<Channel>) => {
  const port = page.smeshdesk
  if (port) return () => Promise.resolve(openIpcChannel(port))
  let code = takeCode(page.location, page.history)
  const { protocol, host, origin } = page.location
  const address = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/rpc`
  return () => {
    const once = code
    code = null
    return openSocketChannel({ address, origin, code: once, keys: page.sessionStorage })
  }
}

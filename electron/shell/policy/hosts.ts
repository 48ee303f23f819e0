/** Names under which a browser on this computer reaches the loopback listener; a tunnel may change the port, never the name. */
const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The origin of a reverse proxy that the user named with `--public-origin`, or `null`. */
export type PublicOrigin = string | null

const hostPattern = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?$/i

/** Whether a request's `Host` is a name of ours. A name that an attacker's DNS points at 127.0.0.1 is not. */
export const isOwnHost = (host: string | undefined, publicOrigin: PublicOrigin): boolean => {
  const name = host && hostPattern.exec(host)?.[1]
  if (!host || !name) return false
  if (loopbackNames.has(name.toLowerCase())) return true
  return publicOrigin !== null && host.toLowerCase() === new URL(publicOrigin).host
}

/** Whether a WebSocket's `Origin` is the page that this same host served: same scheme, name and port. An absent one is not. */
export const isOwnOrigin = (origin: string | undefined, host: string | undefined, publicOrigin: PublicOrigin): boolean =>
  origin !== undefined &&
  host !== undefined &&
  (origin === `http://${host.toLowerCase()}` || (origin === publicOrigin && new URL(publicOrigin).host === host.toLowerCase()))

/** Reads `--public-origin`: `https://name[:port]` with nothing behind it; `null` when it is anything else. */
export const parsePublicOrigin = (text: string): string | null => {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' && (text === url.origin || text === `${url.origin}/`) ? url.origin : null
  } catch {
    return null
  }
}

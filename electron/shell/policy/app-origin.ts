/** The window's own address: a scheme of ours, never `file:` and never the network. */
export const appScheme = 'app'
const appOrigin = 'app://ui'
export const appEntry = `${appOrigin}/index.html`

/** Scheme and host of an address, also for schemes whose `URL.origin` is "null"; `null` for what is no address or carries credentials or a port. */
const originOf = (address: string): string | null => {
  try {
    const { protocol, host, username, password, port } = new URL(address)
    return username || password || port ? null : `${protocol}//${host}`
  } catch {
    return null
  }
}

/** Whether an address is a page of ours; parsed, never compared by its beginning. */
export const isOwnPage = (address: string): boolean => originOf(address) === appOrigin

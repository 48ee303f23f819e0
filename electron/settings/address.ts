/** A place to connect to, parsed from what a person typed. `host` of an IPv6 address carries no brackets. */
export interface HostPort {
  readonly host: string
  readonly port: number
}

const hostName = /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$/
const ipv6 = /^[0-9a-fA-F:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/

/** The four numbers of an IPv4 address, or `null`. Forms like `127.1` or `0x7f.1` are not accepted as addresses. */
function ipv4(host: string): readonly number[] | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number)
  return parts?.every((part) => part <= 255) === true ? parts : null
}

/** `host:port` or `[v6]:port`; `null` for anything else: a scheme, a path, credentials, an empty or zero port. */
export function parseAddress(text: string): HostPort | null {
  if (text.length > 300) return null
  const found = /^(?:\[([^\]]+)\]|([^:[\]/@\s]+)):(\d{1,5})$/.exec(text.trim())
  const port = Number(found?.[3])
  if (found === null || port < 1 || port > 65_535) return null
  const [, six, plain] = found
  if (six !== undefined) return ipv6.test(six) ? { host: six.toLowerCase(), port } : null
  if (plain === undefined) return null
  // A host of digits and dots only is an IPv4 address or nothing: resolvers read short forms as other machines.
  if (/^[\d.]+$/.test(plain) || /^0x/i.test(plain)) return ipv4(plain) === null ? null : { host: plain, port }
  return hostName.test(plain) ? { host: plain.toLowerCase(), port } : null
}

export const showAddress = ({ host, port }: HostPort): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/**
 * Why an address is never asked: link-local and cloud metadata ranges, multicast, broadcast.
 * Judges a literal address or a resolved one; `null` when it may be asked.
 */
export function refusedHost(host: string): 'link-local' | 'metadata' | 'multicast' | null {
  const four = ipv4(host.startsWith('::ffff:') ? host.slice(7) : host)
  if (four !== null) {
    const [first = 0, second = 0, third = 0, fourth = 0] = four
    if (first === 169 && second === 254) return third === 169 && fourth === 254 ? 'metadata' : 'link-local'
    if (first === 100 && second === 100 && third === 100 && fourth === 200) return 'metadata'
    return first >= 224 ? 'multicast' : null
  }
  if (!host.includes(':')) return /^metadata(\.google\.internal)?\.?$/.test(host) ? 'metadata' : null
  if (/^fe[89ab]/i.test(host)) return 'link-local'
  if (/^fd00:ec2:/i.test(host)) return 'metadata'
  // The v4-mapped form in hex: ::ffff:a9fe:xxxx is 169.254.x.x.
  if (/^(?:0*:)*ffff:a9fe:/i.test(host) || /^::ffff:a9fe:/i.test(host)) return 'link-local'
  return /^ff/i.test(host) ? 'multicast' : null
}

/** The machine itself, by a literal address or `localhost`. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || ipv4(host)?.[0] === 127

/** A place to connect to, parsed from what a person typed. `host` of an IPv6 address carries no brackets. */
export interface HostPort {
  readonly host: string
  readonly port: number
}

const hostName = /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$/
const ipv6 = /^[0-9a-fA-F:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/

/** The four numbers of an IPv4 address, or `null`. Forms like `127.1`, `0x7f.1` or `010.0.0.1` are not accepted: resolvers differ on them. */
function ipv4(host: string): readonly number[] | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1)
  const numbers = parts?.map(Number) ?? []
  return parts !== undefined && numbers.every((number, at) => number <= 255 && String(number) === parts[at]) ? numbers : null
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

/** The machine itself, by a literal address or `localhost`. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || ipv4(host)?.[0] === 127

import { type HostPort, isLoopback, parseAddress, showAddress } from './address.ts'

const ipv4 = (host: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && host.split('.').every((part) => Number(part) <= 255 && String(Number(part)) === part)

/** The eight groups of an IPv6 address as numbers; `null` when it is none. */
function groupsOf(host: string): readonly number[] | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(host)
  if (tail !== null && !ipv4(tail[2] ?? '')) return null
  const [a = 0, b = 0, c = 0, d = 0] = (tail?.[2] ?? '').split('.').map(Number)
  const plain = tail === null ? host : `${tail[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  const halves = plain.split('::')
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (halves.length > 2 || !plain.includes(':') || !parts.flat().every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return null
  const missing = 8 - parts.flat().length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const [head = [], rest = []] = parts
  return [...head, ...Array.from({ length: missing }, () => '0'), ...rest].map((part) => Number.parseInt(part, 16))
}

/** 4 or 6 for a literal address, 0 for anything else. */
export const ipFamily = (host: string): 0 | 4 | 6 => (ipv4(host) ? 4 : groupsOf(host) === null ? 0 : 6)

/** One spelling for each literal address; an IPv4 address inside an IPv6 one is that IPv4 address. Names in lower case. */
function plainHost(host: string): string {
  const groups = groupsOf(host)
  if (groups === null) return host.toLowerCase()
  const [high = 0, low = 0] = groups.slice(6)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  if (groups.every((group) => group === 0)) return '::'
  return groups.slice(0, 7).every((group) => group === 0) && low === 1 ? '::1' : groups.map((group) => group.toString(16)).join(':')
}

/** A place to listen on: no host at all, or the zero address, means every address of the machine. Port 0 is any free port. */
export function parseListener(text: string): HostPort | null {
  const [, six, plain = '', port] = /^(?:\[([^\]]+)\]|([^:[\]/@\s]*)):(\d{1,5})$/.exec(text.trim()) ?? []
  if (port === undefined || Number(port) > 65_535 || (six !== undefined && groupsOf(six) === null)) return null
  if (/^[\d.]+$/.test(plain) && !ipv4(plain)) return null
  return { host: six !== undefined || plain !== '' ? plainHost(six ?? plain) : '::', port: Number(port) }
}

const isEvery = (host: string): boolean => host === '::' || host === '0.0.0.0'

/**
 * Whether a listener takes what is asked at an address (docs/protocol.md §15.5). `unknown`: a name, which may lead to it.
 * `::` takes IPv4 as well.
 */
export function reaches(listener: HostPort, asked: HostPort): 'yes' | 'no' | 'unknown' {
  if (listener.port !== asked.port) return 'no'
  const host = plainHost(asked.host)
  if (listener.host === '::') return 'yes'
  if (listener.host === '0.0.0.0') return ipFamily(host) === 6 ? 'no' : 'yes'
  if (listener.host === host) return 'yes'
  if (host === 'localhost' || listener.host === 'localhost') return isLoopback(host) && isLoopback(listener.host) ? 'yes' : 'no'
  if (isLoopback(listener.host)) return 'no'
  return ipFamily(host) === 0 || ipFamily(listener.host) === 0 ? 'unknown' : 'no'
}

export type DialPlace = { readonly address: string } | { readonly why: 'not-understood' | 'any-port' | 'named-elsewhere' }

/** The address to dial for a listener: the one that a person named, else the listener's own host, or this machine where it is every one. */
export function dialPlace(listener: string, named: string | null): DialPlace {
  const place = parseListener(listener)
  if (place === null) return { why: 'not-understood' }
  if (place.port === 0) return { why: 'any-port' }
  const asked = named === null ? null : parseAddress(named)
  if (asked === null) {
    const address = showAddress(isEvery(place.host) ? { host: '127.0.0.1', port: place.port } : place)
    return parseAddress(address) === null ? { why: 'not-understood' } : { address }
  }
  // Another machine's address may lead here through a forwarded port; this machine's own can't.
  const here = isLoopback(plainHost(asked.host))
  return here && reaches(place, asked) === 'no' ? { why: 'named-elsewhere' } : { address: showAddress(asked) }
}

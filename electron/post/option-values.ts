import type { Wanted } from '../contract/readings.ts'
import { ipFamily } from '../net/index.ts'

const u64 = 2n ** 64n - 1n
const u32 = 2n ** 32n - 1n

/** Whole numbers as Rust reads them: a sign, digits, nothing else. */
const whole = (text: string): bigint | null => (/^[+-]?\d{1,30}$/.test(text) ? BigInt(text.replace('+', '')) : null)
const between = (text: string, [min, max]: readonly [bigint, bigint]): boolean => {
  const value = whole(text)
  return value !== null && value >= min && value <= max && (min < 0n || !text.startsWith('-'))
}

interface Kind {
  readonly takes: (text: string) => boolean
  /** What would be taken, as a key of the words. */
  readonly wants: Wanted
}

const count: Kind = { takes: (text) => between(text, [0n, u64]), wants: 'whole' }
const units: Kind = { takes: (text) => between(text, [0n, u32]), wants: 'whole32' }
const text: Kind = { takes: () => true, wants: 'text' }
const path: Kind = { takes: (value) => value !== '', wants: 'path' }

const kinds: Readonly<Record<string, Kind>> = {
  dir: path,
  'ca-cert': path,
  cert: path,
  key: path,
  address: text,
  domain: text,
  'remote-k2pow': text,
  'min-num-units': units,
  'max-num-units': units,
  k1: units,
  k2: units,
  'watch-pid': { takes: (value) => between(value, [-(2n ** 31n), 2n ** 31n - 1n]), wants: 'pid' },
  nonces: {
    takes: (value) => between(value, [0n, 4096n]) && BigInt(value.replace('+', '')) % 16n === 0n,
    wants: 'nonces',
  },
  'randomx-mode': { takes: (value) => value === 'fast' || value === 'light', wants: 'randomx-mode' },
  'pow-difficulty': { takes: (value) => /^[0-9a-fA-F]{64}$/.test(value), wants: 'hex64' },
  'operator-address': { takes: isSocketAddress, wants: 'socket' },
  'pinned-cores': { takes: (value) => value.split(',').every((core) => between(core, [0n, u64])), wants: 'cores' },
}

/** `IP:PORT` as the service takes it to listen on; the port may be 0. */
function isSocketAddress(value: string): boolean {
  const [, six, four, port] = /^(?:\[([0-9a-fA-F:.]+)(?:%\d+)?\]|([\d.]+)):(\d{1,5})$/.exec(value) ?? []
  return Number(port) <= 65_535 && (six === undefined ? ipFamily(four ?? '') === 4 : ipFamily(six) === 6)
}

/** What the program wants of a flag instead of this value; `null` when it takes it (docs/protocol.md §13). */
export function refusedValue(flag: string, value: string): Wanted | null {
  const kind = kinds[flag] ?? count
  return kind.takes(value) ? null : kind.wants
}

/** What is wrong with an address to dial. `never`: the service can't reach anything with it. */
export interface DialTrouble {
  readonly kind: 'no-scheme' | 'other-scheme' | 'no-host' | 'no-port' | 'any-address' | 'not-understood' | 'tls-missing' | 'tls-not-used'
  readonly never: boolean
}

const trouble = (kind: DialTrouble['kind'], never = true): DialTrouble => ({ kind, never })

/** Judges the address of the node, before the start. The program looks at it only when it dials. */
export function dialTrouble(address: string, tls: boolean): DialTrouble | null {
  const [, scheme, rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(.*)$/s.exec(address) ?? []
  if (scheme === undefined) return trouble('no-scheme')
  if (!/^https?$/i.test(scheme)) return trouble('other-scheme')
  if (/[\s"<>\\^`{|}]/.test(rest)) return trouble('not-understood')
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const [, host, port] = /^(\[[0-9a-fA-F:.]+\]|[^:[\]@]*)(?::(\d*))?$/.exec(authority) ?? []
  if (host === undefined || Number(port ?? '0') > 65_535) return trouble('not-understood')
  if (host === '') return trouble('no-host')
  if (port === '0') return trouble('no-port')
  const secure = /^https$/i.test(scheme)
  if (secure && !tls) return trouble('tls-missing')
  if (port === undefined || port === '') return secure ? null : trouble('no-port', false)
  if (host === '0.0.0.0' || host === '[::]') return trouble('any-address', false)
  return !secure && tls ? trouble('tls-not-used', false) : null
}

/** Outcome of reading one value of an option: the value, or the reason in the words of the real program. */
type ValueOutcome = { readonly ok: true; readonly value: string | bigint } | { readonly ok: false; readonly why: string | null }
export type ValueReader = (text: string) => ValueOutcome

const given = (value: string | bigint): ValueOutcome => ({ ok: true, value })
const refused = (why: string | null): ValueOutcome => ({ ok: false, why })

const U16 = 65_535n
const U32 = 4_294_967_295n
const U64 = 18_446_744_073_709_551_615n
const I64_MAX = 9_223_372_036_854_775_807n
const I64_MIN = -9_223_372_036_854_775_808n
const I32_MAX = 2_147_483_647n

interface IntegerRange {
  readonly min: bigint
  readonly max: bigint
}

/** Integers as Rust's standard library reads them: an optional sign, digits, nothing else. */
function readInteger(text: string, range: IntegerRange): ValueOutcome {
  if (text === '') return refused('cannot parse integer from empty string')
  const sign = range.min < 0n ? /^[+-]?[0-9]+$/ : /^\+?[0-9]+$/
  if (!sign.test(text)) return refused('invalid digit found in string')
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (value > range.max) return refused('number too large to fit in target type')
  if (value < range.min) return refused('number too small to fit in target type')
  return given(value)
}

export const readUnsigned64: ValueReader = (text) => readInteger(text, { min: 0n, max: U64 })

export const readSigned32: ValueReader = (text) => readInteger(text, { min: -I32_MAX - 1n, max: I32_MAX })

/** 32-bit options are read as a 64-bit number first and then held against their range. */
export const readUnsigned32: ValueReader = (text) => {
  const wide = readInteger(text, { min: I64_MIN, max: I64_MAX })
  if (!wide.ok || typeof wide.value !== 'bigint') return wide
  return wide.value < 0n || wide.value > U32 ? refused(`${wide.value} is not in 0..=${U32}`) : wide
}

export const readText: ValueReader = (text) => given(text)

/** A path may not be empty; the parser then says that no value was supplied (`why: null`). */
export const readPath: ValueReader = (text) => (text === '' ? refused(null) : given(text))

export const readNonces: ValueReader = (text) => {
  const nonces = readUnsigned64(text)
  if (!nonces.ok || typeof nonces.value !== 'bigint') return nonces
  if (nonces.value % 16n !== 0n) return refused('nonces must be multiple of 16')
  return nonces.value > 4096n ? refused('max nonces is 4096') : nonces
}

export const readDifficulty: ValueReader = (text) => {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length % 2 !== 0) return refused('Odd number of digits')
  for (const [position, byte] of bytes.entries()) {
    const character = String.fromCharCode(byte)
    if (!/[0-9a-fA-F]/.test(character)) return refused(`Invalid character '${character}' at position ${position}`)
  }
  return text.length === 64 ? given(text.toLowerCase()) : refused('invalid difficulty length')
}

export const readRandomxMode: ValueReader = (text) => (text === 'fast' || text === 'light' ? given(text) : refused(null))

const isIpV4 = (host: string): boolean => {
  const parts = host.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
}

/** Groups of an IPv6 address; `::` stands for the missing ones, a v4 tail for two. */
function isIpV6(host: string): boolean {
  const halves = host.split('::')
  if (halves.length > 2) return false
  let groups = 0
  for (const [index, half] of halves.entries()) {
    if (half === '') continue
    const parts = half.split(':')
    const tail = parts.at(-1) ?? ''
    const v4 = index === halves.length - 1 && isIpV4(tail)
    const words = v4 ? parts.slice(0, -1) : parts
    if (!words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return false
    groups += words.length + (v4 ? 2 : 0)
  }
  return halves.length === 2 ? groups < 8 : groups === 8
}

/** `IP:PORT`; a host name is refused. */
export const readSocketAddress: ValueReader = (text) => {
  const match = /^(?:\[([^\]%]+)\]|([^:]+)):([0-9]{1,5})$/.exec(text)
  const host = match?.[1] === undefined ? isIpV4(match?.[2] ?? '') : isIpV6(match[1])
  return host && BigInt(match?.[3] ?? '0') <= U16 ? given(text) : refused('invalid socket address syntax')
}

/** More seeds than this are not tried: a small file holds a few keys, or is something else. */
const mostSeeds = 40
const shortest = 64
const whole = 128

/** Value of one hex character, or -1. */
export const hexValue = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

function base64Value(code: number): number {
  if (code >= 65 && code <= 90) return code - 65
  if (code >= 97 && code <= 122) return code - 71
  if (code >= 48 && code <= 57) return code + 4
  return code === 43 || code === 45 ? 62 : code === 47 || code === 95 ? 63 : -1
}

/** From and to of each stretch whose every byte has a value. */
function stretches(bytes: Uint8Array, worth: (code: number) => number): (readonly [number, number])[] {
  const found: [number, number][] = []
  let from = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && worth(bytes[at] ?? 0) !== -1) continue
    if (at > from) found.push([from, at])
    from = at + 1
  }
  return found
}

/** The 32 bytes that 64 hex characters tell. */
export function fromHex(bytes: Uint8Array, from: number): Uint8Array {
  const seed = new Uint8Array(32)
  for (let at = 0; at < 32; at++) seed[at] = hexValue(bytes[from + 2 * at] ?? 0) * 16 + hexValue(bytes[from + 2 * at + 1] ?? 0)
  return seed
}

function fromBase64(bytes: Uint8Array, from: number): Uint8Array {
  const seed = new Uint8Array(32)
  let bits = 0
  let held = 0
  for (let at = from, to = 0; to < 32; at++) {
    held = ((held << 6) | base64Value(bytes[at] ?? 0)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    seed[to++] = (held >> bits) & 0xff
  }
  return seed
}

/** A whole key, or its seed alone; with something too much before or behind it as well. */
function hexSeeds(bytes: Uint8Array): Uint8Array[] {
  return stretches(bytes, hexValue)
    .filter(([from, to]) => to - from >= shortest)
    .flatMap(([from, to]) => {
      const starts = [from, to - shortest, ...(to - from >= whole ? [to - whole] : [])]
      for (let at = from + whole; at + whole <= to; at += whole) starts.push(at)
      return [...new Set(starts)].map((at) => fromHex(bytes, at))
    })
}

/** 32 or 64 bytes. */
const base64Seeds = (bytes: Uint8Array): Uint8Array[] =>
  stretches(bytes, base64Value)
    .filter(([from, to]) => to - from === 43 || to - from === 86)
    .map(([from]) => fromBase64(bytes, from))

/** The bytes themselves: seed and public half, or the seed alone; a line end may follow. */
const rawSeed = ({ length }: Uint8Array): boolean => (length >= 32 && length <= 34) || (length >= 64 && length <= 66)

const isBlank = (code: number): boolean => code === 0 || code === 32 || (code >= 9 && code <= 13)

/**
 * Seeds that a small file may hold in any form but a key file's own: line ends, blanks, marks, `0x`, separators, the seed alone, raw
 * bytes, base64. Most are none: which identity each signs for says whether it is one. Secrets: derive, then wipe.
 */
export function seedsInside(bytes: Uint8Array): readonly Uint8Array[] {
  // Two-byte text, wrapped lines, pairs with blanks or colons between them.
  const unblanked = bytes.filter((code) => !isBlank(code))
  const joined = unblanked.filter((code) => code !== 58)
  const raw = rawSeed(bytes) ? [bytes.slice(0, 32)] : []
  const found = [...raw, ...[bytes, unblanked, joined].flatMap(hexSeeds), ...[bytes, unblanked].flatMap(base64Seeds)]
  for (const text of [unblanked, joined]) text.fill(0)
  for (const seed of found.slice(mostSeeds)) seed.fill(0)
  return found.slice(0, mostSeeds)
}

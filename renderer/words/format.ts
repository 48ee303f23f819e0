/** Numbers and ids as every screen writes them. Pure: the same input gives the same words. */

/** First six, an ellipsis, last four. */
export const shortId = (id: string): string => (id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id)

/** 248705 → "248,705". Not for years and ports. */
export const count = (value: number): string => {
  const [whole = '0', part] = Math.abs(value).toString().split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`
}

const binary = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Binary sizes: "812 bytes", "768 GiB", "1,728 GiB", "1.94 TiB". Below two of a unit the smaller one is exacter. */
export const size = (bytes: number): string => {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < binary.length - 1) {
    value /= 1024
    unit += 1
  }
  const whole = Math.abs(value - Math.round(value)) < 0.005 || unit === 0
  return `${whole ? count(Math.round(value)) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${binary[unit] ?? ''}`
}

const decimal = ['B/s', 'kB/s', 'MB/s', 'GB/s'] as const

/** Decimal rates: "182 MB/s". */
export const rate = (bytesPerSecond: number): string => {
  let value = bytesPerSecond
  let unit = 0
  while (value >= 999.5 && unit < decimal.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value).toString()} ${decimal[unit] ?? ''}`
}

/** A part of a whole, 0 to 1, as "43 %"; never 100 % before the whole is there, never 0 % after the start. */
export const percent = (part: number): string => {
  if (part >= 1) return '100 %'
  if (part <= 0) return '0 %'
  return `${Math.min(99, Math.max(1, Math.floor(part * 100)))} %`
}

/** "1 identity", "3 identities". */
export const plural = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const

/** Small numbers as words, for sentences. */
export const numberWord = (value: number): string => small[value] ?? count(value)

/** The first letter as a capital, for the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "attic", "attic and home", "attic, home and zoo". */
export const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** The key's bytes in base64, as node logs and some APIs write the id; `null` when `hex` is not hexadecimal. */
export const base64OfHex = (hex: string): string | null => {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return null
  const bytes = hex.match(/../g) ?? []
  return btoa(bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''))
}

/** One argument of a command line as a POSIX shell would need it. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

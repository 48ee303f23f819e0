const charset = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const addressLength = 24

/**
 * Checks a coinbase account as the node does at start.
 * @returns null when it is an address of the network `hrp`, else the node's words
 */
export function coinbaseError(address: string, hrp: string): string | null {
  const decoded = decodeBech32(address)
  if (typeof decoded === 'string') return `error decoding bech32: ${decoded}`
  const bytes = toBytes(decoded.data)
  // the conversion pads, so 24 bytes of address come out as 25
  if (bytes.length !== addressLength + 1) return `expected ${addressLength} bytes, got ${bytes.length}: wrong address length`
  if (decoded.hrp !== hrp) return `wrong network id: expected \`${hrp}\`, got \`${decoded.hrp}\`: unsupported network`
  const filled = bytes.slice(0, 4).find((byte) => byte !== 0)
  // guess: the words for an address whose first four bytes are not zero
  return filled === undefined ? null : `expected first 4 bytes to be 0, got ${filled}: reserved space not empty`
}

function decodeBech32(text: string): { hrp: string; data: number[] } | string {
  if (text.length < 8) return `invalid bech32 string length ${text.length}`
  const odd = text.split('').find((character) => character < '!' || character > '~')
  if (odd !== undefined) return `invalid character in string: '${odd}'`
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return 'string not all lowercase or all uppercase'
  const lower = text.toLowerCase()
  const separator = lower.lastIndexOf('1')
  if (separator < 1 || separator + 7 > lower.length) return `invalid separator index ${separator}`
  const hrp = lower.slice(0, separator)
  const letters = lower.slice(separator + 1).split('')
  const stranger = letters.find((letter) => !charset.includes(letter))
  if (stranger !== undefined) return `invalid character not part of charset: ${stranger.charCodeAt(0)}`
  const values = letters.map((letter) => charset.indexOf(letter))
  const data = values.slice(0, -6)
  const expected = checksum(hrp, data)
  const given = letters.slice(-6).join('')
  return expected === given ? { hrp, data } : `invalid checksum (expected ${expected} got ${given})`
}

function checksum(hrp: string, data: readonly number[]): string {
  const codes = hrp.split('').map((letter) => letter.charCodeAt(0))
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
  const sum = polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1
  return [5, 4, 3, 2, 1, 0].map((place) => charset[(sum >>> (5 * place)) & 31]).join('')
}

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [place, word] of generator.entries()) if ((top >>> place) & 1) sum ^= word
  }
  return sum >>> 0
}

/** Five-bit groups to bytes, the last one padded with zero bits. */
function toBytes(data: readonly number[]): number[] {
  const bits = data.map((value) => value.toString(2).padStart(5, '0')).join('')
  return (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))
}

import { describe, expect, it } from 'vitest'
import { parseKey, publicKeyOf } from './key-text.ts'

const seed = Buffer.alloc(32, 7)
const text = Buffer.concat([seed, publicKeyOf(seed)]).toString('hex')
const error = (content: string | Uint8Array) => {
  const result = parseKey(Buffer.from(content), 'x.key')
  return 'error' in result ? result.error : null
}

describe('a key file', () => {
  it('is exactly 128 hex characters, in either case', () => {
    expect(error(text)).toBeNull()
    expect(error(text.toUpperCase())).toBeNull()
  })

  it.each([
    [`${text}\n`, 'decoding private key in x.key: encoding/hex: invalid byte: U+000A'],
    [` ${text}`, "decoding private key in x.key: encoding/hex: invalid byte: U+0020 ' '"],
    [`${text}a`, 'decoding private key in x.key: encoding/hex: odd length hex string'],
    [`${text}\r\n`, 'invalid key size 65/64 for x.key'],
    [text.slice(1), 'invalid key size 63/64 for x.key'],
    ['', 'invalid key size 0/64 for x.key'],
    [`${text.slice(0, -2)}00`, 'private and public do not match'],
    [`g${text.slice(1)}`, "decoding private key in x.key: encoding/hex: invalid byte: U+0067 'g'"],
  ])('is refused in the words of the node: %#', (content, words) => {
    expect(error(content)).toBe(words)
  })
})

import { describe, expect, it } from 'vitest'
import { base64OfHex, shellWord, shortId } from './ids.ts'

describe('ids and shell words', () => {
  it('shortens an id to its first six and last four', () => {
    expect(shortId(`571fa9${'0'.repeat(54)}5e8c`)).toBe('571fa9…5e8c')
    expect(shortId('local.key')).toBe('local.key')
  })
  it('gives the id as base64 too', () => {
    expect(base64OfHex('00ff10')).toBe('AP8Q')
    expect(base64OfHex('0')).toBeNull()
    expect(base64OfHex('zz')).toBeNull()
  })
  it('quotes what a shell would split', () => {
    expect(shellWord('--dir=/disks/a')).toBe('--dir=/disks/a')
    expect(shellWord('/my disks/a')).toBe("'/my disks/a'")
    expect(shellWord("it's")).toBe("'it'\\''s'")
  })
})

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { deriveSmesherId } from '../keys/index.ts'
import { filesHolding } from './copies.io.ts'

const key =
  '24d639f149536af991e7e9bbcf7b6173826781c2d67e2c3aa625eb9e4775cb3a2e15539b77f91d39c1b7007ccbbe6c8d62facc32aa6aea51150a19b3b78ea62a'
const other =
  'd2babf34382517d65e868ac9f24977b8c155c876700802b208b68110bc76010d585d41db59a07220b661b313abb0f7318a1d9ec0dc12a69d2425db1c277e5f88'
const id = SmesherId.parse(key.slice(64))
const seed = key.slice(0, 64)
const raw = Buffer.from(key, 'hex')
const pairs = (text: string, between: string) => (text.match(/../g) ?? []).join(between)

const forms: readonly (readonly [string, string | Buffer])[] = [
  ['a line end', `${key}\n`],
  ['a line end of Windows', `${key}\r\n`],
  ['blanks around', `  ${key}\t\n\n`],
  ['a byte order mark', `\ufeff${key}`],
  ['two-byte text', Buffer.from(`\ufeff${key}`, 'utf16le')],
  ['0x', `0x${key}`],
  ['0X and upper case', `0X${key.toUpperCase()}`],
  ['quotes', `"${key}"`],
  ['a name before', `a1: ${key}\n`],
  ['lines of 64', `${seed}\n${key.slice(64)}\n`],
  ['lines of 16', key.match(/.{16}/g)?.join('\n') ?? ''],
  ['blanks between pairs', pairs(key, ' ')],
  ['colons between pairs', pairs(key, ':')],
  ['one character too many', `${key}0`],
  ['one character too many before', `0${key}`],
  ['a public half that is another’s', seed + other.slice(64)],
  ['a missing public half', seed],
  ['a missing public half, and a line end', `${seed}\n`],
  ['a missing public half in upper case with 0x', `0x${seed.toUpperCase()}`],
  ['64 bytes', raw],
  ['64 bytes and a line end', Buffer.concat([raw, Buffer.from('\n')])],
  ['the 32 bytes of the seed', raw.subarray(0, 32)],
  ['base64', raw.toString('base64')],
  ['base64 of the seed, as in addresses', `${raw.subarray(0, 32).toString('base64url')}\n`],
  ['another key before it', `${other}\n${key}\n`],
  ['JSON', JSON.stringify({ name: 'a1', key })],
]

test.each(forms)('with %s it is still this key, and the defect stays what it is', (_what, held) => {
  const read = deriveSmesherId(Buffer.from(held))
  expect(read.ok).toBe(false)
  expect(!read.ok && read.inside.includes(id)).toBe(true)
})

test('the public half alone is no key, nor is any other text', () => {
  for (const text of [key.slice(64), other, `${other}\n`, 'nothing', '']) {
    const read = deriveSmesherId(Buffer.from(text))
    expect(read.ok ? read.id === id : read.inside.includes(id)).toBe(false)
  }
})

test('property: whatever stands in a small file is read without fault, and in bounded time', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4_096 }), (bytes) => {
      const read = deriveSmesherId(bytes)
      expect(read.ok || read.inside.length <= 40).toBe(true)
    }),
    { numRuns: 200, seed: 1 },
  )
  const full = deriveSmesherId(Buffer.from('a'.repeat(4_096)))
  expect(!full.ok && full.inside.length).toBeLessThanOrEqual(40)
})

let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('files are seen under any name, one level down when asked, and what is large or a program’s own is not opened', async () => {
  folder = mkdtempSync(join(tmpdir(), 'copies-'))
  const put = (name: string, held: string | Buffer) => writeFileSync(join(folder, name), held)
  mkdirSync(join(folder, 'old'))
  put('a1', key)
  put('a1.KEY', key)
  put('backup.txt', `${key}\r\n`)
  put('old/seed.bin', raw.subarray(0, 32))
  put('other.key', other)
  put('postdata_0.bin', key)
  put('local.sql', key)
  put('large', key + ' '.repeat(5_000))
  symlinkSync(join(folder, 'a1'), join(folder, 'link'))
  const seen = async (below: boolean) =>
    (await filesHolding(folder, id, { below })).map(({ path, sound }) => [path.slice(folder.length + 1), sound])
  const here = [
    ['a1', true],
    ['a1.KEY', true],
    ['backup.txt', false],
    ['link', true],
  ]
  expect(await seen(false)).toEqual(here)
  expect(await seen(true)).toEqual([...here, ['old/seed.bin', false]])
  expect(await filesHolding(join(folder, 'none'), id)).toEqual([])
})

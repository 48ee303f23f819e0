import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Secret } from '../secret/index.ts'
import { createRedactor } from './redact.ts'

const id = 'c0ffee17'.repeat(8)
const facts = {
  homes: ['/home/somebody'],
  persons: ['somebody'],
  hosts: ['cupboard'],
  ids: [id, '9eebff023abb17ccb775c602daade8ed708f0a50'],
  paths: ['/mnt/Disks/with/A/long/path/that/looks/like/base64/because/it/is/long'],
  secrets: [new Secret('https://hooks.example/T0/B0/xyzzy-plugh')],
}
const redact = (text: string): string => createRedactor(facts).text(text)

/** A key as programs, shells and people print one. */
const forms: Readonly<Record<string, (key: Buffer) => string>> = {
  hex: (key) => key.toString('hex'),
  HEX: (key) => key.toString('hex').toUpperCase(),
  'with 0x': (key) => `0x${key.toString('hex')}`,
  base64: (key) => key.toString('base64'),
  base64url: (key) => key.toString('base64url'),
  'bytes as numbers': (key) => `[${[...key].join(', ')}]`,
  'bytes as Go prints them': (key) => `[${[...key].join(' ')}]`,
  'bytes as hex, apart': (key) => [...key].map((byte) => byte.toString(16).padStart(2, '0')).join(':'),
  'bytes as escapes': (key) => [...key].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  raw: (key) => key.toString('utf8'),
}
const around = fc.constantFrom(['', ''], ['key=', ' loaded'], ['{"key":"', '"}'], ['/mnt/x/', '.key'], ['\t', '\tINFO'])

test.each(Object.entries(forms))('a key as %s goes, whole or by its half, wherever it stands', (_, form) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), around, ([...bytes], [before = '', behind = '']) => {
      for (const key of [Buffer.from(bytes), Buffer.from(bytes.slice(0, 32))]) {
        const said = redact(`${before}${form(key)}${behind}`)
        for (const say of [forms.hex, forms.HEX, forms.base64, forms.base64url]) expect(said).not.toContain(say?.(key).slice(0, 20))
        if (form(key).length > 60) expect(said).not.toContain(form(key).slice(4, 44))
      }
    }),
    { numRuns: 60 },
  )
})

test('the private half goes also where the public one, which may stay, stands beside it', () => {
  const secret = 'ab'.repeat(32)
  expect(redact(`${secret}${id}`)).not.toContain(secret.slice(0, 10))
  expect(redact(`id ${id}`)).toBe(`id ${id}`)
  expect(redact(Buffer.from(id, 'hex').toString('base64'))).toBe(Buffer.from(id, 'hex').toString('base64'))
})

test.each([
  ['password=hunter2 next', 'hunter2'],
  ['{"smtp-password": "hunter2 and more"}', 'more'],
  ['--api-token hunter2 --other x', 'hunter2'],
  ['Authorization: Bearer hunter2', 'hunter2'],
  ['dial https://me:hunter2@host.example:9/x', 'hunter2'],
  ['dial https://me:p@hunter2@host.example:9/x', 'hunter2'],
  ['dial https://me:hunter2/x@host.example:9/x', 'hunter2'],
  ['dial https://me:hunter2#x@host.example:9/x', 'hunter2'],
  [String.raw`{"msg":"got {\"password\":\"my hunter2 pet\"}"}`, 'hunter2'],
  ['--password "my hunter2 pet" --x', 'hunter2'],
  [`mnemonic: ${'abandon ability '.repeat(5)}zoo hunter`, 'hunter'],
  ['/run/media/somebody/disk', 'somebody'],
  ['POST https://hooks.example/services/hunter2 failed', 'hunter2'],
  ['posted to https://hooks.example/T0/B0/xyzzy-plugh', 'xyzzy'],
  ['ws://host/?hunter2', 'hunter2'],
  ['MNEMONIC="a b hunter2"', 'hunter2'],
])('of %s the secret goes', (text, secret) => {
  expect(redact(text)).not.toContain(secret)
})

test('what helps stays, and whose it is goes', () => {
  const line = `2025-11-24T08:42:00Z INFO atx published cupboard /home/somebody/spacemesh http://127.0.0.1:9094 ${facts.paths[0]}/post`
  expect(redact(line)).toBe(`2025-11-24T08:42:00Z INFO atx published HOST ~/spacemesh http://127.0.0.1:9094 ${facts.paths[0]}/post`)
})

test('where an address leads stays', () => {
  expect(redact('http://[::1]:9094 https://host.example:443/ grpc://host')).toBe('http://[::1]:9094 https://host.example:443/ grpc://host')
})

test('values by their names, and what follows a flag, go from JSON; the rest is counted and stays', () => {
  const redactor = createRedactor(facts)
  const said = redactor.json({ api: { 'x-secret': ['a1'], on: 3 }, arguments: ['--password', 'b2', '--dir', 'c'], '/home/somebody': null })
  expect(JSON.parse(said)).toEqual({ api: { 'x-secret': '•••', on: 3 }, arguments: ['--password', '•••', '--dir', 'c'], '~': null })
  expect(redactor.taken()).toBeGreaterThan(0)
})

test('a line of a million letters takes no time', () => {
  const before = performance.now()
  for (const letter of ['a', 'Z', '-', 'ab ', '1 ', 'token']) redact(letter.repeat(Math.ceil(1e6 / letter.length)))
  expect(performance.now() - before).toBeLessThan(5_000)
})

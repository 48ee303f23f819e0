import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import { serialize } from 'node:v8'
import { expect, test } from 'vitest'
import type { StatePatch } from '../contract/state.ts'
import { Secret } from './secret.ts'

const text = 'correct horse battery staple'
const secret = new Secret(text)

test.each([
  ['a text around it', () => 'token '.concat(secret as unknown as string)],
  ['joined', () => ['token', secret].join(' ')],
  ['String', () => String(secret)],
  ['JSON', () => JSON.stringify({ door: { token: secret } })],
  ['inspect, as the console does', () => inspect({ secret }, { depth: null, showHidden: true, getters: true })],
  ['an error around it', () => inspect(new Error('failed', { cause: secret }))],
  ['its fields', () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret), Object.assign({}, secret)])],
  ['a message to a thread', () => serialize(secret).toString('latin1')],
  ['a copy', () => JSON.stringify(structuredClone(secret))],
])('%s does not tell it', (_, told) => {
  expect(told()).not.toContain('horse')
})

test('only who asks for its text gets it', () => {
  expect(secret.reveal()).toBe(text)
})

test('it fits into no patch of the state and no command line', () => {
  // @ts-expect-error a row takes text
  const patch: StatePatch = { nodes: { n: { error: secret } } }
  // @ts-expect-error an argument is text
  const run = (): unknown => execFileSync('echo', [secret])
  expect([JSON.stringify(patch), typeof run]).toEqual(['{"nodes":{"n":{"error":"•••"}}}', 'function'])
})

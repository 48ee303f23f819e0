import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeHostFrame, exceeds, limits, parseClientFrame } from './serve.ts'

test('any text is a frame or a fault, never an exception', () => {
  fc.assert(fc.property(fc.string(), (text) => ['string', 'object'].includes(typeof parseClientFrame(text))))
  fc.assert(fc.property(fc.json(), (text) => ['string', 'object'].includes(typeof parseClientFrame(text))))
})

test('deep nesting and a __proto__ key do no harm', () => {
  expect(parseClientFrame('['.repeat(100_000))).toBe('not-json')
  const frame = parseClientFrame('{"t":"call","id":1,"path":"a.b","input":{"__proto__":{"polluted":true}}}')
  expect(frame).toMatchObject({ t: 'call', id: 1 })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(parseClientFrame('{"t":"call","id":1,"path":"a.b","__proto__":{}}')).toBe('not-a-frame')
})

test.each([
  ['x'.repeat(10), 10, false],
  ['x'.repeat(11), 10, true],
  ['ü'.repeat(5), 10, false],
  ['ü'.repeat(6), 10, true],
  ['𝄞𝄞', 8, false],
  ['𝄞𝄞𝄞', 8, true],
])('bytes are counted as UTF-8', (text, limit, over) => expect(exceeds(text, limit)).toBe(over))

test('a frame to the page over the limit is not made', () => {
  expect(encodeHostFrame({ t: 'ok', id: 1, value: 'x'.repeat(limits.hostFrameBytes) })).toBeNull()
})

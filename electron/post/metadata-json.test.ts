import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NumberText, readJson } from './metadata-json.ts'

const valueIn = (text: string): unknown => {
  const read = readJson(text)
  return read.ok ? read.value : read.kind
}

test.each([
  ['{"a":5.0,"b":1e3,"c":-0,"d":18446744073709551615}', { a: '5.0', b: '1e3', c: '-0', d: '18446744073709551615' }],
  ['{ "a" : 1 , "b" : 2 }', { a: '1', b: '2' }],
  ['{"\\u0061":1.50,"\\"":2}', { a: '1.50', '"': '2' }],
  ['{"a":1,"a":2.0}', { a: '2.0' }],
  ['{"x":":1,","y":",\\"a\\":7","a":3}', { a: '3' }],
  ['{"in":{"a":4},"list":[{"a":5}],"a":6.0}', { a: '6.0' }],
])('each number of %s keeps its own text', (text, numbers) => {
  for (const [key, number] of Object.entries(numbers)) expect(valueIn(text)).toHaveProperty([key], new NumberText(number))
})

test('of a key that comes again the last value counts, and no key is more than a key', () => {
  expect(valueIn('{"a":1,"a":"x"}')).toEqual({ a: 'x' })
  expect(valueIn('{"a":"x","a":1.0}')).toEqual({ a: new NumberText('1.0') })
  const value = valueIn('{"__proto__":5.0,"constructor":6.0}')
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual(new NumberText('5.0'))
})

test('property: texts and numbers of any object are what was written, and its keys stand in their order', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.string(), value), { selector: ([key]) => key }), fc.nat(2), (fields, indent) => {
      const text = JSON.stringify(Object.fromEntries(fields), null, indent)
      const read = readJson(text)
      const written = Object.entries(JSON.parse(text))
      const kept = written.map(([key, one]) => [key, typeof one === 'number' ? new NumberText(JSON.stringify(one)) : one])
      expect(read.ok && read.keys).toEqual(written.map(([key]) => key))
      expect(read.ok && Object.entries(read.value ?? {})).toEqual(kept)
    }),
    { seed: 1 },
  )
})

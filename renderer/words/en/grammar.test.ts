import { expect, it } from 'vitest'
import { age } from './ages.ts'
import { capital, numberWord, plural } from './grammar.ts'

it('counts in words', () => {
  expect(plural(1, 'identity', 'identities')).toBe('1 identity')
  expect(plural(1200, 'identity', 'identities')).toBe('1,200 identities')
  expect(capital(numberWord(3))).toBe('Three')
  expect(numberWord(41)).toBe('41')
})

it('says ages', () => {
  expect([200, 3e3, 245e3, 3600e3 * 9].map(age)).toEqual(['now', '3 s ago', '4 min ago', '9 h ago'])
})

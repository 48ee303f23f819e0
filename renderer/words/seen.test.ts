import { expect, it } from 'vitest'
import { saw } from '../../electron/contract/seen.ts'
import { seenText } from './seen.ts'

it('says what Smeshdesk saw, with its values as they are', () => {
  expect(seenText(`${saw('process', '7', '', 'go-spacemesh -d "/a b"')}; and more`)).toBe('process 7: go-spacemesh -d "/a b"; and more')
})

it.each([
  ['a word of no list', '["nobody-said-this","x"]'],
  ['a name that every object has', '["constructor","x"]'],
  ['values that are none', String.raw`["process","\q"]`],
  ['a raw line end inside a value', '["process","a\nb"]'],
  ['a part that was cut', '["process","7","/opt/go-sp'],
])('leaves a line of the outside as it came: %s', (_, line) => {
  expect(seenText(line)).toBe(line)
})

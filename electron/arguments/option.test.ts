import { expect, test } from 'vitest'
import { type OptionName, optionIn, withOption } from './option.ts'

const threads: OptionName = ['threads']
const address: OptionName = ['address', 'a']

test.each([
  [['--threads', '2'], threads, '2'],
  [['--threads=2', '--nonces', '16'], threads, '2'],
  [['-a', 'http://x'], address, 'http://x'],
  [['-ahttp://x'], address, 'http://x'],
  [['-a=http://x'], address, 'http://x'],
  [['--threads', '--nonces', '16'], threads, null],
  [['--threads'], threads, null],
  [['--ca-cert', 'x'], ['cert'], null],
  [[], threads, null],
])('in %j', (words, name, value) => {
  expect(optionIn(words, name as OptionName)).toBe(value)
})

test.each([
  [['--threads', '2', '--nonces', '16'], threads, '4', ['--threads', '4', '--nonces', '16']],
  [['--threads=2'], threads, '4', ['--threads=4']],
  [['-ahttp://x', '--threads', '1'], address, 'http://y', ['-ahttp://y', '--threads', '1']],
  [['-a', 'http://x'], address, null, []],
  [['--threads=2', 'x'], threads, null, ['x']],
  [['x'], threads, null, ['x']],
  [['x'], threads, '2', ['x', '--threads', '2']],
])('%j with %s %s', (...[words, name, value, wanted]) => {
  expect(withOption(words, name as OptionName, value)).toEqual(wanted)
})

import { expect, it } from 'vitest'
import { shellWord } from '../../words/format.ts'
import { splitArguments } from './split-arguments.ts'

it('splits as a shell does', () => {
  expect(splitArguments('  -c /data/config.json  -d "/my data" ')).toEqual(['-c', '/data/config.json', '-d', '/my data'])
  expect(splitArguments("--dir='/a b'/c --x=\\ y")).toEqual(['--dir=/a b/c', '--x= y'])
  expect(splitArguments('')).toEqual([])
  expect(splitArguments("''")).toEqual([''])
})
it('refuses an open quote', () => {
  expect(splitArguments('-d "/my data')).toBeNull()
  expect(splitArguments("it's")).toBeNull()
})
it('takes back what is shown for copying', () => {
  const line = ['--dir', "/disk's one", '--nonces', '288', 'a"b', 'c\\d', '']
  expect(splitArguments(line.map((word) => (word === '' ? "''" : shellWord(word))).join(' '))).toEqual(line)
})

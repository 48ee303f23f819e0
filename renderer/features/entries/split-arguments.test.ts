import { expect, it } from 'vitest'
import { shellWord } from '../../format/ids.ts'
import { splitArguments } from './split-arguments.ts'

it('takes back what is shown for copying', () => {
  const line = ['--dir', "/disk's one", '--nonces', '288', 'a"b', 'c\\d', '']
  expect(splitArguments(line.map((word) => (word === '' ? "''" : shellWord(word))).join(' '))).toEqual(line)
})
it('a backslash is a letter where the computer is one of Windows', () => {
  expect(splitArguments('--dir .\\post1', 'C:\\Users\\me')).toEqual(['--dir', '.\\post1'])
  expect(splitArguments('--dir D:\\post1')).toEqual(['--dir', 'D:\\post1'])
  expect(splitArguments('--dir my\\ post', '/home/me')).toEqual(['--dir', 'my post'])
})
it('refuses an open quote only', () => {
  expect(splitArguments('-d "/my data')).toBeNull()
  expect(splitArguments('-d /p \\\n')).toEqual(['-d', '/p'])
})
it('leaves out what starts the program and what the shell keeps for itself', () => {
  expect(splitArguments('sudo nohup ./post-service --dir /p > log 2>&1 &')).toEqual(['./post-service', '--dir', '/p'])
})

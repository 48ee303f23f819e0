import { expect, test } from 'vitest'
import { parsePsLine, psArguments } from './ps-line.ts'

// The forms are those of BSD's ps (the manual of macOS: `lstart` is the exact time the command started, using strftime's %c; one
// state letter with marks behind it), in the C locale. They were not recorded: no Mac was at hand (docs/not-verified.md).
const line = 'Sat Nov 29 09:05:03 2025     Ss   /opt/post-service --dir /Volumes/My Disk/post --address http://127.0.0.1:9094\n'

test('a process that runs, with its whole command line', () => {
  expect(parsePsLine(line)).toEqual({
    started: 'Sat Nov 29 09:05:03 2025',
    zombie: false,
    command: '/opt/post-service --dir /Volumes/My Disk/post --address http://127.0.0.1:9094',
  })
  expect(parsePsLine('Sat Aug  1 10:48:00 2026 R+   sleep 1\n')?.started).toBe('Sat Aug  1 10:48:00 2026')
})

test('one that has ended and waits for its parent', () => {
  expect(parsePsLine('Sat Nov 29 09:05:03 2025     Z    (post-service)\n')).toMatchObject({ zombie: true })
})

test.each([
  ['nothing', ''],
  ['another language', 'Sa 29 Nov 09:05:03 2025 S x'],
  ['two lines', line + line],
  ['a complaint', 'ps: illegal option'],
])('nothing is taken from %s', (_what, output) => {
  expect(parsePsLine(output)).toBeNull()
})

test('it is asked of one process, and in full width', () => {
  expect(psArguments(42)).toEqual(['-ww', '-o', 'lstart=,stat=,command=', '-p', '42'])
})

import { expect, test } from 'vitest'
import { inThread } from './in-thread.io.ts'

/** Looks at numbers: odd ones only the careful way can tell. */
const looks = (program: string) => {
  const alone: number[] = []
  const look = inThread<number, string>({
    name: 'numbers',
    program,
    alone: (asked) => {
      alone.push(asked)
      return Promise.resolve(`alone ${asked}`)
    },
  })
  return { alone, all: (count: number) => Promise.all(Array.from({ length: count }, (_, at) => look(at))) }
}
const evens = "const run = { look: (asked) => (asked % 2 === 0 ? 'thread ' + asked : null) }"

test('a few are looked at without a thread', async () => {
  const { all, alone } = looks(evens)
  expect(await all(3)).toEqual(['alone 0', 'alone 1', 'alone 2'])
  expect(alone).toHaveLength(3)
})

test('many go to a thread together; what it can’t tell is looked at alone, and each answer is its own', async () => {
  const { all, alone } = looks(evens)
  const told = await all(301)
  expect(told[300]).toBe('thread 300')
  expect(told.every((said, at) => said === `${at % 2 === 0 ? 'thread' : 'alone'} ${at}`)).toBe(true)
  expect(alone.every((asked) => asked % 2 === 1)).toBe(true)
})

test.each([
  ['that does not begin', 'throw new Error("no")'],
  ['that breaks', 'const run = { look: () => process.exit(1) }'],
])('a thread %s is done without', async (_how, program) => {
  const { all } = looks(program)
  expect(await all(40)).toEqual(Array.from({ length: 40 }, (_, at) => `alone ${at}`))
})

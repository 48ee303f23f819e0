import { expect, test } from 'vitest'
import { createFaults, guarded } from './faults.ts'

function setup() {
  const lines: string[] = []
  const time = { now: 0 }
  let count = 0
  const faults = createFaults({ log: (line) => lines.push(line), now: () => time.now, reference: () => `r${++count}` })
  return { lines, time, faults }
}
const hour = 3_600_000

test('the same fault of the same source is logged once, with its stack, and again after an hour', () => {
  const { lines, time, faults } = setup()
  for (let second = 0; second < 1_000; second += 1) {
    time.now = second * 1_000
    expect(faults.tell('node attic: status', new Error('bad answer')).reference).toBe('r1')
  }
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^fault r1 in node attic: status: Error: bad answer\n\s+at /)
  time.now = hour
  expect(faults.tell('node attic: status', new Error('bad answer')).reference).toBe('r2')
  expect(lines).toHaveLength(2)
})

test('another fault, and another source, are logged at once', () => {
  const { lines, faults } = setup()
  faults.tell('a', new Error('one'))
  faults.tell('a', new Error('two'))
  faults.tell('b', new Error('two'))
  faults.tell('b', 'no error at all')
  expect(lines).toHaveLength(4)
})

test('telling never throws, whatever it is told and whatever the log does', () => {
  const broken = createFaults({
    log: () => {
      throw new Error('EPIPE')
    },
    now: () => 0,
    reference: () => 'r',
  })
  const odd = {
    toString: () => {
      throw new Error('not even text')
    },
  }
  for (const error of [odd, null, undefined, 1n, new Error('x')]) expect(broken.tell('a', error).reference).toBe('r')
})

test('a guarded act throws nothing and tells everything', () => {
  const told: unknown[] = []
  const act = guarded(
    (text: string) => {
      throw new Error(text)
    },
    (error) => told.push(String(error)),
  )
  act('a')
  act('b')
  expect(told).toEqual(['Error: a', 'Error: b'])
})

import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { closeAndExit, endWhenUnhandled } from './last-resort.ts'

function setup(close: () => Promise<void>) {
  const events = new EventEmitter()
  const steps: string[] = []
  const ending = {
    close: () => {
      steps.push('close')
      return close()
    },
    exit: (code: number) => void steps.push(`exit ${code}`),
    log: (line: string) => void steps.push(line),
  }
  endWhenUnhandled(events, ending)
  return { events, steps, ending }
}

test.each(['uncaughtException', 'unhandledRejection'])('%s: told with a reference, moves rest, exit 70', async (event) => {
  const { events, steps } = setup(() => Promise.resolve())
  events.emit(event, new Error('nobody caught me'))
  await vi.waitFor(() => expect(steps.at(-1)).toBe('exit 70'))
  expect(steps[0]).toMatch(new RegExp(`^fault [0-9a-f]{8} in ${event}: Error: nobody caught me`))
  expect(steps.filter((step) => step === 'close')).toHaveLength(1)
})

test('more of them while it ends are told and end nothing twice; a close that fails ends it all the same', async () => {
  const { events, steps } = setup(() => Promise.reject(new Error('the disk is gone')))
  events.emit('uncaughtException', new Error('one'))
  events.emit('unhandledRejection', 'two')
  await vi.waitFor(() => expect(steps.at(-1)).toBe('exit 70'))
  expect(steps.filter((step) => step.startsWith('exit'))).toEqual(['exit 70'])
  expect(steps.some((step) => step.includes('two'))).toBe(true)
  expect(steps.some((step) => step.includes('the disk is gone'))).toBe(true)
})

test('a close that never ends is given up, and the lock goes with the process', async () => {
  vi.useFakeTimers()
  try {
    const { steps, ending } = setup(() => new Promise(() => undefined))
    void closeAndExit(ending, 0)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(steps.at(-1)).toBe('exit 70')
  } finally {
    vi.useRealTimers()
  }
})

import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { once, quitRequested } from './quit.ts'

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  '%s asks to end; whatever comes after it is answered, and cuts nothing short',
  async (signal) => {
    const signals = new EventEmitter()
    let again = 0
    const asked = quitRequested(signals, () => {
      again += 1
    })
    signals.emit(signal)
    await asked
    expect(again).toBe(0)
    signals.emit('SIGTERM')
    signals.emit('SIGHUP')
    expect(again).toBe(2)
  },
)

test('two ways to the end are one end', async () => {
  let closed = 0
  const close = once(async () => {
    closed += 1
  })
  await Promise.all([close(), close()])
  expect(closed).toBe(1)
})

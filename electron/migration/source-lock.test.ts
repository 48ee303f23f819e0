import { expect, test } from 'vitest'
import { createSourceLock } from './source-lock.ts'
import type { NodeLock } from './world.ts'

const lock = (release: () => Promise<void>): NodeLock => ({ what: 'local.sql', held: () => true, release })

test('a holder that can not be ended keeps no run from coming to rest, and is not taken for held', async () => {
  const own = createSourceLock(async () => lock(() => Promise.reject(new Error('kill'))))
  await own.take()
  expect(await own.take()).toBe('held')
  await expect(own.release()).resolves.toBeUndefined()
  expect(await own.take()).not.toBe('held')
})

test('a holder that was ended by others is let go and taken anew', async () => {
  let released = 0
  let alive = true
  const own = createSourceLock(async () => ({ what: 'local.sql', held: () => alive, release: async () => void released++ }))
  await own.take()
  alive = false
  expect(await own.take()).not.toBe('held')
  expect(released).toBe(1)
})

test('what somebody else has is not released by us, and what fails to be tried is told', async () => {
  const own = createSourceLock(async () => 'taken')
  expect(await own.take()).toBe('taken')
  await own.release()
  await expect(createSourceLock(() => Promise.reject(new Error('no'))).take()).rejects.toThrow('no')
})

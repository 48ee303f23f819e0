import { expect, test } from 'vitest'
import { paced } from './paced.ts'
import { repeat } from './repeat.ts'
import { manualClock } from './testing/manual-clock.ts'

test('a look that throws is told, and the loop keeps its pace', async () => {
  const time = manualClock()
  const at: number[] = []
  const told: string[] = []
  const went: number[] = []
  const poll = async () => {
    at.push(time.clock.now())
    if (at.length === 2 || at.length === 3) throw new Error(`look ${at.length}`)
    return 100
  }
  const loop = repeat(time.clock, poll, { failed: (error) => told.push(String(error)), went: () => went.push(time.clock.now()) })
  await time.advance(450)
  expect(at).toEqual([0, 100, 200, 300, 400])
  expect(told).toEqual(['Error: look 2', 'Error: look 3'])
  expect(went).toEqual([0, 300, 400])
  loop.stop()
})

test('one that never went well is tried every five seconds, not at once and not never', async () => {
  const time = manualClock()
  let looks = 0
  const poll = () => {
    looks += 1
    throw new Error('before any promise')
  }
  const loop = repeat(time.clock, poll, { failed: () => undefined })
  await time.advance(14_999)
  expect(looks).toBe(3)
  loop.stop()
})

test('what throws after the end is nobody’s fault', async () => {
  const time = manualClock()
  const told: unknown[] = []
  const { promise, reject } = Promise.withResolvers<number>()
  const poll = () => promise
  const loop = repeat(time.clock, poll, { failed: (error) => told.push(error) })
  loop.stop()
  reject(new Error('cancelled'))
  await time.advance(60_000)
  expect(told).toEqual([])
})

test('paced work that throws is told, and runs again when it is asked for', async () => {
  const time = manualClock()
  const told: unknown[] = []
  let runs = 0
  const run = () => {
    runs += 1
    if (runs === 1) throw new Error('once')
  }
  const work = paced(time.clock, 100, { run, failed: (error) => told.push(error) })
  work.soon()
  await time.advance(0)
  work.soon()
  await time.advance(100)
  expect({ runs, told: told.length }).toEqual({ runs: 2, told: 1 })
})

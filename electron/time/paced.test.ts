import { expect, test } from 'vitest'
import { paced } from './paced.ts'
import { manualClock } from './testing/manual-clock.ts'

const setup = () => {
  const time = manualClock(1_000)
  const ran: number[] = []
  return { time, ran, work: paced(time.clock, 100, { run: () => void ran.push(time.clock.now()), failed: () => undefined }) }
}

test('what is asked for after a quiet time runs at once', async () => {
  const { time, ran, work } = setup()
  work.soon()
  await time.advance(0)
  expect(ran).toEqual([1_000])
  await time.advance(500)
  work.soon()
  await time.advance(0)
  expect(ran).toEqual([1_000, 1_500])
})

test('what is asked for without end runs once in each pause', async () => {
  const { time, ran, work } = setup()
  for (let turn = 0; turn < 50; turn += 1) {
    work.soon()
    work.soon()
    await time.advance(10)
  }
  expect(ran).toEqual([1_000, 1_100, 1_200, 1_300, 1_400, 1_500])
})

test('nothing runs when nothing was asked for, nor after the end', async () => {
  const { time, ran, work } = setup()
  work.soon()
  await time.advance(1_000)
  work.soon()
  work.stop()
  await time.advance(1_000)
  expect(ran).toEqual([1_000])
})

test('what must run now runs, and the pause begins anew', async () => {
  const { time, ran, work } = setup()
  work.soon()
  await time.advance(60)
  work.soon()
  work.now()
  await time.advance(60)
  work.soon()
  await time.advance(60)
  expect(ran).toEqual([1_000, 1_060, 1_160])
})

import { expect, onTestFinished, test } from 'vitest'
import { manualClock } from '../time/testing/manual-clock.ts'
import { type LookOptions, LookThreads } from './look-threads.io.ts'

type Asked = number | { readonly gate: SharedArrayBuffer; readonly slips?: boolean } | 'breaks'

/** Looks at numbers; behind a closed gate it hangs in a call that waits, as one to a dead drive does. */
const program = `
const { workerData } = require('node:worker_threads')
const run = {
  look: (asked) => {
    if (asked === 'breaks') process.exit(1)
    if (typeof asked === 'number') return 'found ' + asked
    const gate = new Int32Array(asked.gate)
    Atomics.add(gate, 1, 1)
    Atomics.wait(gate, 0, 0)
    // As where the thread goes on to the next of its batch while it is being left.
    if (asked.slips) Atomics.add(workerData, 0, 1)
    return 'came back'
  },
}`
const way = { name: 'numbers', program }

function opened(options: LookOptions = {}) {
  const { clock, advance } = manualClock(0)
  const threads = new LookThreads({ clock, patienceMs: 10_000, stuckMs: 500, mountPoint: () => null, ...options })
  const look = (asked: Asked, path: string) => threads.look(way, asked, path)
  const numbers = (count: number, folder = '/home') => Promise.all(Array.from({ length: count }, (_, at) => look(at, `${folder}/${at}`)))
  /** What hangs has begun to: then time goes on until its thread is left. */
  const stuckAt = async (...gates: readonly ReturnType<typeof gate>[]) => {
    while (gates.some(({ begun }) => begun() === 0)) await new Promise(setImmediate)
    for (let step = 0; step < 4; step++) await advance(250)
  }
  const patience = () => advance(10_000)
  return { look, numbers, stuckAt, patience }
}

function gate() {
  const shared = new SharedArrayBuffer(8)
  const state = new Int32Array(shared)
  const open = () => {
    Atomics.store(state, 0, 1)
    Atomics.notify(state, 0)
  }
  return { asked: { gate: shared }, open, begun: () => Atomics.load(state, 1) }
}
const why = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    ({ code }: { code: string }) => code,
  )

test('each answer is its own, of a few and of many', async () => {
  const { numbers } = opened()
  expect(await numbers(3)).toEqual(['found 0', 'found 1', 'found 2'])
  expect(await numbers(1_001)).toEqual(Array.from({ length: 1_001 }, (_, at) => `found ${at}`))
})

test('what hangs is given up after a while, and all else that was asked with it is answered long before', async () => {
  const { look, numbers, stuckAt, patience } = opened()
  const dead = gate()
  const hung = why(look(dead.asked, '/nas/a'))
  const others = numbers(300)
  await stuckAt(dead)
  expect(await others).toHaveLength(300)
  expect(await Promise.race([hung, Promise.resolve('waits')])).toBe('waits')
  await patience()
  expect(await hung).toBe('["no-answer"]')
  dead.open()
})

test('it is not asked again while it hangs, and is once it has come back', async () => {
  const { look, numbers, stuckAt, patience } = opened()
  const dead = gate()
  const hung = why(look(dead.asked, '/nas/a'))
  await stuckAt(dead)
  const waits = why(look(dead.asked, '/nas/a'))
  await patience()
  expect([await hung, await waits, await why(look(dead.asked, '/nas/a'))]).toEqual(Array(3).fill('["no-answer"]'))
  expect([await numbers(1), dead.begun()]).toEqual([['found 0'], 1])
  dead.open()
  while ((await why(look(dead.asked, '/nas/a'))) !== 'answered') await new Promise(setImmediate)
  expect(dead.begun()).toBe(2)
})

test('what was only slow is answered', async () => {
  const { look, numbers, stuckAt, patience } = opened()
  const slow = gate()
  const answer = look(slow.asked, '/disk/asleep')
  await stuckAt(slow)
  await numbers(10)
  slow.open()
  expect(await answer).toBe('came back')
  await patience()
})

test('where a file system answers as a whole, what hangs below a link in it takes nothing with it', async () => {
  const { look, numbers, stuckAt } = opened({ mountPoint: () => '/home' })
  const gone = gate()
  const hung = why(look(gone.asked, '/home/link/to/nas'))
  await stuckAt(gone)
  expect(await numbers(20)).toHaveLength(20)
  gone.open()
  expect(await hung).toBe('answered')
})

test('a dozen that hang hang alone; when there are more, what is asked is refused, never waited for', async () => {
  const { look, numbers, stuckAt, patience } = opened()
  const hangs = async (count: number, at: string): Promise<(() => Promise<string>)[]> => {
    const all: (() => Promise<string>)[] = []
    for (let one = 0; one < count; one++) {
      const dead = gate()
      onTestFinished(dead.open)
      const hung = why(look(dead.asked, `${at}/${one}`))
      all.push(() => hung)
      await stuckAt(dead)
    }
    return all
  }
  const dozen = await hangs(12, '/nas')
  expect(await numbers(5)).toHaveLength(5)
  const more = await hangs(4, '/other')
  expect(await why(numbers(1))).toBe('["no-answer"]')
  await patience()
  expect(await Promise.all([...dozen, ...more].map((hung) => hung()))).toEqual(Array(16).fill('["no-answer"]'))
})

test('what came back counts as stuck no more, also where its thread was told of too late', async () => {
  const { look, numbers, stuckAt } = opened()
  for (let one = 0; one < 16; one++) {
    const slow = gate()
    const answer = why(look({ ...slow.asked, slips: true }, `/disk/${one}`))
    const others = numbers(3)
    await stuckAt(slow)
    slow.open()
    expect([await answer, (await others).length]).toEqual(['answered', 3])
  }
  expect(await numbers(1)).toEqual(['found 0'])
})

test('a thread that breaks is told for what it broke at alone', async () => {
  const { look, numbers } = opened()
  const [broken, others] = [why(look('breaks', '/x')), numbers(100)]
  expect([await broken, (await others).length]).toEqual(['["look-ended"]', 100])
})

test('a program that can’t even begin is told, and breaks no other', async () => {
  const threads = new LookThreads()
  expect(await why(threads.look({ name: 'bad', program: 'throw new Error("no")' }, 1, '/x'))).toBe('["look-ended"]')
  expect(await threads.look(way, 1, '/x')).toBe('found 1')
})

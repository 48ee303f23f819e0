import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { capLog, keepBudget } from './log-cap.io.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-logs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const sizes = (...names: string[]) =>
  Promise.all(
    names.map((name) =>
      stat(at(name)).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  )

test('however long a burst was, its newest bytes are kept, and no more of them than the cap', async () => {
  await writeFile(at('a.log'), `${'x'.repeat(5_000)}the last words`)
  expect(await capLog(at('a.log'), { maxBytes: 1_000, keep: 2 })).toBe(true)
  expect(await sizes('a.log', 'a.log.1', 'a.log.2')).toEqual([0, 1_000, null])
  expect(await readFile(at('a.log.1'), 'utf8')).toMatch(/x+the last words$/)
  await writeFile(at('a.log'), 'y'.repeat(1_001))
  await capLog(at('a.log'), { maxBytes: 1_000, keep: 2 })
  expect((await readFile(at('a.log.2'), 'utf8')).endsWith('the last words')).toBe(true)
  expect(await capLog(at('a.log'), { maxBytes: 1_000, keep: 2 })).toBe(false)
})

test('what can not be kept aside is cut all the same', async () => {
  await mkdir(at('a.log.1'))
  await writeFile(at('a.log'), 'x'.repeat(2_000))
  await expect(capLog(at('a.log'), { maxBytes: 1_000, keep: 1 })).rejects.toThrow()
  expect(await sizes('a.log')).toEqual([0])
})

test('beyond the budget the oldest of what was cut off goes first, and never a live file or another one', async () => {
  await mkdir(at('nodes'))
  for (const [index, name] of ['a.log.3', 'nodes/n.log.1', 'a.log.1', 'a.log', 'nodes/n.log', 'kept.txt'].entries()) {
    await writeFile(at(name), 'x'.repeat(1_000))
    await utimes(at(name), 1_000 + index, 1_000 + index)
  }
  expect(await keepBudget(folder, 3_000)).toBe(3_000)
  expect(await sizes('a.log.3', 'nodes/n.log.1', 'a.log.1', 'a.log', 'nodes/n.log', 'kept.txt')).toEqual([
    null,
    null,
    1_000,
    1_000,
    1_000,
    1_000,
  ])
  expect(await keepBudget(folder, 0)).toBe(2_000)
  expect(await sizes('a.log', 'nodes/n.log', 'kept.txt')).toEqual([1_000, 1_000, 1_000])
})

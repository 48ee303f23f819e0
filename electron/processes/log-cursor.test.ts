import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LogCursor, logEnd, readParts } from './log-cursor.io.ts'

let folder = ''
let path = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cursor-'))
})
beforeEach(() => {
  path = join(folder, `${Math.random()}.log`)
})
afterAll(() => rm(folder, { recursive: true }))

test('a run is read from where it began, by whole lines only, and on from there', async () => {
  await writeFile(path, 'of the run before\nfirst\nhal')
  const cursor = new LogCursor(path, { from: 18, mostBytes: 1_000 })
  expect(await cursor.look()).toEqual({ lines: ['first'], anew: true })
  expect(await cursor.look()).toEqual({ lines: [], anew: false })
  await appendFile(path, 'f\nnext\n')
  expect(await cursor.look()).toEqual({ lines: ['half', 'next'], anew: false })
})

test('a file that was cut, or replaced by a longer one, is read from its beginning, and says so', async () => {
  await writeFile(path, 'one\ntwo\n')
  const cursor = new LogCursor(path, { from: 0, mostBytes: 1_000 })
  await cursor.look()
  await writeFile(path, 'new\n')
  expect(await cursor.look()).toEqual({ lines: ['new'], anew: true })
  await writeFile(`${path}.next`, 'another file, which is longer\n')
  await rename(`${path}.next`, path)
  expect(await cursor.look()).toEqual({ lines: ['another file, which is longer'], anew: true })
})

test('of more than is read at once the newest whole lines are given, and a run shorter than its beginning is read whole', async () => {
  await writeFile(path, Array.from({ length: 100 }, (_, at) => `line ${at}\n`).join(''))
  expect((await new LogCursor(path, { from: 0, mostBytes: 20 }).look())?.lines).toEqual(['line 98', 'line 99'])
  expect((await new LogCursor(path, { from: null, mostBytes: 20 }).look())?.lines).toEqual(['line 98', 'line 99'])
  expect((await new LogCursor(path, { from: 1e6, mostBytes: 1e5 }).look())?.lines).toHaveLength(100)
})

test('no file is nothing to read, for whoever follows; who wants its end or parts hears of it', async () => {
  expect(await new LogCursor(path, { from: 0, mostBytes: 10 }).look()).toBeNull()
  await expect(logEnd(path, 10)).rejects.toThrow('ENOENT')
  await writeFile(path, 'head and tail')
  expect(await logEnd(path, 4)).toBe('tail')
  expect(
    await readParts(path, (size) => [
      [0, 4],
      [size - 4, size],
    ]),
  ).toEqual(['head', 'tail'])
})

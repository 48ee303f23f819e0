import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import type { DurableFs } from './durable-fs.ts'
import { openJournal } from './journal.io.ts'
import { type JournalDraft, parseJournal } from './journal.ts'
import { holdFile, NotOurs } from './owner-lock.io.ts'
import { realFs } from './real-fs.io.ts'

let folder = ''
const path = () => join(folder, 'journal.jsonl')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const note = (step: string): JournalDraft => ({
  kind: 'NOTE',
  batch: 'b1',
  step,
  from: null,
  to: null,
  ts: 1,
  mono: 2,
  bootId: 'boot',
  appVersion: '0.1.0',
  evidence: {},
})
const steps = () => parseJournal(readFileSync(path(), 'utf8')).records.map(({ step }) => step)

test('appends are on disk in the order they were asked for', async () => {
  const journal = await openJournal(path())
  await Promise.all(['a', 'b', 'c'].map((step) => journal.append(note(step))))
  expect(steps()).toEqual(['a', 'b', 'c'])
  expect((await openJournal(path())).head()).toBe(journal.head())
})

test('a torn tail is cut before the next record is written', async () => {
  const first = await openJournal(path())
  await first.append(note('a'))
  appendFileSync(path(), '{"v":1,"seq":2,"ki')
  const journal = await openJournal(path())
  expect(journal.state).toBe('torn-tail')
  await journal.append(note('b'))
  expect(parseJournal(readFileSync(path(), 'utf8')).state).toBe('whole')
  expect(steps()).toEqual(['a', 'b'])
})

test('a broken journal is read as far as it holds and takes nothing more', async () => {
  const first = await openJournal(path())
  for (const step of ['a', 'b', 'c']) await first.append(note(step))
  writeFileSync(path(), readFileSync(path(), 'utf8').replace('"b"', '"x"'))
  const journal = await openJournal(path())
  expect(journal).toMatchObject({ state: 'broken', badLine: 2 })
  await expect(journal.append(note('d'))).rejects.toThrow(saw('journal-line', '2'))
})

test('two that have one journal open: the second writes nothing while the first has it, nor over what the first wrote', async () => {
  const one = await openJournal(path(), { hold: holdFile })
  const other = await openJournal(path(), { hold: holdFile })
  await one.append(note('a'))
  await expect(other.append(note('x'))).rejects.toThrow(NotOurs)
  await one.letGo()
  await expect(other.append(note('x'))).rejects.toThrow(NotOurs)
  await other.letGo()
  await one.append(note('b'))
  expect(steps()).toEqual(['a', 'b'])
  const next = await openJournal(path(), { hold: holdFile })
  await one.letGo()
  await next.append(note('c'))
  expect(parseJournal(readFileSync(path(), 'utf8'))).toMatchObject({ state: 'whole', records: { length: 3 } })
})

test.each([
  ['taken away', () => rmSync(path())],
  ['cut', () => writeFileSync(path(), '')],
  ['written on', () => appendFileSync(path(), 'x')],
  ['begun anew', () => writeFileSync(path(), '{}\n')],
])('a journal that was %s by others takes nothing more, and stays as it is', async (_how, change) => {
  const journal = await openJournal(path())
  await journal.append(note('a'))
  change()
  const before = (await realFs.stat(path()))?.sizeBytes
  await expect(journal.append(note('b'))).rejects.toThrow(NotOurs)
  expect((await realFs.stat(path()))?.sizeBytes).toBe(before)
})

test.each(['ENOSPC', 'EIO'])('after a failed append (%s) the record is not believed and the next one heals the file', async (code) => {
  let failing = false
  const fs: DurableFs = {
    ...realFs,
    openAppend: async (at, mode) => {
      const file = await realFs.openAppend(at, mode)
      const fail = async (): Promise<never> => {
        throw Object.assign(new Error(code), { code })
      }
      if (!failing) return file
      return code === 'EIO'
        ? { ...file, sync: fail }
        : { ...file, write: async (bytes) => (bytes.length > 9 ? file.write(bytes.subarray(0, 9)) : fail()) }
    },
  }
  const journal = await openJournal(path(), { fs })
  await journal.append(note('a'))
  failing = true
  await expect(journal.append(note('lost'))).rejects.toThrow()
  expect(journal.records.map(({ step }) => step)).toEqual(['a'])
  failing = false
  await journal.append(note('b'))
  expect(steps()).toEqual(['a', 'b'])
})

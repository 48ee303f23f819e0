import { appendFileSync, chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { changedFiles, openForWriting, standingFiles } from './left-alone.ts'

const folder = mkdtempSync(join(tmpdir(), 'left-alone-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'identities'))
const key = join(folder, 'identities', 'a1.key')
writeFileSync(key, 'aa')
writeFileSync(join(folder, 'local.sql'), '')

test('a file that was written, came, or got another mode is told; what its program writes is not looked at', () => {
  const before = standingFiles(folder)
  appendFileSync(join(folder, 'local.sql'), 'rows')
  expect(changedFiles(before, standingFiles(folder))).toEqual([])
  chmodSync(key, 0o644)
  writeFileSync(join(folder, 'config.json'), '{}')
  expect(changedFiles(before, standingFiles(folder)).sort()).toEqual(['config.json', join('identities', 'a1.key')])
})

test('a file that is open for writing is told, one that is read is not', () => {
  const reading = openSync(key, 'r')
  expect(openForWriting(process.pid, folder)).toEqual([])
  const writing = openSync(key, 'r+')
  expect(openForWriting(process.pid, folder)).toEqual([key])
  closeSync(writing)
  closeSync(reading)
})

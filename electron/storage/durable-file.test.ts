import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { putFile, renameDurably } from './durable-file.io.ts'
import { DiskFailing, type DurableFs, type WritableFile } from './durable-fs.ts'
import { realFs } from './real-fs.io.ts'

let folder = ''
const at = (name: string) => join(folder, name)
const text = (name: string) => readFileSync(at(name), 'utf8')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-storage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The real file system with some writable files changed. */
const withFiles = (change: (file: WritableFile) => Partial<WritableFile>): DurableFs => ({
  ...realFs,
  openExclusive: async (path, mode) => {
    const file = await realFs.openExclusive(path, mode)
    return { ...file, ...change(file) }
  },
})
const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(code), { code })
}

test('writes, replaces, keeps modes and leaves nothing beside', async () => {
  await putFile(at('settings.json'), 'one', { replace: false })
  await putFile(at('settings.json'), 'two', { replace: true, mode: 0o644 })
  expect(text('settings.json')).toBe('two')
  expect(statSync(at('settings.json')).mode & 0o777).toBe(0o644)
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test('what may not replace never does, not even a dangling symlink', async () => {
  await putFile(at('a.key'), 'first', { replace: false })
  await expect(putFile(at('a.key'), 'second', { replace: false })).rejects.toMatchObject({ code: 'EEXIST' })
  symlinkSync('nowhere', at('b.key'))
  await expect(putFile(at('b.key'), 'second', { replace: false })).rejects.toMatchObject({ code: 'EEXIST' })
  expect(text('a.key')).toBe('first')
  expect(readdirSync(folder)).toEqual(['a.key', 'b.key'])
})

test('writes of one byte at a time still make the whole file', async () => {
  const fs = withFiles((file) => ({ write: (bytes) => file.write(bytes.subarray(0, 1)) }))
  await putFile(at('plan.json'), 'every byte', { replace: false, fs })
  expect(text('plan.json')).toBe('every byte')
})

test('a disk that fills up in the middle keeps the old file and reports ENOSPC', async () => {
  writeFileSync(at('plan.json'), 'old')
  let room = 4
  const fs = withFiles((file) => ({
    write: async (bytes) => {
      const taken = Math.min(room, bytes.length)
      room -= taken
      return taken === 0 ? 0 : file.write(bytes.subarray(0, taken))
    },
  }))
  await expect(putFile(at('plan.json'), 'a longer text', { replace: true, fs })).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(text('plan.json')).toBe('old')
  expect(readdirSync(folder)).toEqual(['plan.json'])
})

test('one failed sync: rewritten to a new file; two: the disk is named as failing and the old file stays', async () => {
  let failures = 1
  const fs = withFiles((file) => ({ sync: () => (failures-- > 0 ? failing('EIO')() : file.sync()) }))
  await putFile(at('plan.json'), 'kept', { replace: true, fs })
  expect(text('plan.json')).toBe('kept')
  failures = 2
  await expect(putFile(at('plan.json'), 'lost', { replace: true, fs })).rejects.toBeInstanceOf(DiskFailing)
  expect(text('plan.json')).toBe('kept')
  expect(readdirSync(folder)).toEqual(['plan.json'])
})

test('a disk that gives back other bytes is caught by reading back', async () => {
  const fs: DurableFs = { ...realFs, read: async () => new Uint8Array([1]) }
  await expect(putFile(at('plan.json'), 'text', { replace: false, fs })).rejects.toBeInstanceOf(DiskFailing)
  expect(readdirSync(folder)).toEqual([])
})

test.each(['ENOTSUP', 'EPERM'])('without hard links (%s) a checked rename stands in', async (code) => {
  const fs: DurableFs = { ...realFs, linkNoReplace: failing(code) }
  await putFile(at('a.key'), 'first', { replace: false, fs })
  await expect(putFile(at('a.key'), 'second', { replace: false, fs })).rejects.toMatchObject({ code: 'EEXIST' })
  expect(text('a.key')).toBe('first')
  expect(readdirSync(folder)).toEqual(['a.key'])
})

test('renameDurably refuses a taken name unless told to replace', async () => {
  writeFileSync(at('a'), 'a')
  writeFileSync(at('b'), 'b')
  await expect(renameDurably(at('a'), at('b'), { replace: false })).rejects.toMatchObject({ code: 'EEXIST' })
  await renameDurably(at('a'), at('b'), { replace: true })
  expect(text('b')).toBe('a')
})

test('reading keeps to its limit and never follows a symlink', async () => {
  writeFileSync(at('big'), '123456')
  symlinkSync('big', at('link'))
  await expect(realFs.read(at('big'), 5)).rejects.toMatchObject({ code: 'EFBIG' })
  await expect(realFs.read(at('link'), 50)).rejects.toMatchObject({ code: 'ELOOP' })
  expect(await realFs.stat(at('link'))).toMatchObject({ kind: 'symlink' })
  expect(await realFs.stat(at('absent'))).toBeNull()
  await expect(realFs.copyNew(at('link'), at('copy'), 0o600)).rejects.toMatchObject({ code: 'EINVAL' })
  await realFs.copyNew(at('big'), at('copy'), 0o600)
  await expect(realFs.copyNew(at('big'), at('copy'), 0o600)).rejects.toMatchObject({ code: 'EEXIST' })
})

// What is asked again and again about folders of a rig takes none of the few threads that all files of this process share.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { lockHolders } from '../processes/lock-holder.io.ts'
import { placeOf, realOr } from '../processes/proc-entries.io.ts'
import { diskOf } from './disk-of.io.ts'

const fs = vi.hoisted(() => ({ asked: [] as string[] }))
vi.mock('node:fs/promises', async (original) => {
  const real: Record<string, unknown> = await original()
  const noted =
    (name: string) =>
    (path: unknown, ...rest: unknown[]) => {
      fs.asked.push(String(path))
      return (real[name] as (...given: unknown[]) => unknown)(path, ...rest)
    }
  return { ...real, ...Object.fromEntries(['stat', 'lstat', 'readFile', 'realpath', 'open'].map((name) => [name, noted(name)])) }
})

test('a folder’s disk, its place, and who holds a lock in it are asked in threads of their own', async () => {
  const made = mkdtempSync(join(tmpdir(), 'hung-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  writeFileSync(join(made, 'a.lock'), '')
  expect((await diskOf(made))?.point).toMatch(/^[/]/)
  expect([await placeOf(made), await realOr(made)]).toEqual([expect.stringMatching(/^[0-9]+:[0-9]+$/), made])
  expect((await lockHolders([join(made, 'a.lock'), join(made, 'gone')])).at(1)).toEqual({ kind: 'free' })
  expect(fs.asked.filter((path) => path.startsWith(made))).toEqual([])
  await stat(made)
  expect(fs.asked).toContain(made)
})

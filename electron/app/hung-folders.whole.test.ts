// What is asked again and again about folders of a rig takes none of the few threads that all files of this process share.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockHolders } from '../processes/lock-holder.io.ts'
import { placeOf, realOr } from '../processes/proc-entries.io.ts'
import { askedOfSharedThreads } from '../storage/testing/shared-threads.io.ts'
import { diskOf } from './disk-of.io.ts'

test('a folder’s disk, its place, and who holds a lock in it are asked in threads of their own', async () => {
  const made = mkdtempSync(join(tmpdir(), 'hung-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  writeFileSync(join(made, 'a.lock'), '')
  const asked = askedOfSharedThreads()
  expect((await diskOf(made))?.point).toMatch(/^[/]/)
  expect([await placeOf(made), await realOr(made)]).toEqual([expect.stringMatching(/^[0-9]+:[0-9]+$/), made])
  expect((await lockHolders([join(made, 'a.lock'), join(made, 'gone')])).at(1)).toEqual({ kind: 'free' })
  expect(asked.filter((path) => path.startsWith(made))).toEqual([])
  await stat(made)
  expect(asked).toContain(made)
})

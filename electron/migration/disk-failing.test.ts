import { beforeEach, expect, test } from 'vitest'
import { strictFs } from '../storage/index.ts'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryDisk } from './testing/memory-disk.ts'
import { type Effect, failure, MemoryFs } from './testing/memory-fs.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const row = () => migration.rows()[0]

/** Fails the n-th sync of that folder, counted from the effect that is named, and lets every later one pass, as a kernel does. */
function failSync(folder: string, after: (effect: Effect) => boolean): void {
  let armed = false
  let failed = false
  rig.meanwhile = {
    question: () => undefined,
    effect: (effect) => {
      if (armed && !failed && effect.name === 'sync-folder' && effect.path === folder) {
        failed = true
        throw failure('EIO', folder)
      }
      armed ||= after(effect)
      return 'do'
    },
  }
}

async function move(): Promise<void> {
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
}
const frozen = { state: 'frozen', activity: 'frozen', problem: { code: 'disk-failing' } }

test.each([
  ['the source', '/attic/identities', ({ name, path }: Effect) => name === 'rename' && path.includes('.moved-')],
  ['the target', '/home/identities', ({ name, path }: Effect) => name === 'link' && path === '/home/identities/a1.key'],
  ['the swap', '/home', ({ name, path }: Effect) => name === 'rename' && path === '/home/local.sql'],
])('a sync that fails at %s: no second one is trusted, the move freezes and stays so over restarts', async (_at, folder, after) => {
  failSync(folder, after)
  await move()
  expect(row()).toMatchObject(frozen)
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  migration = createMigration(rig.deps())
  await migration.open()
  expect(row()).toMatchObject(frozen)
  await migration.resume(row()?.batch ?? '', row()?.plan.consentWords ?? '')
  await migration.rested()
  expect(row()?.state).toBe('moved')
})

test('only what a disk says of what it keeps is its last word', async () => {
  const saying = (code: string) =>
    strictFs(
      new MemoryFs(new MemoryDisk(() => false), ({ path }) => {
        throw failure(code, path)
      }),
    )
  for (const code of ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS']) {
    await expect(saying(code).syncFolder('/a')).rejects.toMatchObject({ name: 'DiskFailing' })
    await expect(saying(code).syncFile('/a')).rejects.toMatchObject({ name: 'DiskFailing' })
  }
  await expect(saying('ENOENT').syncFolder('/a')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(saying('EACCES').syncFolder('/a')).rejects.toMatchObject({ code: 'EACCES' })
})

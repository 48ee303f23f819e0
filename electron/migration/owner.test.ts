import { expect, test } from 'vitest'
import { createMigration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { batches, MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
const journalOf = (rig: MemoryRig, batch: string) =>
  new TextDecoder().decode(rig.disk.names.get(`${batches}/${batch}/journal.jsonl`)?.seen ?? new Uint8Array())

test('a journal that others wrote to meanwhile takes nothing more: the move rests, and what they wrote stays', async () => {
  const rig = new MemoryRig(keys)
  const migration = createMigration(rig.deps())
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  let cut = ''
  rig.meanwhile = {
    effect: () => 'do',
    question: (what) => {
      const [path] = [...rig.disk.names.keys()].filter((one) => one.endsWith('journal.jsonl'))
      const inode = path === undefined ? undefined : rig.disk.names.get(path)
      if (what !== 'wait' || inode === undefined || cut !== '') return
      cut = new TextDecoder().decode(inode.seen.slice(0, -300))
      rig.disk.write(inode, new TextEncoder().encode(cut))
    },
  }
  const { batch } = await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  expect(migration.rows()[0]).toMatchObject({ activity: 'needs-resume', problem: { code: 'profile-taken' } })
  expect(journalOf(rig, batch)).toBe(cut)
  expect(rig.loadableAt()).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { batches, MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })

async function begin(): Promise<string> {
  const { plan } = await migration.scan(request())
  return (await migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).batch
}

const journal = (batch: string): string =>
  new TextDecoder().decode(rig.disk.names.get(`${batches}/${batch}/journal.jsonl`)?.seen ?? new Uint8Array())

test('a move that waits for layers rests at once, and says why', async () => {
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  let closed: Promise<void> | null = null
  const wait = rig.clock.wait
  Object.assign(rig.clock, {
    wait: (ms: number) => {
      closed ??= migration.close()
      return wait(ms)
    },
  })
  migration = createMigration(rig.deps())
  const batch = await begin()
  await migration.rested()
  expect(closed).not.toBeNull()
  expect(migration.rows()[0]).toMatchObject({ batch, state: 'source-retired', activity: 'needs-resume', problem: { code: 'app-closes' } })
  const before = journal(batch)
  await expect(migration.resume(batch, '')).rejects.toMatchObject({ code: 'not_allowed' })
  expect(journal(batch)).toBe(before)
})

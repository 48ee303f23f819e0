import { expect, test } from 'vitest'
import { createMigration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { loseProfileAt } from './testing/lost-profile.ts'
import { batches, type MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
const journalOf = (rig: MemoryRig, batch: string) =>
  new TextDecoder().decode(rig.disk.names.get(`${batches}/${batch}/journal.jsonl`)?.seen ?? new Uint8Array())

test('the lock is lost at any point of a move: nothing is done or written after it, and the row says why', async () => {
  const { points } = await loseProfileAt(keys, -1)
  for (let n = 1; n <= points; n += 2) {
    const { rig, migration, after, words } = await loseProfileAt(keys, n)
    expect({ n, after }).toEqual({ n, after: [] })
    const [row] = migration.rows()
    if (row === undefined || row.activity === 'ended') continue
    expect({ n, activity: row.activity, problem: row.problem?.code }).toEqual({ n, activity: 'needs-resume', problem: 'profile-taken' })
    // For good, also when the name leads to the old lock again.
    const before = journalOf(rig, row.batch)
    rig.ours = true
    await expect(migration.resume(row.batch, words)).rejects.toMatchObject({ code: 'profile_in_use' })
    expect(journalOf(rig, row.batch)).toBe(before)
    rig.meanwhile = { effect: () => 'do', question: () => undefined }
    const next = createMigration(rig.deps())
    await next.open()
    if (next.rows().length === 0) {
      // Lost before its first record: it was never begun.
      expect({ n, loadable: rig.loadableAt() }).toEqual({ n, loadable: [names.source] })
      continue
    }
    await next.resume(row.batch, words).catch(() => undefined)
    await next.rested()
    expect({ n, state: next.rows()[0]?.state, loadable: rig.loadableAt() }).toEqual({ n, state: 'moved', loadable: [names.target] })
    expect(rig.nodes.violations).toEqual([])
  }
})

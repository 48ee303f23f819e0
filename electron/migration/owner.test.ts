import { beforeEach, expect, test } from 'vitest'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './simulation/keys.io.ts'
import { batches, MemoryRig, names } from './simulation/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })

const acts = ['stop', 'start', 'stop-service', 'start-service', 'hold', 'release']

/** Runs a move; at its n-th effect or question the lock is lost. Counts what is done afterwards. */
async function loseAt(n: number) {
  const counted = { points: 0, after: [] as string[] }
  const { plan } = await migration.scan(request())
  // SQLite writes several files in one act, which can't be cut.
  let inOneAct = false
  const point = (what: string, acts: boolean) => {
    counted.points += 1
    inOneAct &&= what.startsWith('database ')
    if (!rig.ours && acts && !inOneAct) counted.after.push(what)
    if (counted.points !== n) return
    rig.ours = false
    inOneAct = what.startsWith('database ')
  }
  rig.meanwhile = {
    effect: ({ name, path }) => {
      // A file that is open is made durable, which changes nothing in it.
      point(`${name} ${path}`, name !== 'sync')
      return 'do'
    },
    question: (name) => point(name, acts.includes(name)),
  }
  const begun = await migration
    .begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
    .catch((error: unknown) => error)
  await migration.rested()
  return { ...counted, begun, words: plan?.consentWords ?? '' }
}

const journalOf = (batch: string) =>
  new TextDecoder().decode(rig.disk.names.get(`${batches}/${batch}/journal.jsonl`)?.seen ?? new Uint8Array())

test('the lock is lost at any point of a move: nothing is done or written after it, and the row says why', async () => {
  const { points } = await loseAt(-1)
  for (let n = 1; n <= points; n += 2) {
    rig = new MemoryRig(keys)
    migration = createMigration(rig.deps())
    const { after, words } = await loseAt(n)
    expect({ n, after }).toEqual({ n, after: [] })
    const [row] = migration.rows()
    if (row === undefined || row.activity === 'ended') continue
    expect({ n, activity: row.activity, problem: row.problem?.code }).toEqual({ n, activity: 'needs-resume', problem: 'profile-taken' })
    // For good, also when the name leads to the old lock again.
    const before = journalOf(row.batch)
    rig.ours = true
    await expect(migration.resume(row.batch, words)).rejects.toMatchObject({ code: 'profile_in_use' })
    expect(journalOf(row.batch)).toBe(before)
    rig.meanwhile = { effect: () => 'do', question: () => undefined }
    const next = createMigration(rig.deps())
    await next.open()
    await next.resume(row.batch, words).catch(() => undefined)
    await next.rested()
    expect({ n, state: next.rows()[0]?.state, loadable: rig.loadableAt() }).toEqual({ n, state: 'moved', loadable: [names.target] })
    expect(rig.nodes.violations).toEqual([])
  }
}, 60_000)

test('a journal that others wrote to meanwhile takes nothing more: the move rests, and what they wrote stays', async () => {
  const { plan } = await migration.scan(request())
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
  const { batch } = await migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  expect(migration.rows()[0]).toMatchObject({ activity: 'needs-resume', problem: { code: 'profile-taken' } })
  expect(journalOf(batch)).toBe(cut)
  expect(rig.loadableAt()).toEqual([])
})

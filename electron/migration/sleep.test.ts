import { beforeEach, expect, test } from 'vitest'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

const hours = 3_600_000
const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
/** What was looked at and done once the copied key lay at the target, the sleep among it. */
let trail: string[]
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
  trail = []
})

async function move(): Promise<void> {
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
}
const row = () => migration.rows()[0]
const copied = () => [...rig.disk.names.keys()].some((path) => path.startsWith('/home/identities/.a1.key.tmp-'))

/** The computer sleeps once, right before the first journal record after the given question of the arming. */
function sleepAfter(question: string, ms: number): void {
  let asked = 0
  rig.meanwhile = {
    question: (name) => {
      if (!copied()) return
      trail.push(name)
      if (name === question) asked++
    },
    effect: ({ name, path }) => {
      if (name === 'link' && path === '/home/identities/a1.key') trail.push('named')
      if (asked > 0 && name === 'write' && path.endsWith('journal.jsonl') && !trail.includes('slept')) {
        rig.sleep(ms)
        trail.push('slept')
      }
      return 'do'
    },
  }
}

test('a sleep between the last look and the naming is noticed: the key gets no name by a look of before', async () => {
  // Short of the age of consent, so that only the looks are old.
  sleepAfter('key', 10 * 60_000)
  await move()
  expect(row()).toMatchObject({ state: 'verified', activity: 'needs-arming' })
  expect(trail).toContain('slept')
  expect(rig.loadableAt()).toEqual([])
  await migration.resume(row()?.batch ?? '', row()?.plan.consentWords ?? '')
  await migration.rested()
  expect(row()?.state).toBe('moved')
  const between = trail.slice(trail.indexOf('slept'), trail.indexOf('named'))
  expect(between.filter((one) => one === 'key').length).toBeGreaterThan(0)
  expect(between.filter((one) => one === 'silence').length).toBeGreaterThan(1)
})

test('consent ages while the computer sleeps', async () => {
  sleepAfter('key', 8 * hours)
  await move()
  expect(row()).toMatchObject({ state: 'verified', activity: 'needs-arming', problem: { code: 'needs-consent' } })
  expect(rig.loadableAt()).toEqual([])
  await migration.resume(row()?.batch ?? '', row()?.plan.consentWords ?? '')
  await migration.rested()
  expect(row()?.state).toBe('moved')
})

import { expect, test } from 'vitest'
import { createMigration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

test.each([
  // Once its files are held the source can't start: before that it can.
  ['source', 'before its files are held', 'lock'],
  ['target', 'right before arming', 'key'],
  // Its files change under the copy that is made of them.
  ['target', 'while its rows are copied', 'copies/target'],
  ['target', 'while its database is replaced', '/local.sql.before-'],
] as const)('a %s that somebody starts again and again %s is named, by where it is', async (side, _when, moment) => {
  const rig = new MemoryRig([makeKey(), makeKey(), makeKey()])
  const copied = () => [...rig.disk.names.keys()].some((path) => path.startsWith('/home/identities/.a1.key.tmp-'))
  rig.meanwhile = {
    effect: ({ path }) => {
      if (path.includes(moment)) rig.start(names[side])
      return 'do'
    },
    question: (name) => {
      if (name === moment && (side === 'source' || copied())) rig.start(names[side])
    },
  }
  const migration = createMigration(rig.deps())
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  const [row] = migration.rows()
  expect(row).toMatchObject({ activity: 'needs-resume', problem: { code: `${side}-active` } })
  expect(rig.loadableAt()).not.toContain(names.target)
})

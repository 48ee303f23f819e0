import { beforeEach, expect, test } from 'vitest'
import type { BatchRow } from '../contract/model/migration.ts'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const row = (): BatchRow => {
  const found = migration.rows()[0]
  if (found === undefined) throw new Error('no batch')
  return found
}
const words = () => row().plan.consentWords
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
const settled = async (acts: readonly Promise<unknown>[]) => {
  const done = await Promise.all(acts.map((act) => act.then(() => 'done', codeOf)))
  await migration.rested()
  return done
}

/** Frozen, with the key out of use at the source, and its ways out open. */
async function freezes(): Promise<void> {
  let done = false
  rig.meanwhile = {
    effect: ({ path }) => {
      if (!done && path.includes('.a1.key.tmp-')) {
        done = true
        rig.rebind(names.target)
      }
      return 'do'
    },
    question: () => undefined,
  }
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  rig.bindAsPlanned()
  expect(row().resolutions).toEqual(['put-back', 'close'])
}

test('of two ways out that are pressed at once the first is taken, and the second is told', async () => {
  await freezes()
  const { batch } = row()
  const done = await settled([
    migration.resolve(batch, 'put-back', words()),
    migration.resolve(batch, 'close', words()),
    migration.resolve(batch, 'put-back', words()),
    migration.resume(batch, words()),
  ])
  expect(done.filter((one) => one === 'done')).toHaveLength(1)
  expect(done.filter((one) => one !== 'done')).toEqual(['batch_not_waiting', 'batch_not_waiting', 'batch_not_waiting'])
  expect(['aborted', 'moved']).toContain(row().state)
  expect(rig.loadableAt()).toHaveLength(1)
  expect(rig.nodes.violations).toEqual([])
})

test('closing the app waits for a way out that was taken, and nothing is half decided', async () => {
  await freezes()
  const { batch } = row()
  const resolved = migration.resolve(batch, 'put-back', words())
  const closed = migration.close()
  await Promise.all([resolved, closed].map((act) => act.catch(() => undefined)))
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  migration = createMigration(rig.deps())
  await migration.open()
  if (row().activity !== 'ended') await settled([migration.resume(batch, words())])
  expect(rig.loadableAt()).toHaveLength(1)
  expect(rig.nodes.violations).toEqual([])
})

test('at every rest the source is let go', async () => {
  await freezes()
  expect(rig.open.locked.size).toBe(0)
  await settled([migration.resolve(row().batch, 'close', words())])
  expect(rig.open.locked.size).toBe(0)
})

test('a move that was closed with its key out of use leaves everything free for what a person does by hand', async () => {
  await freezes()
  const { batch } = row()
  await settled([migration.resolve(batch, 'close', words())])
  expect(await settled([migration.resume(batch, words()), migration.abort(batch), migration.resolve(batch, 'put-back', words())])).toEqual([
    'batch_not_waiting',
    'batch_not_waiting',
    'batch_not_waiting',
  ])
  expect([rig.held.size, migration.claims()]).toEqual([0, []])
})

test('its key, brought back into use by hand, may move again once the notes of that move are put away, each as it is named', async () => {
  await freezes()
  const { batch } = row()
  await settled([migration.resolve(batch, 'close', words())])
  const retired = `/attic/identities/a1.key.moved-${batch}`
  const file = rig.disk.names.get(retired)
  if (file === undefined) throw new Error('no retired key')
  rig.disk.rename(retired, '/attic/identities/a1.key', file)
  rig.nodes.find(names.source).running = null
  rig.start(names.source)
  if (rig.nodes.find(names.target).running === null) rig.start(names.target)
  const custody = async () => {
    const { checks } = await migration.scan({ identity: rig.moving.id, source: names.source, target: names.target })
    return checks.filter(({ id, verdict }) => ['custody', 'no-tombstone'].includes(id) && verdict !== 'pass')
  }
  expect((await custody()).map(({ id }) => id).toSorted()).toEqual(['custody', 'no-tombstone'])
  const named = async () => /^(\S+\.json): /.exec((await custody()).find(({ id }) => id === 'custody')?.values.says ?? '')?.[1] ?? ''
  for (const part of ['/attic/smeshdesk/MOVED-', '/profile/batches/.custody/']) {
    const note = await named()
    expect(note).toContain(part)
    rig.disk.unlink(note)
  }
  expect(await custody()).toEqual([])
})

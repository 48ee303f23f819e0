import { beforeEach, expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Claim, clashOf } from './claim.ts'
import { createMigration, type Migration, type MigrationDeps } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })
const planOf = async () => {
  const { plan } = await migration.scan(request())
  return { ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' }
}
const outcomes = async (all: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(all)).map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as AppError).code))

const name = (text: string) => RigName.parse(text)
const claim = (identity: string, nodes: readonly string[], service: string): Claim => ({
  batch: 'b',
  identities: [SmesherId.parse(identity.repeat(64))],
  nodes: nodes.map(name),
  services: [name(service)],
  folders: nodes.map((node) => `/${node}`),
})

test.each([
  ['the identity', claim('a', ['c', 'd'], 't'), 'identity'],
  ['the source', claim('b', ['attic', 'd'], 't'), 'attic'],
  ['the target as its source', claim('b', ['home', 'd'], 't'), 'home'],
  ['the service', claim('b', ['c', 'd'], 's'), 's'],
  ['a folder under another name', { ...claim('b', ['c', 'd'], 't'), folders: ['/home', '/d'] }, '/home'],
  ['nothing', claim('b', ['c', 'd'], 't'), null],
])('two moves that share %s', (_what, other, clash) => expect(clashOf(claim('a', ['attic', 'home'], 's'), other)).toBe(clash))

test('of two that begin at once one begins; the other is told, and nothing of it is left', async () => {
  const [one, other] = [await planOf(), await planOf()]
  expect(one.hash).not.toBe(other.hash)
  expect(await outcomes([migration.begin(one), migration.begin(other), migration.begin(one)])).toEqual([
    'done',
    'plan_changed',
    'plan_changed',
  ])
  await migration.rested()
  expect(migration.rows()).toHaveLength(1)
  expect(rig.loadableAt()).toEqual([names.target])
})

test('what is reserved is known at once, and free again when beginning fails', async () => {
  const plan = await planOf()
  rig.nodes.stop(names.target)
  const begun = migration.begin(plan)
  expect(migration.claims()).toMatchObject([
    { identities: [rig.moving.id], nodes: [names.source, names.target], services: [names.service] },
  ])
  await expect(begun).rejects.toMatchObject({ code: 'plan_changed' })
  expect(migration.claims()).toEqual([])
})

/** A move at rest, as a start of the app finds it. */
async function restedMove(change: (deps: MigrationDeps) => MigrationDeps = (deps) => deps) {
  let ended = false
  rig.meanwhile = {
    effect: () => 'do',
    question: (what) => {
      if (what !== 'wait' || ended) return
      ended = true
      throw new Error('the app ends')
    },
  }
  const plan = await planOf()
  await migration.begin(plan)
  await migration.rested()
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  migration = createMigration(change(rig.deps()))
  await migration.open()
  return { batch: migration.rows()[0]?.batch ?? '', words: plan.words }
}

test('pressed twice: the second press is told that it goes on already', async () => {
  const { batch, words } = await restedMove()
  expect(await outcomes([migration.resume(batch, words), migration.resume(batch, words)])).toEqual(['done', 'batch_not_waiting'])
  await migration.rested()
  expect(migration.rows()[0]?.state).toBe('moved')
})

test('putting back while it is about to go on: one answer, and it is what happened', async () => {
  const { batch, words } = await restedMove()
  expect(await outcomes([migration.resume(batch, words), migration.abort(batch), migration.abort(batch)])).toEqual(['done', 'done', 'done'])
  await migration.rested()
  expect(migration.rows()[0]?.state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
})

test('wrong words, and a consent that can not be written, let nothing go on and keep nothing busy', async () => {
  const { batch, words } = await restedMove()
  expect(await outcomes([migration.resume(batch, 'no')])).toEqual(['consent_mismatch'])
  rig.meanwhile = {
    effect: () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    },
    question: () => undefined,
  }
  expect(await outcomes([migration.resume(batch, words)])).toEqual(['ENOSPC'])
  expect(migration.rows()[0]?.activity).toBe('needs-resume')
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  await migration.resume(batch, words)
  await migration.rested()
  expect(migration.rows()[0]?.state).toBe('moved')
})

test('a move whose slots can not be held again waits with the reason, does nothing, and goes on once they can', async () => {
  let held = false
  const { batch, words } = await restedMove((deps) => ({
    ...deps,
    world: {
      ...deps.world,
      hold: async () => {
        if (!held) throw new AppError('not_found', 'there is no node "home"')
      },
    },
  }))
  const waits = { activity: 'needs-resume', problem: { code: 'not-held', detail: 'there is no node "home"' } }
  expect(migration.rows()[0]).toMatchObject(waits)
  const before = rig.disk.names.get(`/profile/batches/${batch}/journal.jsonl`)?.seen.length
  await migration.resume(batch, words)
  await migration.rested()
  expect(migration.rows()[0]).toMatchObject(waits)
  expect(migration.claims()).toHaveLength(1)
  const journal = new TextDecoder().decode(rig.disk.names.get(`/profile/batches/${batch}/journal.jsonl`)?.seen.slice(before))
  expect(journal).not.toContain('"INTENT"')
  held = true
  await migration.resume(batch, words)
  await migration.rested()
  expect(migration.rows()[0]?.state).toBe('moved')
})

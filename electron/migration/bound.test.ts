import { beforeEach, expect, test } from 'vitest'
import type { BatchRow } from '../contract/model/migration.ts'
import { type Binding, changedPart } from './binding.ts'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './simulation/keys.io.ts'
import { MemoryRig, names } from './simulation/memory-rig.ts'

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

/** Does something once, at the first effect on such a path. */
function at(part: string, act: () => void): void {
  let done = false
  rig.meanwhile = {
    effect: ({ path }) => {
      if (!done && path.includes(part)) {
        done = true
        act()
      }
      return 'do'
    },
    question: () => undefined,
  }
}

async function move(): Promise<void> {
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
}
const resume = async () => {
  await migration.resume(row().batch, row().plan.consentWords)
  await migration.rested()
}

/** Killed at such an effect, then started again when the source's entry names a copy of the folder. */
async function changedWhileDown(part: string): Promise<void> {
  at(part, () => {
    rig.dead = true
  })
  await move().catch(() => undefined)
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  rig.rebind(names.source)
  migration = createMigration(rig.deps())
  await migration.open()
}

test('an entry that names another folder since the plan is said at once, and nothing goes on by its name', async () => {
  await changedWhileDown('MOVED')
  expect(row().problem).toMatchObject({ code: 'binding-changed' })
  await resume()
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.loadableAt()).toEqual([])
  rig.bindAsPlanned()
  await resume()
  expect(row().state).toBe('moved')
  expect(rig.nodes.violations).toEqual([])
})

test('before the key was touched everything can be put back; what its name no longer stands for stays stopped', async () => {
  await changedWhileDown('/copies/')
  await resume()
  expect(row()).toMatchObject({ activity: 'needs-resume', problem: { code: 'binding-changed' } })
  await migration.abort(row().batch)
  await migration.rested()
  expect(row().state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
  expect(rig.nodes.violations).toEqual([])
})

test('a target whose entry was changed while it waits is not armed', async () => {
  at('.a1.key.tmp-', () => rig.rebind(names.target))
  await move()
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed', detail: `${names.target}: another data folder` } })
  expect(rig.loadableAt()).toEqual([])
})

test('a source whose entry was changed once the key was armed is not started by its name', async () => {
  at('LEASE', () => rig.rebind(names.source))
  await move()
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.nodes.violations).toEqual([])
  rig.bindAsPlanned()
  await resume()
  expect(row().state).toBe('moved')
})

const binding: Binding = { folder: '1:2', program: '/p', programHash: 'h', arguments: 'a', config: 'c', addresses: 'l', lock: '/l' }
test.each(Object.keys(binding) as (keyof Binding)[])('another %s is another binding', (part) => {
  expect(changedPart(binding, { binding })).toBeNull()
  expect(changedPart(binding, { binding: { ...binding, [part]: 'other' } })).not.toBeNull()
})

test('a plan that names none, and a binding that can not be made, are never equal', () => {
  expect(changedPart(undefined, { binding })).not.toBeNull()
  expect(changedPart(binding, { unbound: 'its config cannot be read' })).toBe('its config cannot be read')
})

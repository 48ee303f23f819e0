import { beforeEach, expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import type { BatchRow, Resolution } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import type { Binding, Bound } from './binding.ts'
import { requireFolders } from './bound.io.ts'
import { createMigration, type Migration, type MigrationDeps } from './index.ts'
import { onlyMove } from './planned-move.ts'
import { readPlan } from './read-plan.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'
import type { NodeWorld } from './world.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
/** What was changed since the plan, by node. */
let changed: Partial<Record<RigName, Partial<Binding>>>

function deps(): MigrationDeps {
  const made = rig.deps()
  const { world } = made
  const nodeBinding = async (name: RigName): Promise<Bound> => {
    const now = await world.nodeBinding(name)
    return 'unbound' in now ? now : { binding: { ...now.binding, ...changed[name] } }
  }
  return { ...made, world: { ...world, nodeBinding } }
}

beforeEach(() => {
  rig = new MemoryRig(keys)
  changed = {}
  migration = createMigration(deps())
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
const resolve = async (how: Resolution) => {
  await migration.resolve(row().batch, how, row().plan.consentWords)
  await migration.rested()
}

test.each([
  [names.target, { programHash: 'newer' }],
  [names.target, { addresses: 'other' }],
  [names.source, { arguments: 'other' }],
] as const)(
  '%s was updated while the move waited: all can be put back, and nothing is started that is not as planned',
  async (name, what) => {
    at('.a1.key.tmp-', () => {
      changed = { [name]: what }
    })
    await move()
    expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' }, resolutions: ['put-back', 'close'] })
    const starts = rig.nodes.find(name).starts
    await resolve('put-back')
    expect(row()).toMatchObject({ state: 'aborted', activity: 'ended' })
    expect(rig.loadableAt()).toEqual([names.source])
    expect(rig.nodes.find(name).starts).toBe(starts)
    expect(row().evidence.at(-1)).toMatchObject({ state: 'aborted', values: { stopped: name } })
    expect(rig.nodes.violations).toEqual([])
  },
)

test('an entry that names another folder puts nothing back', async () => {
  at('.a1.key.tmp-', () => {
    changed = { [names.target]: { folder: 'other' } }
  })
  await move()
  await resolve('put-back')
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.loadableAt()).toEqual([])
})

test('a key whose node was replaced by a program that does not come up is taken out of use all the same', async () => {
  const target = rig.nodes.find(names.target)
  at('LEASE', () => {
    target.refuses = 'the database is newer than the program'
  })
  await move()
  expect(row().resolutions).toEqual(['disarm'])
  changed = { [names.target]: { programHash: 'older' }, [names.source]: { config: 'other' } }
  await resolve('disarm')
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'disarmed' } })
  expect(rig.loadableAt()).toEqual([])
})

test('nothing is taken out of use by the name of another folder', async () => {
  const target = rig.nodes.find(names.target)
  at('LEASE', () => {
    target.refuses = 'no'
  })
  await move()
  changed = { [names.target]: { folder: 'other' } }
  await resolve('disarm')
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.loadableAt()).toEqual([names.target])
})

test('a plan of an older version, which says nothing of what it was made on, is known by the paths of its folders', async () => {
  await move()
  const stored = [...rig.disk.names].find(([path]) => path.endsWith('/plan.json'))?.[1].seen
  const frozen = readPlan(new TextDecoder().decode(stored))
  const plan = frozen === null ? null : onlyMove(frozen)
  if (plan === null) throw new Error('no plan')
  const { binding: _binding, ...source } = plan.source
  const older = { ...plan, source }
  const { world } = deps()
  const both = (of: Pick<NodeWorld, 'nodeBinding'>) => ({ source: { world: of }, target: { world: of } })
  await requireFolders({ plan: older, world, side: both(world) }, ['source', 'target'])
  const elsewhere = { ...older, source: { ...older.source, folder: '/elsewhere' } }
  await expect(requireFolders({ plan: elsewhere, world, side: both(world) }, ['source'])).rejects.toThrow(saw('not-as-planned', 'folder'))
  const unbound = { nodeBinding: async () => ({ unbound: 'its config can not be read' }) }
  await expect(requireFolders({ plan: older, world, side: both(unbound) }, ['source'])).rejects.toThrow('config')
})

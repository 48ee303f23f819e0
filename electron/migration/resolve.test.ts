import { beforeEach, expect, test } from 'vitest'
import type { BatchRow, Resolution } from '../contract/model/migration.ts'
import type { KeySituation } from './disk-facts.ts'
import { createMigration, type Migration } from './index.ts'
import { viewJournal } from './journal-view.ts'
import { resolutionsOf } from './resolve.ts'
import { makeKey } from './simulation/keys.io.ts'
import { MemoryRig, names } from './simulation/memory-rig.ts'
import { parseNote } from './tombstone.ts'

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
const resolve = async (how: Resolution, words = row().plan.consentWords) => {
  await migration.resolve(row().batch, how, words)
  await migration.rested()
}

/** A person takes the retired key back by hand, while the move waits. */
const takeBack = (how: 'renamed' | 'copied') => {
  const retired = [...rig.disk.names.keys()].find((path) => path.includes('/attic/identities/a1.key.moved-')) ?? ''
  if (how === 'renamed') rig.disk.unlink(retired)
  rig.put('/attic/identities/a1.key', rig.moving.text)
  rig.disk.syncAll()
}

test.each(['renamed', 'copied'] as const)(
  'the key was put back by hand (%s): a person may say that it stays at the source',
  async (how) => {
    at('.a1.key.tmp-', () => takeBack(how))
    await move()
    expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'source-copy-restored' }, resolutions: ['put-back', 'close'] })
    await resolve('put-back')
    expect(row()).toMatchObject({ state: 'aborted', activity: 'ended' })
    expect(rig.loadableAt()).toEqual([names.source])
    expect(rig.nodes.find(names.source).running?.loaded).toContain(rig.moving.id)
    const note = rig.disk.names.get(`/attic/smeshdesk/MOVED-${rig.moving.id.slice(0, 16)}.json`)?.seen
    expect(parseNote(new TextDecoder().decode(note))?.says).toBe('undone')
    expect(rig.nodes.violations).toEqual([])
    const again = await migration.scan({ identity: rig.moving.id, source: names.source, target: names.target })
    expect(again.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  },
)

test('a way out is taken only with the words of the plan, and only when it is open', async () => {
  at('.a1.key.tmp-', () => takeBack('copied'))
  await move()
  await expect(resolve('put-back', 'other words')).rejects.toMatchObject({ code: 'consent_mismatch' })
  expect(row().activity).toBe('frozen')
  rig.put('/home/identities/a1.key', rig.moving.text)
  rig.disk.syncAll()
  await expect(resolve('close')).rejects.toMatchObject({ code: 'batch_not_waiting' })
  expect(row()).toMatchObject({ activity: 'frozen', resolutions: [] })
})

test('closed as it is: no file is changed, the nodes are let go, and it stays so', async () => {
  at('.a1.key.tmp-', () => takeBack('copied'))
  await move()
  const files = () => [...rig.disk.names].filter(([path]) => !path.startsWith('/profile/')).map(([path, { number }]) => [path, number])
  const before = files()
  await resolve('close')
  expect(row()).toMatchObject({ state: 'closed', activity: 'ended', resolutions: [] })
  expect(files()).toEqual(before)
  expect(rig.held.size).toBe(0)
  migration = createMigration(rig.deps())
  await migration.open()
  expect(row()).toMatchObject({ state: 'closed', activity: 'ended' })
  expect(files()).toEqual(before)
})

test('a target that refuses to start is tried a few times, then says why; its key can be taken out of use, and its others run again', async () => {
  const target = rig.nodes.find(names.target)
  at('LEASE', () => {
    target.refuses = 'the config names no genesis'
  })
  await move()
  expect(row()).toMatchObject({ state: 'armed', problem: { code: 'refuses-to-start', detail: target.refuses }, resolutions: ['disarm'] })
  expect(target.refused).toBe(5)
  await resolve('disarm')
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'disarmed' } })
  expect(rig.loadableAt()).toEqual([])
  migration = createMigration(rig.deps())
  await migration.open()
  expect(row()).toMatchObject({ activity: 'frozen', resolutions: ['close'] })
  await resolve('close')
  target.refuses = null
  rig.start(names.target)
  expect(target.running?.loaded).toHaveLength(1)
  expect(rig.nodes.violations).toEqual([])
})

test('a target that comes up at a later try is not given up', async () => {
  const target = rig.nodes.find(names.target)
  at('LEASE', () => {
    target.refuses = 'not yet'
    rig.meanwhile = {
      effect: () => 'do',
      question: () => {
        if (target.refused === 3) target.refuses = null
      },
    }
  })
  await move()
  expect(row().state).toBe('moved')
})

const lies = (source: KeySituation['source'], target: KeySituation['target']): KeySituation => ({ source, target })
const frozen = (frozenBecause: string, armIntended = false) => ({
  ...viewJournal([]),
  state: 'frozen' as const,
  frozenBecause,
  armIntended,
})
test.each<[string, ReturnType<typeof frozen>, KeySituation | null, Resolution[]]>([
  ['nothing can be seen', frozen('key-gone'), null, []],
  ['two are loadable', frozen('two-loadable'), lies('loadable', 'loadable'), []],
  ['the key is gone', frozen('key-gone'), lies('absent', 'absent'), ['close']],
  ['it is out of use at the source', frozen('binding-changed'), lies('retired', 'absent'), ['put-back', 'close']],
  ['it was armed once', frozen('target-key-gone', true), lies('retired', 'absent'), ['close']],
  ['a later move has overtaken it', frozen('superseded'), lies('retired', 'absent'), ['close']],
  ['somebody armed the target', frozen('target-armed-by-others'), lies('retired', 'loadable'), ['close']],
])('ways out when %s', (_what, view, situation, open) => {
  expect(resolutionsOf(view, situation, null)).toEqual(open)
})

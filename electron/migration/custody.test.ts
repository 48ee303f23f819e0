import { beforeEach, expect, test } from 'vitest'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import { judgeCustody, type SeenNote } from './custody.ts'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './simulation/keys.io.ts'
import { MemoryRig, names } from './simulation/memory-rig.ts'
import { judgeTombstone, type MoveNote } from './tombstone.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const rows = (): BatchRow[] => migration.rows()
const row = (batch: string): BatchRow => {
  const found = rows().find((one) => one.batch === batch)
  if (found === undefined) throw new Error('no such batch')
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

async function move(from: 'source' | 'target' = 'source'): Promise<string> {
  const [source, target] = from === 'source' ? [names.source, names.target] : [names.target, names.source]
  const request = { identity: rig.moving.id, source, target }
  const { plan, checks } = await migration.scan(request)
  if (plan === null) throw new Error(JSON.stringify(checks.filter(({ verdict }) => verdict !== 'pass')))
  const { batch } = await migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
  await migration.rested()
  return batch
}

async function startAgain(): Promise<void> {
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  migration = createMigration(rig.deps())
  await migration.open()
}

test('a key that went and came back may go again: each note counts on', async () => {
  await move('source')
  await move('target')
  const batch = await move('source')
  expect(row(batch).state).toBe('moved')
  expect(rig.loadableAt()).toEqual([names.target])
  expect(rig.nodes.violations).toEqual([])
})

test('a profile of yesterday, in which a move still waits, plays no move again that has ended since', async () => {
  at('MOVED', () => rig.backUp())
  const first = await move('source')
  await move('target')
  expect(rig.loadableAt()).toEqual([names.source])
  rig.rollBack()
  await startAgain()
  await migration.resume(first, row(first).plan.consentWords)
  await migration.rested()
  expect(row(first)).toMatchObject({ activity: 'frozen' })
  await migration.abort(first).catch(() => undefined)
  await migration.rested()
  expect(rig.loadableAt()).toEqual([names.source])
  expect(rig.nodes.violations).toEqual([])
})

test.each(['resume', 'put back'] as const)(
  'a later move took the key on, and an old profile is asked to %s: nothing is touched',
  async (act) => {
    at('MOVED', () => rig.backUp())
    const batch = await move('source')
    rig.rollBack()
    rig.moveOn()
    const starts = () => rig.nodes.nodes.map((node) => node.starts)
    const before = starts()
    await startAgain()
    if (act === 'resume') await migration.resume(batch, row(batch).plan.consentWords)
    else await migration.abort(batch).catch(() => undefined)
    await migration.rested()
    expect(row(batch)).toMatchObject({ activity: 'frozen', problem: { code: 'superseded' } })
    expect([rig.loadableAt(), starts()]).toEqual([[], before])
  },
)

test('a profile of before the key was out of use does not know of it, and takes nothing for granted', async () => {
  at('/copies/', () => rig.backUp())
  const batch = await move('source')
  // Somebody takes the key away by hand from where it was moved to.
  const key = '/home/identities/a1.key'
  rig.disk.unlink(key)
  rig.nodes.stop(names.target)
  rig.start(names.target)
  rig.rollBack()
  await startAgain()
  await migration.abort(batch).catch(() => undefined)
  await migration.rested()
  expect(row(batch)).toMatchObject({ activity: 'frozen', problem: { code: 'superseded' } })
  expect(rig.loadableAt()).toEqual([])
})

const id = SmesherId.parse('ab'.repeat(32))
const [attic, home] = [RigName.parse('attic'), RigName.parse('home')]
const note = (says: MoveNote['says'], generation: number, at = 0): MoveNote => ({
  v: 1,
  identity: id,
  says,
  generation,
  batch: `b${generation}`,
  planHash: 'h',
  at: Instant.parse(at),
  from: attic,
  to: home,
  genesisId: 'g',
  keySha256: 'k',
})
const lies = (folder: string | null, one: MoveNote | 'broken'): SeenNote => ({ folder, path: `${folder}/note`, note: one })

test.each<[string, SeenNote[], string]>([
  ['no note at all', [], 'first'],
  ['notes of before they were counted', [lies('/attic', note('left', 0))], 'first'],
  ['it was armed here last', [lies('/home', note('lives', 2)), lies('/attic', note('left', 1))], 'here'],
  ['its going away from here was undone', [lies('/home', note('undone', 2))], 'here'],
  ['it left here', [lies('/home', note('left', 3)), lies('/home', note('lives', 2))], 'elsewhere'],
  ['it was armed elsewhere since', [lies('/home', note('lives', 2)), lies('/attic', note('lives', 4))], 'elsewhere'],
  ['the folder comes from a backup, the profile knows more', [lies(null, { ...note('lives', 2), folder: '/attic' })], 'elsewhere'],
  ['the note of the folder is lost, the profile still has it', [lies(null, { ...note('lives', 2), folder: '/home' })], 'here'],
  ['a note that can not be read', [lies('/shed', 'broken'), lies('/home', note('lives', 2))], 'broken'],
])('custody: %s', (_what, seen, kind) => {
  expect(judgeCustody(seen, '/home').kind).toBe(kind)
})

test('a clock that was set back between two moves makes no old copy a good one', () => {
  expect(judgeTombstone(note('left', 3, 1_000), note('lives', 2, 9_000), true)).toBe('restored-old-copy')
  expect(judgeTombstone(note('left', 1, 9_000), note('lives', 4, 1_000), true)).toBe('consistent')
  expect(judgeTombstone(note('left', 0, 1_000), note('lives', 0, 9_000), true)).toBe('consistent')
})

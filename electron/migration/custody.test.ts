import { beforeEach, expect, test } from 'vitest'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { judgeCustody, type SeenNote } from './custody.ts'
import { type MemoryRig, names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'
import { judgeTombstone, type MoveNote } from './tombstone.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})

test('a key that went and came back may go again: each note counts on', async () => {
  await move.run('source')
  await move.run('target')
  const batch = await move.run('source')
  expect(move.row(batch).state).toBe('moved')
  expect(rig.loadableAt()).toEqual([names.target])
  expect(rig.nodes.violations).toEqual([])
})

test('a profile of yesterday, in which a move still waits, plays no move again that has ended since', async () => {
  move.at('MOVED', () => rig.past.backUp())
  const first = await move.run('source')
  await move.run('target')
  expect(rig.loadableAt()).toEqual([names.source])
  rig.past.rollBack()
  await move.startAgain()
  await move.resume(first)
  expect(move.row(first)).toMatchObject({ activity: 'frozen' })
  await move.migration.abort(first).catch(() => undefined)
  await move.migration.rested()
  expect(rig.loadableAt()).toEqual([names.source])
  expect(rig.nodes.violations).toEqual([])
})

test.each(['resume', 'put back'] as const)(
  'a later move took the key on, and an old profile is asked to %s: nothing is touched',
  async (act) => {
    move.at('MOVED', () => rig.past.backUp())
    const batch = await move.run('source')
    rig.past.rollBack()
    rig.past.moveOn()
    const starts = () => rig.nodes.nodes.map((node) => node.starts)
    const before = starts()
    await move.startAgain()
    if (act === 'resume') await move.migration.resume(batch, move.row(batch).plan.consentWords)
    else await move.migration.abort(batch).catch(() => undefined)
    await move.migration.rested()
    expect(move.row(batch)).toMatchObject({ activity: 'frozen', problem: { code: 'superseded' } })
    expect([rig.loadableAt(), starts()]).toEqual([[], before])
  },
)

test('a profile of before the key was out of use does not know of it, and takes nothing for granted', async () => {
  move.at('/copies/', () => rig.past.backUp())
  const batch = await move.run('source')
  // Somebody takes the key away by hand from where it was moved to.
  const key = '/home/identities/a1.key'
  rig.disk.unlink(key)
  rig.nodes.stop(names.target)
  rig.start(names.target)
  rig.past.rollBack()
  await move.startAgain()
  await move.migration.abort(batch).catch(() => undefined)
  await move.migration.rested()
  expect(move.row(batch)).toMatchObject({ activity: 'frozen', problem: { code: 'superseded' } })
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

import { expect, test } from 'vitest'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { readNotes } from './custody.io.ts'
import { judgeCustody, type SeenNote } from './custody.ts'
import { makeKey } from './testing/keys.io.ts'
import { batches, MemoryRig } from './testing/memory-rig.ts'
import { encodeNote, type MoveNote } from './tombstone.ts'

const [attic, home] = [RigName.parse('attic'), RigName.parse('home')]
const note = (batch: string, generation: number, identity = SmesherId.parse('ab'.repeat(32))): MoveNote => ({
  v: 1,
  identity,
  says: 'lives',
  generation,
  batch,
  planHash: 'h',
  at: Instant.parse(0),
  from: attic,
  to: home,
  genesisId: 'g',
  keySha256: 'k',
})
const lies = (folder: string, one: MoveNote): SeenNote => ({ folder, path: `${folder}/note`, note: one })

test('two moves that counted alike, each without knowing of the other: the key lives at neither for sure', () => {
  const rivals = [lies('/home', note('one', 2)), lies('/attic', note('two', 2))]
  expect(judgeCustody(rivals, '/home')).toMatchObject({ kind: 'elsewhere', says: expect.stringContaining('/attic/note') })
  expect(judgeCustody(rivals, '/attic')).toMatchObject({ kind: 'elsewhere', says: expect.stringContaining('/home/note') })
})

test('one note in a folder and in its copy on another disk is the same note', () => {
  expect(judgeCustody([lies('/home', note('one', 2)), lies('/new/home', note('one', 2))], '/new/home').kind).toBe('here')
})

test('a note that speaks of another identity than its name is no memory of either', async () => {
  const keys = [makeKey(), makeKey(), makeKey()] as const
  const rig = new MemoryRig(keys)
  const { fs } = rig.deps()
  const path = `/attic/smeshdesk/MOVED-${rig.moving.id.slice(0, 16)}.json`
  rig.disk.folders.add('/attic/smeshdesk')
  rig.put(path, encodeNote(note('one', 8, keys[1].id)))
  expect(await readNotes(rig.moving.id, { folders: [{ fs, folder: '/attic' }], profile: fs, batches })).toEqual([
    { folder: '/attic', path, note: 'broken' },
  ])
})

import { beforeEach, expect, test } from 'vitest'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { createBatch } from './batches.io.ts'
import { begin, type KnownMoves } from './beginning.io.ts'
import { createClosing } from './closing.io.ts'
import { lostMemory } from './lost-memory.io.ts'
import { consentWords, type FrozenPlan, planHash, planText } from './plan.ts'
import { readPlan } from './read-plan.ts'
import { batches, MemoryRig, names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'

let move: OneMove
let rig: MemoryRig
/** The plan of the one move, and with it another identity's, from the same source to a third node. */
let many: FrozenPlan
let journal: string
const second = SmesherId.parse('dd'.repeat(32))
const third = RigName.parse('shed')
const textAt = (path: string) => new TextDecoder().decode(rig.disk.names.get(path)?.seen)

beforeEach(async () => {
  move = new OneMove()
  rig = move.rig
  move.at('MOVED', () => {
    rig.dead = true
  })
  const batch = await move.run()
  const one = readPlan(textAt(`${batches}/${batch}/plan.json`))
  const [only] = one?.moves ?? []
  if (one === null || only === undefined) throw new Error('no plan')
  journal = textAt(`${batches}/${batch}/journal.jsonl`)
  const service = { ...only.service, name: RigName.parse('d1') }
  const nodes = { ...one.nodes, [third]: { ...one.nodes[names.target], folder: '/shed' } } as FrozenPlan['nodes']
  many = { ...one, nodes, moves: [only, { ...only, identity: second, name: 'd1', to: third, service }] }
})

test('a plan of more than one identity is not begun, and nothing is put down', async () => {
  rig = new MemoryRig(move.keys)
  const closing = createClosing()
  const deps = { ...rig.deps(), closing, onChange: () => undefined }
  const hash = planHash(many)
  const known: KnownMoves = { batches: new Map(), plans: new Map([[hash, many]]), reserved: new Set(), lost: lostMemory(deps, () => []) }
  const freeze = async () => many
  await expect(begin(known, deps, { hash, words: consentWords(hash, 1), freeze })).rejects.toMatchObject({ code: 'consent_mismatch' })
  const words = consentWords(hash, 2)
  expect(words).toMatch(/:2$/)
  await expect(begin(known, deps, { hash, words, freeze })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(createBatch({ fs: deps.fs, batches, hold: undefined }, many)).rejects.toThrow(saw('plan-of-many', '2'))
  expect([known.reserved.size, [...rig.disk.names.keys()].filter((path) => path.startsWith('/profile'))]).toEqual([0, []])
})

test('one that lies in the profile is named, keeps all that it holds, and nothing of it goes on', async () => {
  const batch = planHash(many).slice(0, 12)
  const folder = `${batches}/${batch}`
  for (const made of [folder, `${folder}/copies`]) rig.disk.folders.add(made)
  rig.put(`${folder}/plan.json`, planText(many))
  rig.put(`${folder}/journal.jsonl`, journal)
  for (const path of rig.disk.names.keys()) if (path.startsWith(batches) && !path.startsWith(folder)) rig.disk.unlink(path)
  rig.holds = { [batch]: { nodes: [names.source, names.target, third], services: [names.service] } }
  rig.dead = false
  const before = [...rig.disk.names.keys()].sort()
  await move.startAgain()
  expect(move.migration.rows()).toEqual([])
  const lost = move.migration.lost().find(({ id }) => id === batch)
  expect(lost).toMatchObject({ why: 'plan-of-many', detail: saw('plan-of-many', '2'), held: ['attic', 'home', 'shed', 'a1'] })
  expect(move.migration.claims().find((claim) => claim.batch === batch)).toMatchObject({
    identities: [rig.moving.id, second],
    nodes: [names.source, names.target, third],
    services: ['a1', 'd1'],
    folders: ['/attic', '/home', '/shed'],
  })
  await expect(move.migration.resume(batch, consentWords(planHash(many), 2))).rejects.toMatchObject({ code: 'not_found' })
  await expect(move.migration.abort(batch)).rejects.toMatchObject({ code: 'not_found' })
  expect((await move.migration.scan(move.request())).plan).toBeNull()
  expect([...rig.disk.names.keys()].sort()).toEqual(before)
  expect(rig.loadableAt()).toEqual([])
})

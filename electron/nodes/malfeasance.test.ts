import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { MalfeasanceResponse } from '../../proto/generated/spacemesh/v1/mesh.ts'
import { MalfeasanceList } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Ban } from '../contract/model/identity.ts'
import type { Answer } from '../net/index.ts'
import type { NodeClients } from './clients.io.ts'
import { askBans } from './malfeasance.io.ts'
import { type BanAnswer, type BanProof, foldBan, neverAsked, parseBanList, parseBanQuery } from './malfeasance.ts'

const banned = z.parse(SmesherId, 'f1d29981065914169a1cf24031eaa38bde546564091d9075bdd7367c3ae285af')
const honest = z.parse(SmesherId, '95d5b8a997d9fdd2c2a835d3bd85faeef3f7ac93e922ca2aeb31fd66f50eaca2')
const node = (name: string) => z.parse(RigName, name)
const idOf = (count: number) => z.parse(SmesherId, count.toString(16).padStart(64, '0'))

const Row = z.object({ what: z.string(), node: z.string(), out: z.string() })
const asked = readFileSync(new URL('../../e2e/recordings/run-ban/ban.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes('"out"') && line.includes('"node"'))
  .map((line) => z.parse(Row, JSON.parse(line)))

test('the recorded answers: all three nodes know of the ban, and none of an honest identity', () => {
  const lists = asked.filter(({ what }) => what === 'MalfeasanceService.List')
  expect(lists.map((row) => row.node).sort()).toEqual(['A', 'B', 'Z'])
  for (const { out } of lists)
    expect(parseBanList(MalfeasanceList.fromJSON(JSON.parse(out)).proofs)).toEqual([{ id: banned, kind: 'hare' }])
  for (const { out } of asked.filter(({ what }) => what.endsWith('MalfeasanceQuery of a1')))
    expect(parseBanQuery(MalfeasanceResponse.fromJSON(JSON.parse(out)).proof, banned)).toEqual({ id: banned, kind: 'hare' })
  const honestAnswers = asked.filter(({ what }) => what.endsWith('MalfeasanceQuery of b1'))
  expect(honestAnswers.length).toBeGreaterThan(0)
  // The trap: the proof is there and names nobody.
  for (const { out } of honestAnswers) {
    const { proof } = MalfeasanceResponse.fromJSON(JSON.parse(out))
    expect(proof).toBeDefined()
    expect(parseBanQuery(proof, honest)).toBeUndefined()
  }
})

test('an honest answer may name an empty smesher too', () => {
  expect(parseBanQuery({ smesherId: { id: new Uint8Array() }, kind: 0 }, honest)).toBeUndefined()
  expect(parseBanQuery({ smesherId: { id: new Uint8Array() }, kind: 3 }, honest)).toBeNull()
})

test('an answer about somebody else is no answer', () => {
  const { proof } = MalfeasanceResponse.fromJSON({ proof: { smesherId: { id: Buffer.alloc(32).toString('base64') }, kind: 3 } })
  expect(parseBanQuery(proof, banned)).toBeNull()
  expect(parseBanList([{ smesher: Buffer.alloc(3), domain: 0, type: 1 }])).toBeNull()
})

const fold = (answers: readonly Partial<BanAnswer>[], id = banned): Ban =>
  answers.reduce<Ban>(
    (ban, answer) => foldBan(ban, { node: node('A'), at: 1, asked: [id], proofs: [], why: '', ...answer }, id),
    neverAsked,
  )

test('three values, and who was silent is named', () => {
  expect(fold([])).toMatchObject({ state: 'not-asked' })
  expect(fold([{ proofs: null, why: 'silent' }])).toMatchObject({ state: 'asked', silent: ['A'], askedAt: [], at: null })
  expect(fold([{ node: node('B') }, { proofs: null }])).toMatchObject({ state: 'not-proven', askedAt: ['B'], silent: ['A'] })
  expect(fold([{ asked: [honest] }])).toMatchObject({ state: 'not-asked' })
})

test('one proof is enough and stays, whatever others say later', () => {
  const proof = { id: banned, kind: 'hare' }
  expect(fold([{ node: node('B') }, { proofs: [proof] }, { proofs: [] }, { proofs: null }])).toMatchObject({
    state: 'banned',
    kind: 'hare',
  })
})

const implemented = (proofs: readonly BanProof[]): Answer<readonly BanProof[]> => ({ kind: 'answer', value: proofs })
const old: Answer<never> = { kind: 'refused', code: 'unimplemented', detail: '' }
const about = { node: node('A'), now: () => 7 }
type Asker = Pick<NodeClients, 'banList' | 'banQuery'>
const never: Asker = { banList: () => Promise.reject(new Error('not asked')), banQuery: () => Promise.reject(new Error('not asked')) }
const ask = (asker: Asker, ids: readonly SmesherId[]) => askBans({ ...notUsed, ...asker }, ids, about)
const notUsed = new Proxy<NodeClients>({} as NodeClients, { get: () => () => Promise.reject(new Error('not asked')) })

test('250 identities are asked for in three batches', async () => {
  const sizes: number[] = []
  const ids = Array.from({ length: 250 }, (_, at) => idOf(at))
  const banList: Asker['banList'] = (batch) => {
    sizes.push(batch.length)
    return Promise.resolve(implemented([{ id: idOf(120), kind: 'hare' }]))
  }
  const answers = await ask({ ...never, banList }, ids)
  expect(sizes).toEqual([100, 100, 50])
  expect(answers.flatMap(({ proofs }) => proofs ?? [])).toEqual([{ id: idOf(120), kind: 'hare' }])
})

test('an older node is asked one by one; one failure there and nothing is claimed', async () => {
  const banQuery: Asker['banQuery'] = (id) =>
    Promise.resolve({ kind: 'answer', value: { proof: id === banned ? { id, kind: 'hare' } : undefined } })
  expect(await ask({ banList: () => Promise.resolve(old), banQuery }, [banned, honest])).toMatchObject([{ proofs: [{ id: banned }] }])
  const silent: Asker['banQuery'] = (id) => (id === honest ? Promise.resolve({ kind: 'silent', detail: 'gone' }) : banQuery(id))
  expect(await ask({ banList: () => Promise.resolve(old), banQuery: silent }, [banned, honest])).toMatchObject([
    { proofs: null, why: 'silent: gone' },
  ])
})

test('a silent node is asked once, not once for each batch', async () => {
  let times = 0
  const banList: Asker['banList'] = () => {
    times += 1
    return Promise.resolve({ kind: 'hangs', detail: '' })
  }
  const answers = await ask(
    { ...never, banList },
    Array.from({ length: 300 }, (_, at) => idOf(at)),
  )
  expect(times).toBe(1)
  expect(answers.flatMap((answer) => answer.asked)).toHaveLength(300)
  expect(answers.every(({ proofs }) => proofs === null)).toBe(true)
})

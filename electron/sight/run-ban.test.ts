import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { MalfeasanceList } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { type Bytes, SmesherId } from '../contract/model/basics.ts'
import { noLongerAskedMs } from '../identities/cells.ts'
import { parseBanList } from '../nodes/malfeasance.ts'
import { indexServices } from './identity-facts.ts'
import type { SeenRow } from './identity-rows.ts'
import { newRigMemory, type RigMemory, see } from './rig-memory.ts'
import type { Sighting } from './sightings.ts'
import { eventSightings, inOrder, linesOf, postSighting, recorded, rigName } from './testing/recorded-run.io.ts'
import { seenAt } from './testing/seen-at.ts'

const id = (text: string) => z.parse(SmesherId, text)
const at = (clock: string): number => Date.parse(`2026-11-21T${clock}Z`)
const rates = { postStates: 1_000, operator: 2_000, keys: 15_000, bans: 60_000 }
const place = { dataFolder: null, addresses: { public: 'a:1', private: 'a:2', post: 'a:3' }, simulated: false }
const rowOf = (rig: RigMemory, smesher: SmesherId, now: number): SeenRow => {
  const memory = rig.identities.get(smesher)
  if (memory === undefined) throw new Error('not known')
  return seenAt({ rig, index: indexServices(rig), now }, memory, rates)
}

/* run-ban: one key, a1, lies in A and in B from the start. It is banned at 10:20:47; PostStates, events and proofs go on as if healthy. */
const a1 = id('f1d29981065914169a1cf24031eaa38bde546564091d9075bdd7367c3ae285af')
const b1 = id('95d5b8a997d9fdd2c2a835d3bd85faeef3f7ac93e922ca2aeb31fd66f50eaca2')
const ids = new Map([
  ['a1.key', a1],
  ['b1.key', b1],
])
const [A, B, Z] = ['A', 'B', 'Z'].map(rigName) as [ReturnType<typeof rigName>, ReturnType<typeof rigName>, ReturnType<typeof rigName>]

function banAnswers(): Sighting[] {
  return linesOf('run-ban/ban.jsonl')
    .filter(({ what }) => what === 'MalfeasanceService.List')
    .map((row): Sighting => {
      const proofs = parseBanList(MalfeasanceList.fromJSON(JSON.parse(String(row.out))).proofs)
      const common = { node: rigName(String(row.node)), at: Date.parse(String(row.t)) }
      return { source: 'bans', ...common, answers: [{ ...common, asked: [a1, b1], proofs, why: '' }] }
    })
}

function replay(until: number, nodes: readonly ReturnType<typeof rigName>[]): RigMemory {
  const rig = newRigMemory({ nodes: nodes.map((name) => ({ name, place })), services: [] })
  const posts = linesOf('run-ban/timeline.jsonl')
    .filter(({ what, node }) => what === 'PostStates' && node !== 'Z')
    .map((row) => postSighting(row, { node: rigName(String(row.node)), ids }))
  const all = inOrder([...posts, ...eventSightings('run-ban/wire-admin-B.jsonl', B), ...banAnswers()])
  for (const sighting of all.filter((one) => one.at <= until)) see(rig, sighting)
  return rig
}

test('two nodes list one key: twice from the first look on, though both call it healthy', () => {
  expect(rowOf(replay(at('10:17:00'), [A, B]), a1, at('10:17:00'))).toMatchObject({
    state: 'key-twice-loaded',
    tone: 'bad',
  })
  expect(rowOf(replay(at('10:17:00'), [A, B]), b1, at('10:17:00'))).toMatchObject({ state: 'accepted', node: 'B' })
})

test('seen from B alone all is well, up to the ATX: nothing that B says betrays the ban', () => {
  const rig = replay(at('10:21:29'), [B])
  expect(rowOf(rig, a1, at('10:21:29'))).toMatchObject({ state: 'published', tone: 'good', ban: { state: 'not-asked' } })
})

test('asked for by id, the ban wins over everything, at every node that is asked', () => {
  for (const nodes of [[B], [A, B], [B, Z]]) {
    const row = rowOf(replay(at('10:21:33'), nodes), a1, at('10:21:33'))
    expect(row).toMatchObject({ state: 'banned', overlay: 'banned', tone: 'bad', ban: { state: 'banned', kind: 'hare' } })
    expect(row.evidence.find(({ source }) => source === 'malfeasance')).toMatchObject({ tone: 'bad', says: 'banned', value: 'hare' })
  }
  const honest = rowOf(replay(at('10:21:33'), [B]), b1, at('10:21:33'))
  expect(honest.ban).toMatchObject({ state: 'not-proven', askedAt: ['B'] })
  expect(honest.overlay).not.toBe('banned')
})

test('it stays after B was restarted and says again that all is well', () => {
  const rig = replay(at('10:21:53'), [A, B])
  expect(rowOf(rig, a1, at('10:21:53'))).toMatchObject({ state: 'banned', cell: { post: 'idle' } })
})

/* findings/stop-smeshing-remote: StopSmeshing was called on a remote node; PROVING stayed for 190 s and nobody was asked any more. */
const finding = z.parse(
  z.object({ observed_for_s: z.number(), PostStates_ever_seen: z.array(z.record(z.string(), z.unknown())) }),
  JSON.parse(readFileSync(recorded('findings/stop-smeshing-remote.json'), 'utf8')),
)

test('StopSmeshing leaves PROVING that nobody acts on: its own state, in all the time that was observed', () => {
  const [states] = finding.PostStates_ever_seen
  if (states === undefined) throw new Error('no states recorded')
  const began = Date.parse(String(states.t))
  const name = rigName('diskA_post1')
  const rig = newRigMemory({
    nodes: [{ name: A, place }],
    services: [{ name, dataFolder: '/post', node: A, operatorAddress: 'a:10' }],
  })
  see(rig, { source: 'data', service: name, at: began, data: { identity: a1, numUnits: 4, sizeBytes: 1 as Bytes, disk: null, copies: [] } })
  const shown: string[] = []
  for (let second = 0; second <= finding.observed_for_s; second++) {
    const now = began + second * 1_000
    see(rig, { ...postSighting(states, { node: A, ids: new Map([['diskA_post1.key', a1]]) }), at: now } as Sighting)
    see(rig, { source: 'operator', service: name, at: now, answer: { kind: 'answer', value: { kind: 'idle' } } })
    const { state } = rowOf(rig, a1, now)
    if (shown.at(-1) !== state) shown.push(state)
  }
  expect(shown).toEqual(['due-asked', 'no-longer-asked'])
  // A service that is at work ends it at once, and a proof that was wanted only now is no such trace.
  const later = began + finding.observed_for_s * 1_000
  see(rig, {
    source: 'operator',
    service: name,
    at: later,
    answer: { kind: 'answer', value: { kind: 'proving', nonces: { start: 0, end: 0 }, position: 0 as Bytes } },
  })
  expect(rowOf(rig, a1, later).state).toBe('k2pow')
  see(rig, { source: 'operator', service: name, at: later, answer: { kind: 'answer', value: { kind: 'idle' } } })
  expect(rowOf(rig, a1, later + noLongerAskedMs - 1).overlay).toBeNull()
})

test('a witness’s word counts as any node’s: one proof is a ban, though it is no node of the rig', () => {
  const rig = replay(at('10:17:00'), [A, B])
  const common = { node: rigName('witness'), at: at('10:18:00') }
  const proofs = [{ id: a1, kind: 'double-atx' }]
  see(rig, { source: 'bans', ...common, answers: [{ ...common, asked: [a1, b1], proofs, why: '' }] })
  see(rig, {
    source: 'bans',
    ...common,
    node: rigName('stranger'),
    answers: [{ ...common, asked: [b1], proofs: [{ id: b1, kind: 'x' }], why: '' }],
  })
  expect(rowOf(rig, a1, at('10:18:01')).ban).toMatchObject({ state: 'banned', kind: 'double-atx' })
  expect(rowOf(rig, b1, at('10:18:01')).ban.state).not.toBe('banned')
  expect([...rig.nodes.keys()]).toEqual([A, B])
})

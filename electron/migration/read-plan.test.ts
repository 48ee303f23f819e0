import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import { hashText } from '../storage/index.ts'
import { freezePlan } from './freeze-plan.ts'
import { type FrozenPlan, planHash, planText } from './plan.ts'
import { movesOf, onlyMove } from './planned-move.ts'
import { readPlan } from './read-plan.ts'
import { good } from './testing/good-facts.ts'
import { recordedMoves } from './testing/recorded.io.ts'

type Json = Record<string, unknown>
const [recorded] = recordedMoves('v1')
const first = recorded?.plan ?? ''
const firstJson = JSON.parse(first) as Json
const frozen = freezePlan(good)
if (frozen === null) throw new Error('no plan')
const json = JSON.parse(planText(frozen)) as Json
const read = (value: unknown): FrozenPlan | null => readPlan(JSON.stringify(value))

test('a plan of the first form is read as one move, to its last part', () => {
  const plan = readPlan(first)
  const move = plan === null ? null : onlyMove(plan)
  const { v: _v, ...said } = firstJson
  expect(move).toMatchObject(said)
  expect(plan).toMatchObject({ v: 2, nodes: { attic: { postAddress: null }, home: { postAddress: '127.0.0.1:9094' } } })
})

test('its name is the hash of the text that was frozen, whichever form that has', () => {
  expect(hashText(first).slice(0, 12)).toBe((JSON.parse(recorded?.journal[0] ?? '') as Json).batch)
  expect(hashText(planText(frozen))).toBe(planHash(frozen))
})

test('what the first versions did not know of yet reads as nothing: no process may be ended, never moved, bound to nothing', () => {
  const { ends: _ends, generation: _generation, ...earlier } = firstJson
  const { binding: _binding, ...source } = earlier.source as Json
  const plan = read({ ...earlier, source })
  expect(plan).toMatchObject({ ends: [], moves: [{ generation: 0 }] })
  expect(plan === null ? null : onlyMove(plan)?.source.binding).toBeUndefined()
})

test('a plan is read as it was put down', () => {
  expect(readPlan(planText(frozen))).toEqual(frozen)
})

const inside = (plan: Json, part: string, change: Json): Json => ({ ...plan, [part]: { ...(plan[part] as Json), ...change } })
const [move] = json.moves as Json[]
const home = (json.nodes as Json).home as Json
const more = { extra: 1 }
test.each<[string, unknown]>([
  ['of a form to come', { ...json, v: 3 }],
  ['with a part of its own', { ...json, ...more }],
  ['with a part of its own in a node', inside(json, 'nodes', { home: { ...home, ...more } })],
  ['with a part of its own in a move', { ...json, moves: [{ ...move, ...more }] }],
  ['with another wait', inside(json, 'wait', more)],
  ['of the first form with a part of its own', { ...firstJson, ...more }],
  ['of the first form with a part of its own at one side', inside(firstJson, 'source', more)],
  ['without a move', { ...json, moves: [] }],
  ['that moves one identity twice', { ...json, moves: [move, move] }],
  ['from a node that it does not tell of', { ...json, moves: [{ ...move, from: 'constructor' }] }],
  ['to where it is', { ...json, moves: [{ ...move, to: 'attic' }] }],
  ['to a node that nobody can dial', inside(json, 'nodes', { home: { ...home, postAddress: null } })],
  ['that is none', []],
])('a plan %s is none that this version carries out', (_what, value) => {
  expect(read(value)).toBeNull()
})

test('of more than one identity it is read, each with its own two nodes, and is nobody’s one move', () => {
  const nodes = { ...(json.nodes as Json), shed: home }
  const plan = read({ ...json, nodes, moves: [move, { ...move, identity: 'dd'.repeat(32), name: 'd1', to: 'shed' }] })
  if (plan === null) throw new Error('not read')
  expect(movesOf(plan).map(({ identityName, source, target }) => [identityName, source.node, target.node])).toEqual([
    ['a1', RigName.parse('attic'), 'home'],
    ['d1', 'attic', 'shed'],
  ])
  expect(movesOf(plan)[1]?.identity).toBe(SmesherId.parse('dd'.repeat(32)))
  expect(onlyMove(plan)).toBeNull()
})

test('the plan that docs/moving.md shows is of the form that is read', () => {
  const text = readFileSync(new URL('../../docs/moving.md', import.meta.url), 'utf8')
  const plan = readPlan(/```json\n(.*?)```/s.exec(text)?.[1] ?? '')
  expect(plan?.moves.map(({ name, to }) => `${name} → ${to}`)).toEqual(['a1 → home', 'a2 → shed'])
})

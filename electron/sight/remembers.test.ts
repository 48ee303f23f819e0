import { expect, test } from 'vitest'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeEvent } from '../nodes/index.ts'
import { createRemembering, type Remembers } from './remembers.ts'
import { newRigMemory, see } from './rig-memory.ts'
import type { Sighting } from './sightings.ts'

const home = RigName.parse('home')
const id = SmesherId.parse('0a'.repeat(32))
const place = { dataFolder: null, addresses: { public: 'a:1', private: 'a:2', post: 'a:3' }, simulated: false }
const places = (...names: RigName[]) => ({ nodes: names.map((name) => ({ name, place })), services: [] })

function remembering() {
  const told: unknown[] = []
  const tell =
    (what: string) =>
    (...values: unknown[]) =>
      void told.push([what, ...values])
  const remembers: Remembers = { events: tell('events'), lost: tell('lost'), followed: tell('followed'), banned: tell('banned') }
  let rig = newRigMemory(places(home))
  const { lookAtNodes, took } = createRemembering(remembers)
  const hear = (...sightings: readonly Sighting[]) => {
    for (const sighting of sightings) {
      see(rig, sighting)
      took(rig, sighting)
    }
    return told.splice(0)
  }
  const settings = (...names: RigName[]) => {
    rig = newRigMemory(places(...names), rig)
    lookAtNodes(rig, 99)
    return told.splice(0)
  }
  return { hear, settings }
}

const stream = (at: number, state: 'open' | 'closed' | 'none'): Sighting => ({ source: 'stream', node: home, at, state, detail: '' })
const answers = (at: number): Sighting => ({ source: 'post-states', node: home, at, answer: { kind: 'answer', value: [] } })
const silent = (at: number): Sighting => ({ source: 'post-states', node: home, at, answer: { kind: 'silent', detail: '' } })

test('a node is followed while its events are heard and it answers; told when that becomes another', () => {
  const { hear, settings } = remembering()
  expect(settings(home)).toEqual([['lost', home, null]])
  expect(hear(answers(1))).toEqual([])
  expect(hear(stream(2, 'open'), answers(3))).toEqual([['followed', home, 2]])
  expect(hear(answers(9), stream(12, 'closed'))).toEqual([['lost', home, 9]])
  expect(hear(silent(13), stream(14, 'open'))).toEqual([])
  expect(hear(answers(15))).toEqual([['followed', home, 15]])
  expect(hear(silent(17))).toEqual([['lost', home, 15]])
})

test('a node without an address for its events is followed by its answers; one that left the settings is missed by nobody', () => {
  const { hear, settings } = remembering()
  settings(home)
  expect(hear(stream(1, 'none'), answers(2))).toEqual([['followed', home, 2]])
  expect(hear(silent(3))).toEqual([['lost', home, 2]])
  expect(settings()).toEqual([['followed', home, 99]])
  expect(hear(answers(100))).toEqual([])
})

test('events are handed on as they came, and a ban once, also where it was so at the first look', () => {
  const { hear, settings } = remembering()
  settings(home)
  const event: NodeEvent = { at: 5 as NodeEvent['at'], kind: 'post-start', failure: false, smesher: id, help: '', fields: {} }
  expect(hear({ source: 'events', node: home, at: 6, events: [event] })).toEqual([['events', home, [event]]])
  const proofs = [{ id, kind: 'double ATX' }] as never
  const banned = (at: number): Sighting => ({ source: 'bans', node: home, at, answers: [{ node: home, at, asked: [id], proofs, why: '' }] })
  expect(hear(banned(7), banned(8))).toEqual([['banned', id, 7]])
})

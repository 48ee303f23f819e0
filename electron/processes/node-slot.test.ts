import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SlotRow } from '../contract/model/rig.ts'
import { checkSettings } from '../settings/index.ts'
import { type NodeSlotSeen, nodeSlotRow } from './node-slot.ts'
import { newRecord } from './slot.ts'

const [node] = checkSettings({
  version: 1,
  simulated: false,
  nodes: [{ name: 'n', program: null, arguments: [], dataFolder: null, addresses: { public: null, private: null, post: null } }],
  services: [],
}).nodes
if (node === undefined) throw new Error('fixture')
const key = { kind: 'node', name: node.name } as const
const spec = { key, program: '/bin/go-spacemesh', dataFolder: '/data' }
const still: NodeSlotSeen = { spec, record: newRecord(key), state: 'stopped', heldBy: null, outlasted: false }
const row = (part: Partial<NodeSlotSeen>) => nodeSlotRow({ ...still, ...part })

test('a node that stands still can be started, and only that', () => {
  expect(z.parse(SlotRow, row({}))).toEqual(row({}))
  expect(row({})).toMatchObject({ startClosed: null, stopClosed: 'not-running', restartClosed: 'not-running', stopWords: null })
  expect(row({ state: 'running' })).toMatchObject({ startClosed: 'already-running', stopClosed: null, restartClosed: null })
})

test.each<[Partial<NodeSlotSeen>, string | null]>([
  [{ spec: { ...spec, program: null } }, 'no-program'],
  [{ spec: { ...spec, dataFolder: null } }, 'no-folder'],
  [{ spec: { key, program: null, dataFolder: null } }, 'not-here'],
  [{ state: 'external', spec: { ...spec, program: null } }, 'external'],
  [{ heldBy: 'move-1' }, 'held-by-migration'],
  [{ state: 'unknown' }, 'state-unknown'],
  [{ state: 'stopping' }, 'stopping'],
])('why a start is closed: %j', (part, closed) => {
  expect(row(part).startClosed).toBe(closed)
})

test('a restart is closed where the start after it would be', () => {
  expect(row({ state: 'running', spec: { ...spec, program: null } })).toMatchObject({ stopClosed: null, restartClosed: 'no-program' })
  expect(row({ state: 'running', heldBy: 'move-1' })).toMatchObject({ stopClosed: 'held-by-migration', restartClosed: 'held-by-migration' })
})

test('what had its time and runs on is ended at once by words of its own', () => {
  expect(row({ state: 'running', outlasted: true })).toMatchObject({ stopWords: 'end:n', outlasted: true })
})

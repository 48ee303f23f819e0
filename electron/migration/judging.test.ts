import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Epoch, Instant, type Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { SilenceFacts } from '../silence/index.ts'
import { judgeSilence } from '../silence/index.ts'
import { canonicalJson, targetKeyName } from './plan.ts'
import { whenToMove } from './timing.ts'
import { judgeTombstone, type MoveNote, parseNote } from './tombstone.ts'
import { judgeWait, lastPossibleLayer } from './wait-rule.ts'
import type { NodeTime } from './world.ts'

const node = RigName.parse('attic')
const id = SmesherId.parse('ab'.repeat(32))
const quiet: SilenceFacts = {
  node,
  users: [],
  usersComplete: true,
  blind: [],
  lock: { file: '/tmp/a.lock', state: 'free', pid: null },
  ports: [{ address: '127.0.0.1:9092', open: false }],
  database: 'not-probed',
  localFileSystem: true,
  autoStart: [],
}

test.each<[string, Partial<SilenceFacts>, string]>([
  ['nothing there', {}, 'silent-proven'],
  ['database free', { database: 'free' }, 'silent-proven'],
  ['a process', { users: [{ pid: 7, commandLine: 'go-spacemesh -d x', how: 'argv' }] }, 'active'],
  ['a held lock', { lock: { file: 'x', state: 'held', pid: 7 } }, 'active'],
  ['an open port', { ports: [{ address: 'a', open: true }] }, 'active'],
  ['an open database', { database: 'in-use' }, 'active'],
  ['a process, although others are hidden', { users: [{ pid: 7, commandLine: 'x', how: 'fd' }], usersComplete: false }, 'active'],
  ['hidden processes', { usersComplete: false }, 'unknown'],
  ['a place from which nothing outside is seen', { blind: ['process-space'] }, 'unknown'],
  ['a lock nobody could look at', { lock: { file: null, state: 'unknown', pid: null } }, 'unknown'],
  ['no listener known', { ports: [] }, 'unknown'],
  ['a port nobody could try', { ports: [{ address: 'a', open: null }] }, 'unknown'],
  ['a database nobody could try', { database: 'unknown' }, 'unknown'],
  ['a network file system', { localFileSystem: false }, 'unknown'],
  ['an unknown file system', { localFileSystem: null }, 'unknown'],
  ['a unit that starts it', { autoStart: ['spacemesh.service'] }, 'unknown'],
])('silence: %s', (_what, facts, verdict) => {
  const judged = judgeSilence({ ...quiet, ...facts })
  expect(judged.verdict).toBe(verdict)
  expect(judged.because.length).toBeGreaterThan(0)
})

test('property: silence is only ever proven when every single fact speaks for it', () => {
  const facts = fc.record({
    users: fc.constantFrom([], [{ pid: 1, commandLine: 'x', how: 'y' }]),
    usersComplete: fc.boolean(),
    blind: fc.constantFrom([], ['hidden-processes']),
    lock: fc.constantFrom('free' as const, 'held' as const, 'unknown' as const).map((state) => ({ file: 'x', state, pid: null })),
    ports: fc.array(
      fc.constantFrom(true, false, null).map((open) => ({ address: 'a', open })),
      { maxLength: 2 },
    ),
    database: fc.constantFrom('free' as const, 'in-use' as const, 'unknown' as const, 'not-probed' as const),
    localFileSystem: fc.constantFrom(true, false, null),
    autoStart: fc.constantFrom([], ['unit']),
  })
  fc.assert(
    fc.property(facts, (seen) => {
      const all =
        seen.users.length === 0 &&
        seen.usersComplete &&
        seen.blind.length === 0 &&
        seen.lock.state === 'free' &&
        seen.ports.length > 0 &&
        seen.ports.every(({ open }) => open === false) &&
        seen.database !== 'in-use' &&
        seen.database !== 'unknown' &&
        seen.localFileSystem === true &&
        seen.autoStart.length === 0
      expect(judgeSilence({ ...quiet, ...seen }).verdict === 'silent-proven').toBe(all)
    }),
    { numRuns: 2_000, seed: 1 },
  )
})

const lastSign = { layer: 100 as Layer, mono: 50_000, bootId: 'b' }
const seen = (...layers: number[]) => layers.map((layer) => ({ node, layer: layer as Layer }))
test.each<[string, Partial<Parameters<typeof judgeWait>[0]>, boolean, number]>([
  ['two layers later', { seen: seen(102), mono: 52_000 }, true, 0],
  ['one layer later', { seen: seen(101), mono: 52_000 }, false, 1],
  ['the slowest node counts', { seen: seen(105, 101), mono: 99_000 }, false, 1],
  ['no node answers', { seen: [], mono: 99_000 }, false, 2],
  ['the wall clock jumped a day: layers are there, time is not', { seen: seen(400), mono: 51_000 }, false, 0],
  ['the computer was started again', { seen: seen(400), mono: 10, bootId: 'c' }, false, 0],
  ['the monotonic clock went back', { seen: seen(400), mono: 49_000 }, false, 0],
])('wait: %s', (...[, facts, over, remaining]) => {
  const verdict = judgeWait({ lastSign, seen: seen(100), layerMs: 1_000, mono: 50_000, bootId: 'b', ...facts })
  expect(verdict).toMatchObject({ over, remainingLayers: remaining, untilLayer: 102 })
})

test('the last possible layer is the newest anyone knows of, and nothing is assumed', () => {
  expect(lastPossibleLayer(seen(7, 9), null)).toBe(9)
  expect(lastPossibleLayer(seen(7), 12 as Layer)).toBe(12)
  expect(lastPossibleLayer([], 12 as Layer)).toBeNull()
  // @ts-expect-error an epoch is no layer
  expect(lastPossibleLayer([], 12 as Epoch)).toBeNull()
})

const note = (says: MoveNote['says'], at: number): MoveNote => ({
  v: 1,
  identity: id,
  says,
  generation: 0,
  batch: 'b',
  planHash: 'h',
  at: Instant.parse(at),
  from: node,
  to: node,
  genesisId: 'g',
  keySha256: 'k',
})
test.each<[string, MoveNote | 'broken' | null, MoveNote | 'broken' | null, boolean, string]>([
  ['no note', null, null, true, 'nothing'],
  ['left, and gone', note('left', 1), null, false, 'consistent'],
  ['left, and loadable again', note('left', 1), null, true, 'restored-old-copy'],
  ['left, and came back by a later move', note('left', 1), note('lives', 2), true, 'consistent'],
  ['left after it came', note('left', 3), note('lives', 2), true, 'restored-old-copy'],
  ['undone', note('undone', 1), null, true, 'nothing'],
  ['a broken note', 'broken', null, true, 'broken'],
])('tombstone: %s', (...[, tombstone, lease, loadable, finding]) => {
  expect(judgeTombstone(tombstone, lease, loadable)).toBe(finding)
})
test('a note that is not whole is no note', () => {
  for (const text of ['', '{', '{}', 'null', JSON.stringify({ ...note('left', 1), v: 2 })]) expect(parseNote(text)).toBeNull()
})

test('plan texts are equal for equal plans, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, null], a: { d: 'x', c: true } })).toBe('{"a":{"c":true,"d":"x"},"b":[1,null]}')
  expect(targetKeyName('a1.key', id, ['b1.key'])).toBe('a1.key')
  expect(targetKeyName('a1.key', id, ['A1.KEY'])).toBe(`sm-${'ab'.repeat(8)}.key`)
  expect(targetKeyName('local.key', id, [])).toBe(`sm-${'ab'.repeat(8)}.key`)
  expect(targetKeyName('a1.key', id, ['a1.key', `sm-${'ab'.repeat(8)}.key`])).toBeNull()
})

const time: NodeTime = { genesisAt: Instant.parse(0), layerMs: 10, layersPerEpoch: 100, phaseShiftMs: 400, cycleGapMs: 100 }
test.each<[number, string, number | null, number | null]>([
  [0, 'calm', 0, 300],
  [260, 'gap-soon', 400, 1_300],
  [300, 'gap', 400, 1_300],
  [399, 'gap', 400, 1_300],
  [400, 'calm', 400, 1_300],
  [1_299, 'gap-soon', 1_400, 2_300],
  [1_350, 'gap', 1_400, 2_300],
])('at %i: %s', (...[now, word, from, to]) => {
  expect(whenToMove(time, Instant.parse(now), 50)).toEqual({ now: word, nextCalmFrom: from, nextCalmTo: to })
})
test('without shift and gap nothing is said about calm', () => {
  expect(whenToMove({ ...time, cycleGapMs: null }, Instant.parse(0), 1).now).toBe('unknown')
  expect(whenToMove(null, Instant.parse(0), 1).now).toBe('unknown')
})

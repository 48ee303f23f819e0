import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { newRecord, parseRecord } from './slot.ts'
import { afterEnd, afterRest, afterStart } from './slot-changes.ts'
import { person, runAt } from './testing/slot-world.ts'

const key = { kind: 'service', name: z.parse(RigName, 'a') } as const
const law = { starts: [5], failures: 0, degraded: false, latched: false, alike: 0, nextAt: null }
const started = afterStart(newRecord(key), { run: runAt(5), law, by: { batch: 'one' } })
const over = { run: runAt(5), end: { meaning: 'ended-by-signal', exit: null, signal: 'SIGTERM', line: '' }, now: 9_000, random: 0.5 }

test('who wanted it is written down, and kept by a start that nobody asked for', () => {
  expect(started).toMatchObject({ wanted: 'running', wantedBy: { batch: 'one' } })
  expect(afterStart(started, { run: runAt(7), law, by: null })).toMatchObject({ wantedBy: { batch: 'one' }, run: { at: 7 } })
  expect(parseRecord(JSON.stringify(started))).toEqual(started)
})

test.each([
  [person, 'person'],
  [{ batch: 'one' }, 'batch'],
  [{ plan: 'night' }, 'plan'],
])('an end that was asked for has its author, and no next try: %j', (by, author) => {
  const ended = afterEnd(afterRest(started, by), { ...over, stopping: true })
  expect(ended).toMatchObject({ run: null, wanted: 'stopped', wantedBy: by, law: { nextAt: null }, lastEnd: { by: author } })
})

test('a record of an earlier version keeps its author, and is a person’s where it names none', () => {
  const old = { ...newRecord(key), run: runAt(5) }
  const read = (part: object) => parseRecord(JSON.stringify({ ...old, ...part })) ?? newRecord(key)
  expect(afterEnd(read({ stopAsked: 'batch' }), { ...over, stopping: false }).lastEnd?.by).toBe('batch')
  expect(afterEnd(read({}), { ...over, stopping: false }).lastEnd?.by).toBe('person')
  // Whoever asked since counts.
  expect(afterEnd(afterRest(read({ stopAsked: 'batch' }), person), { ...over, stopping: true }).lastEnd?.by).toBe('person')
})

test('an end that nobody asked for: a service waits for its next try, a node for a person', () => {
  const ended = { ...over, stopping: false }
  expect(afterEnd(started, ended)).toMatchObject({ wanted: 'running', lastEnd: { by: 'nobody' }, law: { failures: 1, nextAt: 10_000 } })
  expect(afterEnd({ ...started, kind: 'node' }, ended)).toMatchObject({ lastEnd: { by: 'nobody' }, law: { failures: 1, nextAt: null } })
})

import { expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import { nodeAge, versionFindings } from './node-age.ts'

test.each([
  ['v1.3.11', 'too-old'],
  ['v0.3.0', 'too-old'],
  ['1.4.0', 'known'],
  ['v1.4.6', 'known'],
  ['v1.6.8', 'known'],
  ['v1.7.6-dirty+3', 'known'],
  ['v1.8.0', 'newer'],
  ['v1.10.0', 'newer'],
  ['v2.0.0', 'newer'],
  ['v99999.1.1', 'unread'],
  ['develop', 'unread'],
  ['node-split-1.0.15', 'unread'],
  [null, 'unread'],
] as const)('%s is %s', (version, age) => expect(nodeAge(version)).toBe(age))

test('too old is unknown and has the ladder, and closes no start; newer is a warning, and of the rest nothing is said', () => {
  const of = (version: string | null) =>
    versionFindings('home' as RigName, version).map(({ id, verdict, values }) => [id, verdict, values.ladder])
  expect(of('v1.3.11')).toEqual([['node-too-old', 'unknown', '1.4.6 1.6.8 1.7.6']])
  expect(of('v2.0.0')).toEqual([['node-newer-than-known', 'warn', undefined]])
  expect(['v1.4.6', 'v1.7.6', 'develop', null].flatMap(of)).toEqual([])
})

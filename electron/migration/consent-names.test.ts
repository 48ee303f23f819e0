import { expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import type { ProgramProcess, SilenceFacts } from '../silence/index.ts'
import { agreedMarks, mayEndOf, othersAt } from './consent-names.ts'

const node: ProgramProcess = {
  pid: 12,
  startTicks: '900',
  bootId: 'boot',
  startedAt: null,
  executable: '/opt/go-spacemesh',
  folder: '/data/a',
  commandLine: 'go-spacemesh -d /data/a',
  ours: false,
}
const { ours: _, ...named } = node
const ends = [{ what: 'node', name: RigName.parse('a'), ...named }] as const
const none = { agreed: [] }

test('the very process of the plan may be ended, and no other of its pid, its folder or its program', () => {
  const mayEnd = mayEndOf({ ends: [...ends] }, none)
  expect(mayEnd(node)).toBe(true)
  for (const other of [{ pid: 13 }, { startTicks: '901' }, { bootId: 'another' }]) expect(mayEnd({ ...node, ...other })).toBe(false)
})

test('a plan of an earlier version names none: only what runs in our own slot may be ended', () => {
  const mayEnd = mayEndOf({ ends: [] }, none)
  expect([mayEnd(node), mayEnd({ ...node, ours: true })]).toEqual([false, true])
})

test('going on agrees to the nodes and services that were listed, never to others', () => {
  const facts: Pick<SilenceFacts, 'users' | 'programs'> = {
    programs: [node],
    users: [
      { pid: 12, commandLine: 'go-spacemesh -d /data/a', how: 'argument' },
      { pid: 40, commandLine: 'rsync /data/a', how: 'argument', executable: '/usr/bin/rsync' },
    ],
  }
  const listed = othersAt(facts, mayEndOf({ ends: [] }, none))
  expect(listed.map(({ what, pid }) => [what, pid])).toEqual([
    ['node', 12],
    ['other', 40],
  ])
  const agreed = agreedMarks(listed).split(' ')
  expect(agreed).toHaveLength(1)
  expect(mayEndOf({ ends: [] }, { agreed })(node)).toBe(true)
  expect(othersAt(facts, mayEndOf({ ends: [] }, { agreed })).map(({ pid }) => pid)).toEqual([40])
})

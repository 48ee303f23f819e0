import { expect, test } from 'vitest'
import { holdsAsNode, startedAsNode, usesAsNode } from './node-users.ts'

const folder = '/data/attic'
const open = (file: string) => ({ seenBy: 'open-file', evidence: `${folder}/${file}`, exact: false }) as const

test('only a process that is the node of a folder uses it as a node does', () => {
  expect(usesAsNode({ seenBy: 'argument', evidence: folder, exact: true })).toBe(true)
  expect(usesAsNode(open('state.sql-wal'))).toBe(true)
  expect(usesAsNode(open('local.sql (deleted)'))).toBe(true)
  expect(usesAsNode({ seenBy: 'argument', evidence: `${folder}/post/a1`, exact: false })).toBe(false)
  expect(usesAsNode({ seenBy: 'working-folder', evidence: folder, exact: false })).toBe(false)
})

test('who reads a key may be a node that begins, so the folder is not silent; but nobody is ended for it', () => {
  expect(usesAsNode(open('identities/a1.key'))).toBe(true)
  expect(holdsAsNode(open('identities/a1.key'))).toBe(false)
  expect(holdsAsNode(open('local.sql-wal'))).toBe(true)
})

test.each([
  [['go-spacemesh', '-c', '/data/attic.json', '-d', folder], true],
  [['/bin/sh', '/opt/go-spacemesh', `--data-folder=${folder}`], true],
  [['node', 'smeshdesk.js', 'devnet', 'node', '--filelock', '/data/attic.lock'], true],
  [['nano', '/data/attic.json'], false],
  [['restic', 'backup', folder], false],
  [['du', '-d', '1', folder], false],
])('%j is the command line of its node: %s', (argv, is) => {
  expect(startedAsNode(argv, [folder, '/data/attic.json', '/data/attic.lock'])).toBe(is)
})

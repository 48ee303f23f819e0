import { expect, test } from 'vitest'
import { isNodeDatabase, keptByNode } from './kept-open.ts'

test.each([
  ['/data/state.sql', true],
  ['/data/local.sql-shm', true],
  ['/data/node_state.sql-wal (deleted)', true],
  ['/data/p2p/p2p.key', true],
  ['/data/p2p/peers/book.json', true],
  ['/data/identities/a.key', false],
  ['/data/post/postdata_0.bin', false],
  ['/data/state.sql/inside', false],
])('%s is kept open by the node of its folder: %s', (path, is) => {
  expect(keptByNode(path)).toBe(is)
})

test('only the databases themselves are compared by their place', () => {
  expect(['local.sql', 'state.sql-wal', 'node_state.sql-shm', 'state.sql.backup', 'p2p.key'].filter(isNodeDatabase)).toHaveLength(3)
})

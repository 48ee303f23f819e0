import { expect, test } from 'vitest'
import { foldersOpen, nodeLike } from './stranger-lines.ts'

test.each([
  ['/opt/go-spacemesh -c config.json', 'is'],
  ['/opt/go-spacemesh', 'is'],
  ['/opt/go-spacemesh-1.7.6 -d/data', 'is'],
  ['/bin/sh /opt/go-spacemesh -d /data', 'is'],
  ['node smeshdesk.js devnet node -c A.json --genesis-time=2026 -d A --filelock A.lock', 'is'],
  ['/opt/mynode -d /data', 'may-be'],
  ['/opt/mynode -c /data/config.json', 'may-be'],
  ['/opt/mynode --config=/data/config.json', 'may-be'],
  ['sh -c true', 'may-be'],
  ['unzip go-spacemesh.zip', 'may-be'],
  ['/opt/go-spacemesh version', 'no'],
  ['/opt/go-spacemesh --help', 'no'],
  ['/opt/go-spacemesh relay', 'no'],
  ['less go-spacemesh.log', 'no'],
  ['sleep 60', 'no'],
])('%s is a node: %s', (line, is) => expect(nodeLike(line.split(' '), [])).toBe(is))

test('who has the databases of a node open is one, whatever its command line says', () => {
  const open = ['/data/x/state.sql-wal', '/data/x/local.sql (deleted)', '/data/y/local.sql', '/data/z/notes.sql', '/dev/null']
  expect(nodeLike(['sleep', '60'], open)).toBe('is')
  expect(foldersOpen(open)).toEqual(['/data/x', '/data/y'])
})

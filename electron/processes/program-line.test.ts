import { expect, test } from 'vitest'
import { namesPlace, runsAsNode, toldToProgram } from './program-line.ts'

const line = (text: string) => text.split(' ')

test.each([
  ['/opt/go-spacemesh -c a.json', '-c a.json'],
  ['go-spacemesh-1.7.6 --data-folder=/d', '--data-folder=/d'],
  ['/bin/sh /opt/go-spacemesh -d /d', '-d /d'],
  ['/usr/bin/node /app/smeshdesk.js devnet node -d /d', '-d /d'],
  ['/opt/smeshdesk devnet node -d /d', '-d /d'],
])('%s is told to a node: %s', (argv, args) => {
  expect(toldToProgram('node', line(argv))?.join(' ')).toBe(args)
})

test.each([
  'python3 -m http.server -d /d',
  'unzip go-spacemesh -d /d',
  'unzip /d/go-spacemesh.zip -d /d',
  'nano /opt/go-spacemesh',
  '/bin/sh -c go-spacemesh',
  '/bin/sh /opt/go-spacemesh-backup.sh -d /d',
  'go-spacemesh.zip -d /d',
  'sudo go-spacemesh -d /d',
  '/usr/bin/node /app/smeshdesk.js devnet post-service -d /d',
  'tail -f /d/state.sql',
])('%s is no command line of a node', (argv) => {
  expect(toldToProgram('node', line(argv))).toBeNull()
})

test('a node is told only what nodes understand', () => {
  expect(runsAsNode(line('-c a.json -d /d --filelock=/l'))).toBe(true)
  for (const other of ['-o old.zip -d /d', 'backup -d /d', '-c a.json --keep 7', 'version']) expect(runsAsNode(line(other))).toBe(false)
})

test('only a flag or a config says where the data are', () => {
  expect(namesPlace(line('-d /d'))).toBe(true)
  expect(namesPlace(line('-c a.json'))).toBe(true)
  expect(namesPlace([])).toBe(false)
})

test.each([
  ['/opt/post-service --dir /p', true],
  ['/usr/bin/node /app/smeshdesk.js devnet post-service --dir /p', true],
  ['sync --dir /p --address there', false],
])('%s is told to a service: %s', (argv, is) => {
  expect(toldToProgram('service', line(argv)) !== null).toBe(is)
})

import { expect, test } from 'vitest'
import { programLine } from '../arguments/index.ts'
import { isServiceLine, nodeLine, nodePathFlags, servicePathFlags, splitLine, startsAlone, withPaths } from './argv-roles.ts'
import { defaultListeners, dialOf, sameDial } from './dial.ts'

test.each([
  ['0.0.0.0:9092', '127.0.0.1:9092'],
  [':9094', '127.0.0.1:9094'],
  ['[::]:9094', '127.0.0.1:9094'],
  ['127.0.0.1:9094', '127.0.0.1:9094'],
  ['localhost:9094', 'localhost:9094'],
  ['[::1]:9094', '[::1]:9094'],
  ['192.168.1.7:9094', '192.168.1.7:9094'],
  ['http://0.0.0.0:9094/', '127.0.0.1:9094'],
  ['127.0.0.1:0', null],
  [':0', null],
  ['9094', null],
  ['', null],
  [null, null],
])('what listens at %s is dialled at %s', (listener, dial) => expect(dialOf(listener)).toBe(dial))

test('two ways to name loopback are one listener', () => {
  expect(sameDial('localhost:9094', '127.0.0.1:9094')).toBe(true)
  expect(sameDial('192.168.1.7:9094', '127.0.0.1:9094')).toBe(false)
  expect(sameDial(null, null)).toBe(false)
  expect(defaultListeners('standalone').public).toBe('127.0.0.1:10092')
  expect(defaultListeners('mainnet').private).toBe('127.0.0.1:9093')
})

test.each([
  ['/opt/go-spacemesh -c config.json', 'is'],
  ['/opt/go-spacemesh-1.7.6', 'is'],
  ['C:\\smh\\go-spacemesh.exe --preset mainnet', 'is'],
  ['/opt/mynode --preset testnet --data-folder /data', 'is'],
  ['node smeshdesk.js devnet node -c A.json --genesis-time=2026 -d A --filelock A.lock', 'is'],
  ['/bin/sh /opt/go-spacemesh -d /data', 'is'],
  ['/opt/mynode -c /data/config.json -d /data', 'may-be'],
  ['curl -d x -c jar', 'may-be'],
  ['du -d 1 /data', 'no'],
  ['/opt/something --preset fast', 'no'],
  ['docker run go-spacemesh -d /data --preset mainnet', 'no'],
  ['sudo go-spacemesh -d /data', 'no'],
  ['rsync -c -d /data', 'no'],
  ['vim -c x -d go-spacemesh', 'no'],
  ['/opt/post-service --dir /post --address http://127.0.0.1:9094', 'no'],
  ['/opt/go-spacemesh nice -d /data', 'is'],
])('%s is a node: %s', (line, is) => expect(nodeLine(line.split(' '))).toBe(is))

test.each([
  ['/opt/post-service --dir /post --address http://127.0.0.1:9094', true],
  ['/opt/post-service -d /post', true],
  ['/opt/prover --dir=/post --address=http://127.0.0.1:9094', true],
  ['node smeshdesk.js devnet post-service --dir /post --address http://127.0.0.1:9094', true],
  ['docker run x --dir /post --address http://127.0.0.1:9094', false],
  ['ls --dir /post', false],
])('%s is a service: %s', (line, is) => expect(isServiceLine(line.split(' '))).toBe(is))

test('only a program that stands alone before its arguments can be started again by its path', () => {
  expect(startsAlone(splitLine(['/opt/go-spacemesh', '-d', '/data']))).toBe(true)
  expect(startsAlone(splitLine(['node', 'x.js', '-d', '/data']))).toBe(false)
  expect(startsAlone(splitLine(['/bin/sh', '-c', 'x']))).toBe(false)
})

test('relative paths on a command line become absolute in the form they had; other values stay', () => {
  const made = (path: string) => `/run/${path}`
  expect(withPaths(['-c', 'c.json', '-d=data', '--filelock=x.lock', '-p', 'mainnet', '--smeshing-start'], nodePathFlags, made)).toEqual([
    '-c',
    '/run/c.json',
    '-d=/run/data',
    '--filelock=/run/x.lock',
    '-p',
    'mainnet',
    '--smeshing-start',
  ])
  expect(withPaths(['--dir', 'p', '-dq', '--address', 'http://x:1'], servicePathFlags, made)).toEqual([
    '--dir',
    '/run/p',
    '-d/run/q',
    '--address',
    'http://x:1',
  ])
})

test.each([
  [['./go-spacemesh', '-d', '/data'], './go-spacemesh', ['-d', '/data']],
  [['-d', '/data'], null, ['-d', '/data']],
  [['LD_LIBRARY_PATH=.', 'nohup', '/opt/post-service', '--dir', '/p', '>', 'x.log', '2>&1', '&'], '/opt/post-service', ['--dir', '/p']],
  [['sudo', '/opt/go-spacemesh', '-d', '/data', '2>/dev/null'], '/opt/go-spacemesh', ['-d', '/data']],
  [['/opt/go-spacemesh'], '/opt/go-spacemesh', []],
  [[], null, []],
])('%j is pasted as program and arguments', (line, program, args) => expect(programLine(line)).toEqual({ program, args }))

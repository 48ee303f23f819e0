import { expect, test } from 'vitest'
import { checkSettings } from '../settings/index.ts'
import { plannedLine, specsOf } from './specs.ts'

const addresses = { public: null, private: null, post: null }
const settings = checkSettings({
  version: 1,
  simulated: false,
  nodes: [{ name: 'a', program: null, arguments: ['-d', '/n'], dataFolder: '/n', addresses }],
  services: [{ name: 'a', program: '/bin/ps', arguments: ['--dir', '/p'], dataFolder: '/p', node: 'a', operatorAddress: '127.0.0.1:1' }],
})
const specs = specsOf(settings, { folder: '/profile', below: (...parts) => ['/profile', ...parts].join('/') })

test('a rig’s settings say everything that it can run, exactly as it would be started', () => {
  expect(specs).toEqual([
    {
      key: { kind: 'service', name: 'a' },
      program: '/bin/ps',
      args: ['--dir', '/p'],
      cwd: '/profile',
      dataFolder: '/p',
      operatorAddress: '127.0.0.1:1',
      logFile: '/profile/logs/a.log',
      env: {},
    },
    {
      key: { kind: 'node', name: 'a' },
      program: null,
      args: ['-d', '/n'],
      cwd: '/profile',
      dataFolder: '/n',
      operatorAddress: null,
      logFile: '/profile/logs/nodes/a.log',
      env: {},
    },
  ])
})

test('the exact command line; a program that no entry names is called as it is released', () => {
  expect(specs.map(plannedLine)).toEqual([
    ['/bin/ps', '--dir', '/p'],
    ['go-spacemesh', '-d', '/n'],
  ])
})

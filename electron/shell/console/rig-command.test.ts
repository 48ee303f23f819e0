import { expect, test } from 'vitest'
import { helpText, parseCommandLine } from './command-line.ts'

const common = { profile: null, doorFile: null, json: false }

test.each([
  ['status', { name: 'list', what: 'status', ...common }],
  ['identities --json --profile /p', { name: 'list', what: 'identities', profile: '/p', doorFile: null, json: true }],
  ['services', { name: 'list', what: 'services', ...common }],
  ['nodes list', { name: 'list', what: 'nodes', ...common }],
  ['services stop a b a --yes', { name: 'act', kind: 'service', act: 'stop', names: ['a', 'b'], all: false, yes: true, ...common }],
  ['services start --all', { name: 'act', kind: 'service', act: 'start', names: [], all: true, yes: false, ...common }],
  ['nodes restart home', { name: 'act', kind: 'node', act: 'restart', names: ['home'], all: false, yes: false, ...common }],
  ['log home', { name: 'log', kind: null, of: 'home', follow: false, ...common }],
  ['log service/a -f', { name: 'log', kind: 'service', of: 'a', follow: true, ...common }],
  ['autostart', { name: 'autostart', act: 'show', scope: 'user', user: null, profile: null, json: false }],
  [
    'autostart install --system --for ann --profile /p',
    { name: 'autostart', act: 'install', scope: 'system', user: 'ann', profile: '/p', json: false },
  ],
])('%s is understood', (line, command) => {
  expect(parseCommandLine(line.split(' '))).toEqual(command)
})

test.each([
  'status home',
  'services list a',
  'services stop',
  'services stop a --all',
  'services kill a',
  'nodes start --all',
  'log',
  'log a b',
  'services --no-such',
  'autostart install --system',
  'autostart install --for ann',
  'autostart install --system --for ../x --profile /p',
  'autostart again',
])('%s is not, and says why in one sentence', (line) => {
  expect(parseCommandLine(line.split(' '))).toMatchObject({ name: 'wrong', sentence: expect.stringMatching(/\.$/) })
})

test.each([
  'status',
  'identities',
  'services',
  'nodes',
  'log',
  'autostart',
  'binaries',
  'doctor',
  'support-bundle',
  'serve',
  'code',
  'devnet',
])('help names %s', (word) => expect(helpText).toContain(`smeshdesk ${word}`))

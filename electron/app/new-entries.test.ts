import { expect, test } from 'vitest'
import { FolderHandle, RigName } from '../contract/model/basics.ts'
import { parseSettings, type Settings } from '../settings/index.ts'
import { type ChangeFacts, withChangedNode, withChangedService, withNode, without, withService } from './new-entries.ts'

const name = (text: string) => RigName.parse(text)
const handle = (text: string) => FolderHandle.parse(text)
const pathOf = (given: FolderHandle) => `/shown/${given}`
const real = { pathOf, simulated: false }
const made = { pathOf, simulated: true }
const remote = { pathOf, simulated: null }
const still: ChangeFacts = { ...real, heldBy: null, runs: false }
const addresses = { public: '127.0.0.1:9092', private: ' ', post: null }
const empty = parseSettings('{"version":1,"simulated":false,"nodes":[],"services":[]}')
const attic = { name: name('attic'), program: null, dataFolder: handle('a'), arguments: [], addresses }
const disk = {
  name: name('disk'),
  program: null,
  dataFolder: handle('d'),
  node: null,
  arguments: ['--threads', '1'],
  operatorAddress: null,
}
const both: Settings = withService(withNode(empty, attic, real), { ...disk, node: name('attic') }, real)
const code = (wanted: string) => expect.objectContaining({ code: wanted })

test('a node is kept with the path behind its handle, and a blank address is none', () =>
  expect(withNode(empty, attic, real).nodes).toEqual([
    {
      name: 'attic',
      program: null,
      arguments: [],
      dataFolder: '/shown/a',
      addresses: { public: '127.0.0.1:9092', private: null, post: null },
    },
  ]))

test.each([
  ['a name that is taken', { ...attic }, 'bad_input'],
  ['a name that differs in case only', { ...attic, name: name('ATTIC') }, 'bad_input'],
  ['an address that is none', { ...attic, name: name('other'), addresses: { ...addresses, post: 'http://127.0.0.1' } }, 'address_refused'],
  [
    'an address of the cloud’s metadata',
    { ...attic, name: name('other'), addresses: { ...addresses, post: '169.254.169.254:80' } },
    'address_refused',
  ],
])('refuses %s', (_what, input, wanted) => expect(() => withNode(both, input, real)).toThrow(code(wanted)))

test('a service needs a node that is known, or none', () => {
  expect(withService(empty, disk, real).services[0]).toMatchObject({ dataFolder: '/shown/d', node: null })
  expect(() => withService(empty, { ...disk, node: name('nowhere') }, real)).toThrow(code('not_found'))
})

test('the first folder decides whether a rig is simulated, and then the other kind is refused', () => {
  const simulated = withNode(empty, attic, made)
  expect(simulated.simulated).toBe(true)
  expect(() => withNode(simulated, { ...attic, name: name('b') }, real)).toThrow(code('simulated_and_real'))
  expect(() => withService(simulated, disk, real)).toThrow(code('simulated_and_real'))
  expect(withService(simulated, disk, made).simulated).toBe(true)
  expect(() => withService(both, { ...disk, name: name('x') }, made)).toThrow(code('simulated_and_real'))
  expect(() => withChangedNode(both, { name: 'attic', entry: attic }, { ...still, ...made })).toThrow(code('simulated_and_real'))
  expect(withNode(simulated, { ...attic, name: name('far'), dataFolder: null }, remote).simulated).toBe(true)
  expect(withNode(empty, { ...attic, dataFolder: null }, remote).simulated).toBe(false)
})

test('a changed node keeps what the form does not show, and its services follow its name', () => {
  const withJson = { ...both, nodes: both.nodes.map((node) => ({ ...node, addresses: { ...node.addresses, json: '127.0.0.1:9095' } })) }
  const after = withChangedNode(withJson, { name: 'attic', entry: { ...attic, name: name('loft') } }, still)
  expect(after.nodes[0]).toMatchObject({ name: 'loft', addresses: { public: '127.0.0.1:9092', json: '127.0.0.1:9095' } })
  expect(after.services[0]?.node).toBe('loft')
})

test('what a move holds is not changed, nor forgotten', () => {
  const held = { ...still, heldBy: 'move-1' }
  expect(() => withChangedNode(both, { name: 'attic', entry: attic }, held)).toThrow(code('held_by_migration'))
  expect(() => withChangedService(both, { name: 'disk', entry: disk }, held)).toThrow(code('held_by_migration'))
  expect(() => without(both, { kind: 'node', name: 'attic' }, { heldBy: 'move-1', runs: false })).toThrow(code('held_by_migration'))
})

test('what runs keeps its name and folder; its arguments may be changed', () => {
  const runs = { ...still, runs: true }
  expect(() => withChangedService(both, { name: 'disk', entry: { ...disk, name: name('other') } }, runs)).toThrow(code('runs_now'))
  expect(() => withChangedService(both, { name: 'disk', entry: { ...disk, dataFolder: handle('e') } }, runs)).toThrow(code('runs_now'))
  expect(withChangedService(both, { name: 'disk', entry: { ...disk, arguments: ['--threads', '4'] } }, runs).services[0]).toMatchObject({
    arguments: ['--threads', '4'],
  })
})

test('a name that is not there, or another’s, is refused', () => {
  expect(() => withChangedService(both, { name: 'nowhere', entry: disk }, still)).toThrow(code('not_found'))
  const two = withService(both, { ...disk, name: name('disk2') }, real)
  expect(() => withChangedService(two, { name: 'disk2', entry: disk }, still)).toThrow(code('bad_input'))
  expect(withChangedService(two, { name: 'disk', entry: { ...disk, name: name('Disk') } }, still).services[0]?.name).toBe('Disk')
})

test('a forgotten node leaves its services without one, and the last entry leaves a rig of no kind', () => {
  const after = without(both, { kind: 'node', name: 'attic' }, still)
  expect([after.nodes, after.services[0]?.node]).toEqual([[], null])
  const simulated = withNode(empty, attic, made)
  expect(without(simulated, { kind: 'node', name: 'attic' }, still).simulated).toBe(false)
})

test('a node that runs is not forgotten: its keys would stand in no other one’s way; a service is', () => {
  const runs = { heldBy: null, runs: true }
  expect(() => without(both, { kind: 'node', name: 'attic' }, runs)).toThrow(code('runs_now'))
  expect(without(both, { kind: 'service', name: 'disk' }, runs).services).toEqual([])
})

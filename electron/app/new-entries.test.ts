import { expect, test } from 'vitest'
import { FolderHandle, RigName } from '../contract/model/basics.ts'
import { parseSettings } from '../settings/index.ts'
import { newNode, newService } from './new-entries.ts'

const name = (text: string) => RigName.parse(text)
const handle = (text: string) => FolderHandle.parse(text)
const pathOf = (given: FolderHandle) => `/shown/${given}`
const addresses = { public: '127.0.0.1:9092', private: ' ', post: null }
const empty = parseSettings('{"version":1,"simulated":false,"nodes":[],"services":[]}')
const attic = { name: name('attic'), program: null, dataFolder: handle('a'), arguments: [], addresses }
const service = {
  name: name('disk'),
  program: null,
  dataFolder: handle('d'),
  node: null,
  arguments: ['--threads', '1'],
  operatorAddress: null,
}

test('a node is kept with the path behind its handle, and a blank address is none', () => {
  expect(newNode(empty, attic, pathOf)).toEqual({
    name: 'attic',
    program: null,
    arguments: [],
    dataFolder: '/shown/a',
    addresses: { public: '127.0.0.1:9092', private: null, post: null },
  })
})

test.each([
  ['a name that is taken', { ...attic }, 'bad_input'],
  ['an address that is none', { ...attic, name: name('other'), addresses: { ...addresses, post: 'http://127.0.0.1' } }, 'address_refused'],
  [
    'an address of the cloud’s metadata',
    { ...attic, name: name('other'), addresses: { ...addresses, post: '169.254.169.254:80' } },
    'address_refused',
  ],
])('refuses %s', (_what, input, code) => {
  const settings = { ...empty, nodes: [newNode(empty, attic, pathOf)] }
  expect(() => newNode(settings, input, pathOf)).toThrow(expect.objectContaining({ code }))
})

test('a service needs a node that is known, or none', () => {
  expect(newService(empty, service, pathOf)).toMatchObject({ dataFolder: '/shown/d', node: null })
  expect(() => newService(empty, { ...service, node: name('nowhere') }, pathOf)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RigName } from '../../contract/model/basics.ts'
import { checkSettings } from '../../settings/index.ts'
import type { SilenceFacts } from '../../silence/index.ts'
import { lookAtNode } from './node-look.io.ts'
import { postAddressOf } from './post-address.io.ts'

let rig = ''
beforeAll(() => {
  rig = mkdtempSync(join(tmpdir(), 'node-look-'))
  for (const name of ['A', 'B']) mkdirSync(join(rig, name))
})
afterAll(() => rmSync(rig, { recursive: true }))

const nodeWith = (file: object, { args = [], post = null }: { args?: string[]; post?: string | null } = {}) => {
  writeFileSync(join(rig, 'B.json'), JSON.stringify(file))
  const [node] = checkSettings({
    version: 1,
    simulated: false,
    services: [],
    nodes: [
      {
        name: 'B',
        program: '/opt/go-spacemesh',
        arguments: ['-c', 'B.json', '-d', join(rig, 'B'), ...args],
        dataFolder: join(rig, 'B'),
        addresses: { public: null, private: null, post },
      },
    ],
  }).nodes
  if (node === undefined) throw new Error('fixture')
  return node
}
const silence: SilenceFacts = {
  node: RigName.parse('B'),
  users: [],
  usersComplete: true,
  blind: [],
  lock: { file: null, state: 'free', pid: null },
  ports: [],
  database: 'free',
  localFileSystem: true,
  autoStart: [],
}
const look = (node: ReturnType<typeof nodeWith>) => lookAtNode(node, { profileFolder: rig, silence, now: () => 0 })
const listener = (text: string) => ({ api: { 'grpc-post-listener': text } })

test.each<[string, string | null, string | null]>([
  ['0.0.0.0:9094', null, '127.0.0.1:9094'],
  [':9094', null, '127.0.0.1:9094'],
  ['[::]:9094', null, '127.0.0.1:9094'],
  ['0.0.0.0:9094', '192.168.1.6:9094', '192.168.1.6:9094'],
  ['192.168.1.6:9094', null, '192.168.1.6:9094'],
  ['9094', '127.0.0.1:9094', null],
  ['127.0.0.1:0', '127.0.0.1:9094', null],
])('a post listener on %s, named %s, is dialled at %s', async (text, post, address) => {
  const node = nodeWith(listener(text), { post })
  const found = await look(node)
  expect([found.postAddress, found.postTrouble === null, await postAddressOf(node, rig)]).toEqual([address, address !== null, address])
})

test('PoETs given by flag count for a move, whatever the file says', async () => {
  const poets = '[{"address":"http://127.0.0.1:31010"},{"address":"https://poet.example.net"}]'
  const file = { main: { 'poet-servers': [{ address: 'http://127.0.0.1:31010' }] } }
  const addresses = async (args: string[]) => (await look(nodeWith(file, { args }))).poets?.map(({ address }) => address) ?? null
  expect(await addresses(['--poet-servers', poets])).toEqual(['http://127.0.0.1:31010', 'https://poet.example.net'])
  expect(await addresses([])).toEqual(['http://127.0.0.1:31010'])
  expect(await addresses(['--poet-servers', '[]'])).toEqual([])
  expect(await addresses(['--poet-servers', 'nonsense'])).toBeNull()
})

test('a node that would run on another folder is seen before a move', async () => {
  expect((await look(nodeWith({}))).namedFolder).toMatchObject({ path: join(rig, 'B'), same: true })
  expect((await look(nodeWith({}, { args: ['--data-folder', join(rig, 'A')] }))).namedFolder).toMatchObject({
    path: join(rig, 'A'),
    same: false,
  })
})

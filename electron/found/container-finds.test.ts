import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findsOf } from './container-finds.io.ts'
import type { Container } from './containers.ts'
import { testDeps } from './testing/deps.io.ts'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeshdesk-containers-')))
  mkdirSync(join(folder, 'node/identities'), { recursive: true })
  mkdirSync(join(folder, 'post'))
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ api: { 'grpc-post-listener': '0.0.0.0:9094' }, main: { 'data-folder': '/data/node' } }),
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

const container = (line: string, parts: Partial<Container> = {}): Container => ({
  id: 'c',
  name: 'smesher',
  argv: line.split(' '),
  folder: '/',
  runs: false,
  restarts: true,
  mounts: [{ inside: '/data', outside: folder }],
  ports: [{ inside: 9094, address: '127.0.0.1:19094' }],
  ownNetwork: false,
  ...parts,
})
const found = (...given: Parameters<typeof container>) => findsOf(container(...given), testDeps('/nowhere'))

test.each([
  '/bin/go-spacemesh -c /data/config.json',
  '/bin/sh -c /bin/go-spacemesh',
  '/bin/go-spacemesh -c /data/config.json -d data/node',
])('a node by %s has its folder where this computer has it, and is reached where it is published', async (line) => {
  const { nodes } = await found(line)
  const whole = line.includes('config')
  expect(nodes).toMatchObject([
    {
      folder: whole ? join(folder, 'node') : null,
      network: 'container c',
      post: whole ? '0.0.0.0:9094'.replace('0.0.0.0', '127.0.0.1') : null,
      draft: {
        dataFolder: whole ? { path: join(folder, 'node') } : null,
        arguments: [],
        program: null,
        addresses: { public: null, private: null, post: whole ? '127.0.0.1:19094' : null },
      },
      grounds: [{ by: 'container', what: 'smesher', on: true }],
    },
  ])
})

test('a service, and one whose data lie in the container alone', async () => {
  const { services } = await found('post-service --dir /data/post --address http://node:9094', { restarts: false })
  expect(services).toMatchObject([{ folder: join(folder, 'post'), dials: 'node:9094', grounds: [{ on: false }] }])
  const { services: inside } = await found('post-service --dir /post --address http://node:9094')
  expect(inside).toMatchObject([{ folder: null, look: null, draft: { dataFolder: null, name: '' } }])
  expect(await found('nginx -c /data/config.json')).toEqual({ nodes: [], services: [] })
})

test('in this computer’s own network its addresses are ours', async () => {
  const { nodes } = await found('/bin/go-spacemesh -c /data/config.json', { ownNetwork: true })
  expect(nodes).toMatchObject([{ network: null, draft: { addresses: { post: '127.0.0.1:9094' } } }])
})

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { besideProcess, lookAtProcesses } from '../processes/index.ts'
import { emptySettings, type Settings } from '../settings/index.ts'
import { findHere, nodeAtFolder } from './find.io.ts'
import { simulatedMarker } from './folder-kinds.io.ts'
import { readNode } from './node-draft.io.ts'
import { runningHere } from './running.io.ts'
import { readService } from './service-draft.io.ts'
import { testDeps } from './testing/deps.io.ts'

let folder = ''
const children: ChildProcess[] = []
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeshdesk-find-')))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const deps = (settings: Settings = emptySettings) => testDeps(folder, settings)
/** Nothing of this computer but what runs. */
const places = { root: '/no/such/root', home: '/no/such/home', drives: [], tools: [] }
const standing = { folder: null, home: '/home/me' }

/** A program of any name that waits until it is ended. */
async function runs(name: string, ...args: string[]): Promise<number> {
  const program = join(folder, name)
  writeFileSync(program, '#!/bin/sh\necho up\nread line\n', { mode: 0o755 })
  const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
  children.push(child)
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return child.pid ?? 0
}

function nodeFolder(name: string): string {
  mkdirSync(join(folder, name, 'identities'), { recursive: true })
  return join(folder, name)
}

const config = { api: { 'grpc-public-listener': '0.0.0.0:29092', 'grpc-post-listener': ':29094' }, main: { 'data-folder': 'data' } }

test('a tool that tells of containers is run only where that is asked for, and said not to have been asked else', async () => {
  const tool = join(folder, 'podman')
  writeFileSync(tool, `#!/bin/sh\ntouch ${join(folder, 'ran')}\n`, { mode: 0o755 })
  const look = (containers: boolean) => findHere(deps(), () => 0, { ...places, tools: [tool], containers })
  expect((await look(false)).unseen).toContain(saw('containers-not-looked', 'podman'))
  expect(existsSync(join(folder, 'ran'))).toBe(false)
  expect((await look(true)).unseen).not.toContain(saw('containers-not-looked', 'podman'))
  expect(existsSync(join(folder, 'ran'))).toBe(true)
})

test.skipIf(process.platform !== 'linux')('a running node is an entry: absolute paths, addresses to dial, its program', async () => {
  nodeFolder('data')
  writeFileSync(join(folder, 'c.json'), JSON.stringify(config))
  const pid = await runs('go-spacemesh', '-c', 'c.json', '-d', 'data', '--filelock=x.lock')
  const found = (await findHere(deps(), () => 0, places)).nodes.find((one) => one.pid === pid)
  expect(found?.known).toBeNull()
  expect(found?.draft).toMatchObject({
    name: 'data',
    program: { path: join(folder, 'go-spacemesh') },
    dataFolder: { path: join(folder, 'data'), looksLike: 'node-data' },
    arguments: ['-c', join(folder, 'c.json'), '-d', join(folder, 'data'), `--filelock=${join(folder, 'x.lock')}`],
    addresses: { public: '127.0.0.1:29092', private: '127.0.0.1:9093', post: '127.0.0.1:29094' },
    simulated: false,
    notes: [],
  })
})

test.skipIf(process.platform !== 'linux')(
  'a node by its flags alone counts when its folder is one; who has it already is named',
  async () => {
    nodeFolder('data')
    mkdirSync(join(folder, 'other'))
    writeFileSync(join(folder, 'data', simulatedMarker), '')
    const [pid, other] = [await runs('mynode', '-c', 'c.json', '-d', 'data'), await runs('yournode', '-c', 'c.json', '-d', 'other')]
    const name = RigName.parse('attic')
    const node = {
      name,
      program: null,
      arguments: [],
      dataFolder: join(folder, 'data'),
      addresses: { public: null, private: null, post: null },
    }
    const { nodes } = await findHere(deps({ ...emptySettings, nodes: [node] }), () => 0, places)
    expect(nodes.find((one) => one.pid === pid)).toMatchObject({ known: 'attic', draft: { simulated: true, notes: ['config-unread'] } })
    expect(nodes.some((one) => one.pid === other)).toBe(false)
  },
)

test.skipIf(process.platform !== 'linux')('a running service is an entry, with the node that it dials', async () => {
  mkdirSync(join(folder, 'post1'))
  const pid = await runs(
    'prover',
    '--dir',
    'post1',
    '--address=http://localhost:29094',
    '--threads',
    '1',
    '--operator-address',
    '0.0.0.0:29050',
  )
  const addresses = { public: null, private: null, post: '127.0.0.1:29094' }
  const nodes = [{ name: RigName.parse('attic'), program: null, arguments: [], dataFolder: null, addresses }]
  const { services } = await runningHere(await lookAtProcesses(), deps({ ...emptySettings, nodes }), () => null)
  expect(services.find((one) => one.pid === pid)?.draft).toMatchObject({
    name: 'post1',
    node: 'attic',
    program: { path: join(folder, 'prover') },
    dataFolder: { path: join(folder, 'post1') },
    operatorAddress: '127.0.0.1:29050',
    notes: [],
  })
})

test.skipIf(process.platform !== 'linux')('the addresses on which a process listens are its own', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  expect(besideProcess(process.pid)).toMatchObject({ samePaths: true, listens: expect.arrayContaining([`127.0.0.1:${port}`]) })
  await new Promise((resolve) => server.close(resolve))
  expect(besideProcess(process.pid).listens).not.toContain(`127.0.0.1:${port}`)
})

test('a folder with a config beside it gives its addresses', async () => {
  const data = nodeFolder('attic')
  writeFileSync(join(folder, 'attic.json'), JSON.stringify(config))
  expect(await nodeAtFolder(data, deps())).toMatchObject({
    name: 'attic',
    arguments: ['-c', join(folder, 'attic.json'), '-d', data],
    addresses: { public: '127.0.0.1:29092', private: '127.0.0.1:9093', post: '127.0.0.1:29094' },
  })
  expect((await nodeAtFolder(nodeFolder('bare'), deps())).addresses).toEqual({ public: null, private: null, post: null })
})

test('what a command line leaves open is said', async () => {
  const node = async (args: string[]) =>
    (await readNode({ args, program: null, dataFolder: null, standing, notes: [], whole: true }, deps())).draft
  expect(await node(['--preset', 'mainnet'])).toMatchObject({
    dataFolder: { path: '/home/me/spacemesh' },
    addresses: { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: null },
    notes: ['post-not-named'],
  })
  expect((await node(['--grpc-post-listener', '127.0.0.1:0', '-d', '/data'])).notes).toEqual(['post-changes'])
  expect((await node(['-d', 'data'])).notes).toContain('relative-path')
  expect((await node(['-c', '/no/such.json'])).notes).toContain('config-unread')
  const { draft: service } = await readService(
    { args: ['--dir', '/post', '--address', 'http://127.0.0.1:1', '--nonsense'], program: null, dataFolder: null, standing, notes: [] },
    deps(),
  )
  expect(service.notes).toEqual(['command-refused', 'dials-unknown-node'])
})

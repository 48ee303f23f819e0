// No sentence is made in the core: what it sends of a rig in which nothing is in order are keys, values and the outside's own lines.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { FolderHandle, RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import type { Core } from '../core.ts'
import { openCore, type State, stateWhen } from './testing/open-core.io.ts'
import { sentencesIn } from './testing/sentences.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const stranger = createServer((_asked, answer) => answer.setHeader('content-type', 'application/json').end('{"0":0}'))
let strange = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  strange = `127.0.0.1:${(stranger.address() as AddressInfo).port}`
})
afterAll(() => stranger.close())

const whole = 'a'.repeat(128)
const keys: Readonly<Record<string, string>> = {
  'a0.key': '',
  'a1.key': `${whole}\n`,
  'a2.key': `\ufeff${whole}`,
  'a3.key': 'a'.repeat(10),
  'a4.key': `${whole}a`,
  'a5.key': 'z'.repeat(128),
  'a6.key': whole,
  'a7.key': 'a'.repeat(5000),
  'local.key': whole,
}
const good = { NodeId: 'A'.repeat(43), CommitmentAtxId: 'A'.repeat(43), LabelsPerUnit: 1, NumUnits: 4, MaxFileSize: 7, Nonce: null }
const metadata: readonly unknown[] = [
  {},
  [],
  good,
  { ...good, NodeId: '0'.repeat(64) },
  { ...good, NodeId: '?', NumUnits: -1 },
  { ...good, CommitmentAtxId: 5, MaxFileSize: 1.5 },
  { ...good, LabelsPerUnit: 0, MaxFileSize: 0, NumUnits: 2 ** 40, NonceValue: 'x' },
]
const lines: readonly (readonly string[])[] = [
  [],
  ['-d'],
  ['--bogus', 'x', '-d', 'a', '--dir', 'b'],
  ['-a', '127.0.0.1:1', '--nonces', '5', '--threads', 'x'],
  ['--cert', 'c', '-a', 'https://0.0.0.0:1', '--operator-address', 'localhost:1'],
  ['--randomx-mode', 'x', '--pow-difficulty', 'x', '--watch-pid', 'x', '--k1', 'x', '--pinned-cores', 'x', '-d', ''],
  ['-a', 'http://:1'],
]
const configs: Readonly<Record<string, string>> = {
  'c0.json': '[]',
  'c1.json': JSON.stringify({
    api: { 'grpc-post-listener': [5] },
    poet: { 'cycle-gap': 'x' },
    main: { 'layers-per-epoch': 'x', 'poet-servers': 'x', FileLock: 'a', filelock: 'b' },
    smeshing: { 'smeshing-start': 'x' },
  }),
  'c2.toml': '',
  'c3.odd': '',
  'c5.json': '{"preset":"x","smeshing":{"smeshing-start":true}}',
}
const flags = ['--bogus', 'x', '--layer-duration', 'x', '--poet-server', 'x', '--data-folder']

function oddProfile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'odd-profile-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'node', 'identities')
  mkdirSync(join(data, 'b0.key'), { recursive: true })
  symlinkSync('/nowhere', join(data, 'b1.key'))
  for (const [name, text] of Object.entries(keys)) writeFileSync(join(data, name), text)
  for (const [name, text] of Object.entries(configs)) writeFileSync(join(folder, name), text)
  const nodes = [...Object.keys(configs), 'c4.json'].map((config, at) => ({
    name: `n${at}`,
    program: null,
    arguments: ['-c', config, ...(at === 0 ? flags : [])],
    dataFolder: join(folder, at === 1 ? 'gone' : 'node'),
    addresses: { public: at % 2 === 0 ? '127.0.0.1:1' : strange, private: null, post: '169.254.169.254:1' },
  }))
  const services = metadata.map((held, at) => {
    const dataFolder = join(folder, `post${at}`)
    mkdirSync(dataFolder)
    writeFileSync(join(dataFolder, 'postdata_metadata.json'), JSON.stringify(held))
    const operatorAddress = at === 0 ? null : at % 2 === 0 ? strange : '127.0.0.1:1'
    return { name: `s${at}`, program: null, arguments: lines[at], dataFolder, node: `n${at % 3}`, operatorAddress }
  })
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes, services }))
  return folder
}

async function open(folder: string): Promise<Core> {
  const core = await openCore(folder)
  endings.push(() => core.close())
  return core
}

const looked = ({ nodes, services, identities }: State): boolean =>
  Object.values(nodes).length === 6 &&
  Object.values(nodes).every(({ reach, findings }) => reach !== 'unknown' && findings.length > 0) &&
  Object.values(services).every(({ findings }) => findings.length > 0) &&
  Object.values(identities).length > 0

const findingsIn = ({ nodes, services }: State): number =>
  new Set([...Object.values(nodes), ...Object.values(services)].flatMap(({ findings }) => findings.map(({ id }) => id))).size

test('of a rig in which nothing is in order', async () => {
  // Some findings rest on looks that are slower than others.
  const state = await stateWhen(await open(oddProfile()), (seen) => looked(seen) && findingsIn(seen) > 20)
  // As gRPC and the command line have it.
  const ofGrpc = [
    'connect ECONNREFUSED',
    'Protocol error',
    'Deadline exceeded after',
    'name resolution',
    'metadata filters',
    'Waiting for LB pick',
  ]
  expect(sentencesIn(state, [...ofGrpc, '--address'])).toEqual([])
})

test('of what it does not do', async () => {
  const folder = oddProfile()
  const { handlers } = await open(folder)
  const [name, none] = [RigName.parse('n0'), RigName.parse('none')]
  const service = RigName.parse('s0')
  const context = { signal: new AbortController().signal, connection: {} }
  const entry = { program: null, arguments: [], dataFolder: null }
  const addresses = { public: null, private: null, post: null }
  const asked: readonly (() => unknown)[] = [
    () => handlers.nodes.start({ name }, context),
    () => handlers.nodes.start({ name: none }, context),
    () => handlers.nodes.stop({ name, words: '' }, context),
    () => handlers.nodes.restart({ name, words: '' }, context),
    () => handlers.services.start({ name: service }, context),
    () => handlers.services.stop({ name: service, words: '' }, context),
    () => handlers.services.restart({ name: service, words: '' }, context),
    () => handlers.rig.addNode({ ...entry, name, addresses }, context),
    () => handlers.rig.addNode({ ...entry, name: none, addresses: { ...addresses, public: 'x' } }, context),
    () => handlers.rig.addNode({ ...entry, name: none, addresses: { ...addresses, public: '169.254.169.254:1' } }, context),
    () => handlers.rig.acknowledge({ alert: 'x' }, context),
    () => handlers.rig.restoreSettings({ name: 'x' }, context),
    () => handlers.simulation.break({ what: 'kill-node' }, context),
    () => handlers.folders.children({ handle: FolderHandle.parse('x'), programs: false }, context),
    () => handlers.migration.abort({ batch: 'x' }, context),
  ]
  const failures = await Promise.all(
    asked.map(async (ask) =>
      Promise.resolve()
        .then(ask)
        .catch((error: unknown) => error),
    ),
  )
  expect(failures.filter((one) => !(one instanceof AppError))).toEqual([])
  expect(sentencesIn(failures.map((one) => (one instanceof AppError ? one.message : one)))).toEqual([])
})

const rig = { version: 1, simulated: false, nodes: [], services: [] }
const node = { name: 'a', program: null, arguments: [], dataFolder: null, addresses: { public: null, private: null, post: null } }
test.each([
  [{ ...rig, colour: 1 }],
  [{ ...rig, version: 2 }],
  [{ ...rig, nodes: [{ ...node, addresses: { ...node.addresses, public: 'x' } }] }],
  [{ ...rig, nodes: [{ ...node, arguments: 'x' }] }],
  [{ ...rig, nodes: [{ ...node, program: 'x\0' }] }],
  [{ ...rig, nodes: [{ ...node, program: 'x'.repeat(5000) }] }],
  [{ ...rig, nodes: [node, node] }],
  [{ ...rig, nodes: [{ ...node, name: '../x' }] }],
  [{ version: 1, simulated: false, nodes: [] }],
  [[]],
])('of settings that are not in order: %j', async (settings) => {
  const folder = mkdtempSync(join(tmpdir(), 'odd-settings-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  const state = await stateWhen(await open(folder), ({ rig: { problem } }) => problem !== null)
  expect(sentencesIn(state)).toEqual([])
})

test('a sentence among keys is found, and a line of the outside is none', () => {
  const state = { row: { detail: `${saw('unreadable', 'two words')}: it was not there`, key: 'not-there' } }
  expect(sentencesIn(state)).toEqual([state.row.detail])
  expect(sentencesIn(state, ['it was not there'])).toEqual([])
})

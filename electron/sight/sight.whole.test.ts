import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { sendUnaryData } from '@grpc/grpc-js'
import { afterEach, expect, test } from 'vitest'
import { PostInfoServiceService, type PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { MalfeasanceServiceService } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NodeServiceService } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import { faultLog } from '../faults/index.ts'
import { fakeListener } from '../nodes/testing/fake-node.io.ts'
import { parseSettings, type Settings } from '../settings/index.ts'
import { newIdentityMemory } from './identity-memory.ts'
import { createIdentityRows } from './identity-rows.ts'
import { createPlaceFaults } from './place-faults.ts'
import { newRigMemory } from './rig-memory.ts'
import { createSight, type Sight } from './sight.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const recordings = (path: string): string => fileURLToPath(new URL(`../../e2e/recordings/${path}`, import.meta.url))

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const bound = server.address()
  return `127.0.0.1:${bound === null || typeof bound === 'string' ? 0 : bound.port}`
}

/** A copy of the recorded data folders, as a rig would have them. */
function layOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sight-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(recordings('data-folders'), folder, { recursive: true })
  return folder
}

/** All that a reader could change of a tree: names, kinds, sizes, times, contents. */
function print(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const facts = lstatSync(join(folder, name), { bigint: true })
    hash.update(`${name}|${facts.mode}|${facts.size}|${facts.mtimeNs}|${facts.ctimeNs}|${facts.ino}\n`)
    if (facts.isFile()) hash.update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

/** PostStates and the ban list of a node in this process. `banned` may be filled later. */
async function fakeNode(states: () => PostStatesResponse['states'], banned: Buffer[] = []) {
  const post = await fakeListener([
    {
      definition: PostInfoServiceService,
      answers: { postStates: (_call: unknown, done: sendUnaryData<unknown>) => done(null, { states: states() }) },
    },
  ])
  const status = { connectedPeers: 1n, status: 3, latestLayer: 9, appliedLayer: 9, processedLayer: 9, currentLayer: 9 }
  const open = await fakeListener([
    { definition: NodeServiceService, answers: { status: (_call: unknown, done: sendUnaryData<unknown>) => done(null, status) } },
    {
      definition: MalfeasanceServiceService,
      answers: {
        list: (_call: unknown, done: sendUnaryData<unknown>) =>
          done(null, { proofs: banned.map((smesher) => ({ smesher, domain: 0, type: 3, properties: {} })) }),
      },
    },
  ])
  endings.push(post.stop, open.stop)
  return { post: post.address, public: open.address }
}

interface NodeGiven {
  readonly name: string
  readonly dataFolder: string | null
  readonly post: string | null
  readonly public?: string
}
const settingsOf = (nodes: readonly NodeGiven[], services: Settings['services'] | readonly unknown[] = []): Settings =>
  parseSettings(
    JSON.stringify({
      version: 1,
      simulated: false,
      nodes: nodes.map(({ name, dataFolder, post, public: open }) => ({
        name,
        program: null,
        arguments: [],
        dataFolder,
        addresses: { public: open ?? null, private: null, post },
      })),
      services,
    }),
  )

function seeing(settings: Settings): Sight {
  const sight = createSight({ settings, profileFolder: '/', faults: faultLog(() => undefined) })
  endings.push(() => sight.stop())
  sight.start()
  return sight
}

/** Waits for what is shown to become so; fails after ten seconds. */
const shows = (sight: Sight, holds: (rows: ReturnType<Sight['rows']>) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`never shown: ${JSON.stringify(sight.rows()).slice(0, 1500)}`)), 10_000)
    const stop = sight.onChange(() => {
      if (!holds(sight.rows())) return
      clearTimeout(late)
      stop()
      resolve()
    })
  })

const idsIn = (folder: string): Buffer[] =>
  readdirSync(join(folder, 'identities'))
    .filter((name) => name.endsWith('.key'))
    .sort()
    .map((name) => Buffer.from(readFileSync(join(folder, 'identities', name), 'utf8').slice(64), 'hex'))

test('attaching is read only: whole trees before and after, with everything watched', async () => {
  const folder = layOut()
  const home = join(folder, 'after-sigterm')
  const [first] = idsIn(home)
  if (first === undefined) throw new Error('no key')
  const node = await fakeNode(() => [{ id: first, state: 1, name: 'diskA_post1.key' }])
  const before = print(folder)
  const services = ['diskA_post1', 'diskB_post1'].map((name) => ({
    name,
    program: null,
    arguments: [],
    dataFolder: join(folder, 'post', name),
    node: 'home',
    operatorAddress: '127.0.0.1:1',
  }))
  const sight = seeing(
    settingsOf(
      [
        { name: 'home', dataFolder: home, ...node },
        { name: 'killed', dataFolder: join(folder, 'after-sigkill'), post: null },
      ],
      services,
    ),
  )
  await shows(
    sight,
    ({ identities, nodes }) =>
      identities.length === 4 && identities.some(({ numUnits }) => numUnits === 2) && nodes[0]?.reach === 'answers',
  )
  void sight.lookAtKeys()
  await shows(sight, ({ identities }) => identities.every(({ state }) => state === 'key-twice' || state === 'key-twice-loaded'))
  await sight.stop()
  expect(print(folder)).toBe(before)
})

test('hanging, garbage-talking and absent nodes and services delay nobody; each is told apart', async () => {
  const folder = layOut()
  const home = join(folder, 'registered-mid-epoch')
  const mute = await listening(createServer(() => undefined))
  const talker = await listening(createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n<html>')))
  const web = await listening(createHttp((_request, response) => response.end('<html>')))
  const node = await fakeNode(() => idsIn(home).map((id, at) => ({ id, state: 2, name: `a${at + 1}.key` })))
  const service = (name: string, operatorAddress: string) => ({
    name,
    program: null,
    arguments: [],
    dataFolder: join(folder, 'post', name),
    node: null,
    operatorAddress,
  })
  const sight = seeing(
    settingsOf(
      [
        { name: 'mute', dataFolder: null, post: mute, public: mute },
        { name: 'talker', dataFolder: null, post: talker, public: talker },
        { name: 'away', dataFolder: null, post: '127.0.0.1:1', public: '127.0.0.1:1' },
        { name: 'home', dataFolder: home, ...node },
      ],
      [service('diskA_post1', mute), service('diskB_post1', web), service('diskC_post1', '127.0.0.1:1')],
    ),
  )
  // The good node is seen long before the mute one's deadline of two seconds.
  await shows(sight, ({ identities }) => identities.filter(({ cell }) => cell.post === 'proving').length === 2)
  expect(sight.rows().nodes.find(({ name }) => name === 'mute')?.reach).toBe('unknown')
  await shows(sight, ({ nodes }) => nodes.map(({ reach }) => reach).join() === 'hangs,garbled,silent,answers')
  await shows(sight, ({ identities }) => ['foreign', 'unreachable'].every((seen) => identities.some(({ cell }) => cell.operator === seen)))
  // Who could not be asked for bans is named; "not proven" is said only by the one that answered.
  await shows(sight, ({ identities }) =>
    identities.some(({ ban }) => ban.state === 'not-proven' && ban.askedAt.join() === 'home' && ban.silent.join() === 'away,mute,talker'),
  )
})

test('a ban that only another node knows of is shown for an identity hosted here', async () => {
  const folder = layOut()
  const home = join(folder, 'registered-mid-epoch')
  const [victim] = idsIn(home)
  if (victim === undefined) throw new Error('no key')
  const host = await fakeNode(() => idsIn(home).map((id, at) => ({ id, state: 1, name: `a${at + 1}.key` })))
  const other = await fakeNode(() => [], [victim])
  const sight = seeing(
    settingsOf([
      { name: 'home', dataFolder: home, ...host },
      { name: 'far', dataFolder: null, ...other },
    ]),
  )
  await shows(sight, ({ identities }) => identities.filter(({ state }) => state === 'banned').length === 1)
  expect(sight.rows().identities.find(({ state }) => state === 'banned')).toMatchObject({
    id: victim.toString('hex'),
    node: 'home',
    ban: { kind: 'hare' },
  })
})

test('a key renamed under a running node: its file is gone from where keys load, and the node still lists it', async () => {
  const folder = layOut()
  const home = join(folder, 'registered-mid-epoch')
  const node = await fakeNode(() =>
    idsIn(join(layOut(), 'registered-mid-epoch')).map((id, at) => ({ id, state: 2, name: `a${at + 1}.key` })),
  )
  const sight = seeing(settingsOf([{ name: 'home', dataFolder: home, ...node }]))
  await shows(sight, ({ identities }) => identities.length === 2 && identities.every(({ state }) => state === 'due'))
  renameSync(join(home, 'identities', 'a1.key'), join(home, 'identities', 'a1.key.moved-1'))
  void sight.lookAtKeys()
  await shows(sight, ({ identities }) => identities.some(({ name, state }) => name === 'a1' && state === 'key-file-gone'))
  expect(sight.rows().identities.find(({ name }) => name === 'a1')?.keyFiles).toMatchObject([{ state: 'retired', node: 'home' }])
})

test('settings that change: what left is not shown any more, what stayed is not looked at anew', async () => {
  const folder = layOut()
  const home = { name: 'home', dataFolder: join(folder, 'registered-mid-epoch'), post: null }
  const sight = seeing(settingsOf([home, { name: 'old', dataFolder: join(folder, 'after-sigterm'), post: null }]))
  await shows(sight, ({ identities }) => identities.length === 6)
  await sight.setSettings(settingsOf([home]))
  await shows(sight, ({ identities, nodes }) => identities.length === 2 && nodes.length === 1)
})

test('a fold or a row builder that throws is a fault of its source: told once, shown as not known, all else goes on', async () => {
  const folder = layOut()
  const [key = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('identities'))
  const node = await fakeNode(() => [])
  const lines: string[] = []
  const settings = settingsOf([{ name: 'a', dataFolder: join(folder, key, '..'), post: node.post }])
  const sight = createSight({ settings, profileFolder: '/', faults: faultLog((line) => lines.push(line)) })
  endings.push(() => sight.stop())
  sight.start()
  await shows(sight, ({ nodes, identities }) => nodes[0]?.reach === 'answers' && identities.length > 0)
  const badRows = new Proxy([] as never[], {
    get: () => {
      throw new Error('one bad row')
    },
  })
  for (let second = 0; second < 5; second += 1) sight.seeServices(badRows)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^fault [0-9a-f]{8} in the rig: services taken in: Error: one bad row/)
  expect(sight.rows().nodes[0]?.reach).toBe('answers')
})

test('an identity whose row can’t be built is not known, never as it was, and the others stand', () => {
  const node = RigName.parse('a')
  const place = { dataFolder: null, addresses: { public: null, private: null, post: null }, simulated: false }
  const rig = newRigMemory({ nodes: [{ name: node, place }], services: [] })
  const ids = ['aa', 'bb'].map((pair) => SmesherId.parse(pair.repeat(32)))
  const memories = ids.map((id) => newIdentityMemory(id))
  for (const memory of memories) rig.identities.set(memory.id, memory)
  const lines: string[] = []
  const faults = createPlaceFaults(
    faultLog((line) => lines.push(line)),
    () => undefined,
  )
  for (const memory of memories) memory.names.set(node, 'a.key')
  rig.nodes.get(node)?.heard.reach.set('status', 'answers')
  const rates = { postStates: 1, operator: 1, keys: 1, bans: 1 }
  const known = createIdentityRows()
  const rows = () => {
    known.settle({ rig, now: 0, rates, faults, configs: new Map(), slotOf: () => null })
    return known.rows().map(({ state }) => state)
  }
  expect(rows()).not.toContain('fault')
  const bad = memories[0]
  if (bad !== undefined)
    Object.defineProperty(bad, 'names', {
      get: () => {
        throw new Error('one bad name')
      },
    })
  known.changed('all')
  expect(rows().filter((state) => state === 'fault')).toHaveLength(1)
  known.changed('all')
  rows()
  expect(lines).toHaveLength(1)
})

test('an old copy of a key that was moved away is told at the first look, though its new node is not of this rig', async () => {
  const folder = layOut()
  const home = join(folder, 'after-sigterm')
  const [id = ''] = idsIn(home).map((bytes) => bytes.toString('hex'))
  const notes = join(home, 'smeshdesk')
  mkdirSync(notes)
  const sha = '0'.repeat(64)
  const told = { v: 1, says: 'left', batch: '20261128-a', planHash: sha, at: 1, from: 'home', to: 'gone', genesisId: 'g', keySha256: sha }
  writeFileSync(join(notes, `MOVED-${id.slice(0, 16)}.json`), JSON.stringify({ ...told, identity: id }))
  const sight = seeing(settingsOf([{ name: 'home', dataFolder: home, post: null }]))
  await shows(sight, ({ identities }) => identities.some((row) => row.id === id && row.state === 'key-returned' && row.tone === 'bad'))
  expect(sight.rows().nodes[0]?.findings[0]).toMatchObject({ id: 'key-returned', verdict: 'fail' })
  rmSync(join(home, 'identities'), { recursive: true })
  await sight.lookAtKeys()
  expect(sight.rows().identities.find((row) => row.id === id)?.state).not.toBe('key-returned')
  expect(sight.identity(SmesherId.parse(id))?.returned).toMatchObject([{ here: false, told: true }])
})

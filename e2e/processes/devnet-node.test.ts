// The simulated node as a process: its lock, its database after a stop, and a network that bans a key on two nodes.
import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { credentials } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PostInfoServiceClient, PostServiceClient, type PostState, type ServiceResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { until } from './fake-service.ts'

const consoleProgram = new URL('../../electron/shell/console/main.ts', import.meta.url).pathname
const speed = '40'
const layersPerEpoch = 10
const layerMs = 300
let folder = ''
const running = new Set<ChildProcess>()
const services: { cancel(): void }[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-devnet-node-'))
})
afterEach(() => {
  for (const service of services.splice(0)) service.cancel()
  for (const child of running) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isTrue = (value: boolean) => value

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

function makeKey(): { text: string; id: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { text: seed.toString('hex') + id.toString('hex'), id }
}

interface Rig {
  readonly name: string
  readonly json: number
  readonly post: number
  readonly args: string[]
}

interface RigWish {
  readonly name: string
  readonly genesis: string
  readonly keys: Readonly<Record<string, string>>
  readonly poet: { readonly port: number; readonly inside: boolean }
  readonly network: { readonly port: number; readonly bootnodes: readonly string[] }
}

async function makeNode({ name, genesis, keys, poet, network }: RigWish): Promise<Rig> {
  const data = join(folder, name)
  mkdirSync(join(data, 'identities'), { recursive: true })
  writeFileSync(join(data, '.smeshdesk-simulated'), '')
  for (const [file, text] of Object.entries(keys)) writeFileSync(join(data, 'identities', file), text, { mode: 0o600 })
  const [publicPort, privatePort, post, json] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const config = {
    preset: 'standalone',
    api: {
      'grpc-public-listener': `127.0.0.1:${publicPort}`,
      'grpc-private-listener': `127.0.0.1:${privatePort}`,
      'grpc-post-listener': `127.0.0.1:${post}`,
      'grpc-json-listener': `127.0.0.1:${json}`,
    },
    main: {
      'layer-duration': `${layerMs}ms`,
      'layers-per-epoch': layersPerEpoch,
      standalone: poet.inside,
      'poet-servers': [{ address: `http://127.0.0.1:${poet.port}`, pubkey: Buffer.alloc(32).toString('base64') }],
    },
    p2p: { listen: `/ip4/127.0.0.1/tcp/${network.port}`, bootnodes: network.bootnodes },
    poet: { 'phase-shift': '1500ms', 'cycle-gap': '1200ms', 'grace-period': '500ms' },
    smeshing: { 'smeshing-start': false },
  }
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(config))
  const args = ['-c', join(folder, `${name}.json`), '--genesis-time', genesis, '-d', data, '--filelock', join(folder, `${name}.lock`)]
  return { name, json, post, args }
}

function start({ args }: Rig): { child: ChildProcess; ended: Promise<number | null>; stderr: () => string } {
  const env = { ...process.env, SMESHDESK_DEVNET_SPEED: speed, SMESHDESK_DEVNET_ORACLE: join(folder, 'oracle.jsonl') }
  const child = spawn(process.execPath, [consoleProgram, 'devnet', 'node', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  running.add(child)
  let stderr = ''
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  void ended.then(() => running.delete(child))
  return { child, ended, stderr: () => stderr }
}

async function ask({ json }: Rig, path: string, body: object = {}): Promise<Record<string, unknown> | null> {
  const answer = await fetch(`http://127.0.0.1:${json}${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => null)
  return answer?.ok ? ((await answer.json()) as Record<string, unknown>) : null
}

const answers = (rig: Rig) => until(async () => (await ask(rig, '/spacemesh.v2alpha1.NodeService/Status')) !== null, isTrue)

function states({ post }: Rig): Promise<readonly PostState[]> {
  const client = new PostInfoServiceClient(`127.0.0.1:${post}`, credentials.createInsecure())
  return new Promise((done) => client.postStates({}, (error, answer) => done(error ? [] : answer.states)))
}

/** A post-service that has every proof ready at the second question. */
function connectService({ post }: Rig, id: Buffer): void {
  const stream = new PostServiceClient(`127.0.0.1:${post}`, credentials.createInsecure()).register()
  services.push(stream)
  const meta = { nodeId: id, commitmentAtxId: Buffer.alloc(32), nonce: 1n, numUnits: 4, labelsPerUnit: 1024n }
  const answer = (kind: NonNullable<ServiceResponse['kind']>) => stream.write({ kind })
  let asked = ''
  stream.on('error', () => undefined)
  stream.on('data', ({ kind }) => {
    if (kind?.$case !== 'genProof') {
      answer({ $case: 'metadata', value: { meta } })
      return
    }
    const challenge = kind.value.challenge
    const ready = asked === challenge.toString('hex')
    asked = challenge.toString('hex')
    const proof = ready ? { nonce: 1, indices: Buffer.from('aabb', 'hex'), pow: 0n } : undefined
    answer({ $case: 'genProof', value: { status: 1, proof, metadata: ready ? { challenge, meta } : undefined } })
  })
}

const soon = (ms: number) => new Date(Math.ceil((Date.now() + ms) / 1000) * 1000).toISOString().replace('.000', '')

describe('one node', () => {
  test('holds its lock under its own process id, and leaves its rows in the -wal', async () => {
    const key = makeKey()
    const poet = { port: await freePort(), inside: true }
    const network = { port: await freePort(), bootnodes: [] }
    const rig = await makeNode({ name: 'alone', genesis: soon(60_000), keys: { 'a.key': key.text }, poet, network })
    const first = start(rig)
    await answers(rig)
    expect((await states(rig)).map(({ name, state }) => [name, state])).toEqual([['a.key', 2]])
    expect(readFileSync('/proc/locks', 'utf8')).toMatch(new RegExp(`FLOCK +ADVISORY +WRITE +${first.child.pid} `))

    const second = start(rig)
    expect(await second.ended).toBe(1)
    expect(second.stderr().split('\n')[0]).toContain('Error: getting exclusive file lock: only one spacemesh instance should be running')

    connectService(rig, key.id)
    await until(async () => (await states(rig))[0]?.state === 1, isTrue)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const local = join(folder, 'alone', 'local.sql')
    expect(statSync(local).size).toBe(4096)
    expect(statSync(`${local}-wal`).size).toBeGreaterThan(4096)
    const database = new DatabaseSync(local)
    expect(database.prepare('SELECT num_units FROM post').all()).toEqual([{ num_units: 4 }])
    database.close()
  })

  test('never touches a folder that may be real', async () => {
    const rig = await makeNode({
      name: 'real',
      genesis: soon(60_000),
      keys: {},
      poet: { port: 1, inside: true },
      network: { port: 1, bootnodes: [] },
    })
    rmSync(join(folder, 'real', '.smeshdesk-simulated'))
    const { ended, stderr } = start(rig)
    expect(await ended).toBe(70)
    expect(stderr()).toContain('This is a simulator')
  })
})

describe('a network', () => {
  test('bans a key that signs on two nodes; its owners say nothing', async () => {
    const [z, a] = [makeKey(), makeKey()]
    const poet = await freePort()
    const port = await freePort()
    const genesis = soon(6000)
    const shared = { genesis, network: { port: await freePort(), bootnodes: [`/ip4/127.0.0.1/tcp/${port}`] } }
    const inside = { genesis, network: { port, bootnodes: [] }, poet: { port: poet, inside: true } }
    const first = await makeNode({ ...inside, name: 'Z', keys: { 'z.key': z.text, 'a.key': a.text } })
    const other = await makeNode({ ...shared, name: 'B', keys: { 'again.key': a.text }, poet: { port: poet, inside: false } })
    start(first)
    await answers(first)
    start(other)
    await answers(other)
    connectService(first, z.id)
    connectService(first, a.id)
    connectService(other, a.id)
    const banned = async (rig: Rig) =>
      ((await ask(rig, '/spacemesh.v2alpha1.MalfeasanceService/List', { limit: 10 }))?.proofs ?? []) as readonly {
        smesher: string
        type: number
      }[]
    await until(async () => (await banned(first)).length > 0 && (await banned(other)).length > 0, isTrue, 40_000)
    expect(await banned(other)).toMatchObject([{ smesher: a.id.toString('base64'), type: 3 }])
    const epoch = Math.floor((Date.now() - Date.parse(genesis)) / (layerMs * layersPerEpoch))
    expect(epoch).toBe(2)
    const acts = readFileSync(join(folder, 'oracle.jsonl'), 'utf8').trim().split('\n')
    expect(acts.some((line) => line.includes('"hare"') && line.includes('"node":"B"'))).toBe(true)
    expect((await states(other)).map(({ name }) => name)).toEqual(['again.key'])
  })
})

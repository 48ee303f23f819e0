// A support bundle of a rig whose keys, settings, configs and logs are full of secrets holds none of them, and says what it holds.
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Core } from '../core.ts'
import { openCore } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
const seed = Buffer.from(jwk.d ?? '', 'base64url')
const key = Buffer.concat([seed, Buffer.from(jwk.x ?? '', 'base64url')])
const canaries = [
  'CANARY-password',
  'CANARY-token',
  'CANARY-hook',
  'CANARY-flag',
  'CANARY-bot',
  'CANARY-chat',
  'CANARY smtp pass',
  'CANARY-user',
  'CANARY-from',
  'CANARY-to',
  'CANARY-note',
]
const secrets = [
  ...canaries,
  ...[key, seed].flatMap((bytes) => [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ]),
]

function profile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'telling-profile-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'node', 'identities'), { recursive: true })
  mkdirSync(join(folder, 'logs', 'nodes'), { recursive: true })
  writeFileSync(join(folder, 'node', 'identities', 'a.key'), key.toString('hex'), { mode: 0o600 })
  const told = (name: string, way: object) => ({ name, on: true, threshold: 'needs', over: false, way })
  const targets = [
    told('hook', { kind: 'json', address: 'https://hooks.example/CANARY-hook' }),
    told('chat', { kind: 'telegram', address: 'https://api.telegram.org', token: '77:CANARY-bot', chat: 'CANARY-chat' }),
    told('mail', {
      kind: 'mail',
      server: 'mail.example:465',
      tls: 'implicit',
      user: 'CANARY-user',
      password: 'CANARY smtp pass',
      from: 'CANARY-from@mail.example',
      to: 'CANARY-to@mail.example',
    }),
  ]
  writeFileSync(join(folder, 'notices.json'), JSON.stringify({ version: 1, targets }), { mode: 0o600 })
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ api: { token: 'CANARY-token' }, logging: { note: `as ${key.toString('hex')}` } }),
  )
  const addresses = { public: '127.0.0.1:1', private: null, post: null }
  const args = [
    '-c',
    'config.json',
    '--data-folder',
    join(folder, 'node'),
    '--testing-smesher-key',
    key.toString('hex'),
    '--x-password=CANARY-flag',
  ]
  const nodes = [{ name: 'n', program: null, arguments: args, dataFolder: join(folder, 'node'), addresses }]
  const identities = [{ id: Buffer.from(jwk.x ?? '', 'base64url').toString('hex'), name: 'Alpha', note: 'CANARY-note' }]
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes, services: [], identities }))
  const lines = [
    `loaded ${key.toString('hex')} from ${homedir()}/keys on ${hostname()}`,
    `seed ${seed.toString('base64')} password: CANARY-password`,
    'posting to https://hooks.example/CANARY-hook',
    'mail of CANARY-from@mail.example to CANARY-to@mail.example by CANARY-user with CANARY smtp pass, 77:CANARY-bot CANARY-chat',
    'what helps: ATX published',
  ]
  writeFileSync(join(folder, 'logs', 'nodes', 'n.log'), Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), key, Buffer.from('\n')]))
  return folder
}

async function open(folder: string): Promise<Core> {
  const core = await openCore(folder)
  endings.push(() => core.close())
  return core
}

test('no secret is in it, and it is what was shown', async () => {
  const folder = profile()
  const { handlers } = await open(folder)
  const context = { signal: AbortSignal.timeout(60_000), connection: {} }
  const bundle = await handlers.support.prepare(null, context)
  const names = bundle.parts.map(({ name }) => name)
  expect(names).toEqual([
    'about.json',
    'doctor.json',
    'alerts.json',
    'rig.json',
    'settings.json',
    'history.json',
    'configs/n.json',
    'logs/node-n.log',
  ])
  const { path } = await handlers.support.save({ id: bundle.id }, context)
  // A person may press twice.
  expect((await handlers.support.save({ id: bundle.id }, context)).path).toBe(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const bytes = gunzipSync(readFileSync(path))
  const whole = bytes.toString('utf8')
  for (const secret of secrets) expect(whole).not.toContain(secret)
  for (const part of [key, seed, key.subarray(0, 16)]) expect(bytes.includes(part)).toBe(false)
  if (homedir().length > 1) expect(whole).not.toContain(`${homedir()}/keys`)
  if (hostname().length > 2) expect(whole).not.toContain(` ${hostname()}\n`)
  expect(whole).toContain('what helps: ATX published')
  expect(whole).toContain('"name": "Alpha"')
  const listed = execFileSync('tar', ['-tzf', path], { encoding: 'utf8' }).trim().split('\n')
  expect(listed).toEqual(names)
  const shown = await handlers.support.part({ id: bundle.id, name: 'logs/node-n.log', from: 0 }, context)
  expect(execFileSync('tar', ['-xzOf', path, 'logs/node-n.log'], { encoding: 'utf8' })).toBe(shown.text)
  expect(bundle.taken).toBeGreaterThan(4)
})

test('one that is forgotten is not saved', async () => {
  const { handlers } = await open(profile())
  const context = { signal: AbortSignal.timeout(60_000), connection: {} }
  await expect(Promise.resolve().then(() => handlers.support.save({ id: 'x' }, context))).rejects.toMatchObject({ code: 'not_found' })
})

// The doctor over a rig in which much is broken: by the core that has the profile, and by one beside it that only looks.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { DoctorResult, DoctorRun } from '../contract/model/doctor.ts'
import type { Core } from '../core.ts'
import { sentencesIn } from './testing/sentences.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function taken(): Promise<string> {
  const stranger = createServer((socket) => socket.destroy())
  endings.push(() => new Promise((resolve) => stranger.close(resolve)))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(stranger.address() as AddressInfo).port}`
}

function profile(operator: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ill-profile-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const keys = join(folder, 'node', 'identities')
  mkdirSync(keys, { recursive: true })
  chmodSync(keys, 0o777)
  writeFileSync(join(keys, 'a.key'), 'not a key', { mode: 0o600 })
  writeFileSync(join(folder, 'plain.txt'), '', { mode: 0o600 })
  chmodSync(join(folder, 'plain.txt'), 0o644)
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ api: { 'grpc-private-listener': '0.0.0.0:9093', 'grpc-json-listener': '127.0.0.1:9095' } }),
  )
  const data = join(folder, 'post')
  mkdirSync(data)
  writeFileSync(join(data, 'postdata_metadata.json'), '{}')
  const addresses = { public: '127.0.0.1:1', private: null, post: null }
  const nodes = [
    {
      name: 'n',
      program: join(folder, 'gone'),
      arguments: ['-c', 'config.json', '--data-folder', join(folder, 'node')],
      dataFolder: join(folder, 'node'),
      addresses,
    },
  ]
  const services = [
    {
      name: 's',
      program: join(folder, 'plain.txt'),
      arguments: [
        '--dir',
        data,
        '--address',
        'http://127.0.0.1:2',
        '--threads',
        '1',
        '--operator-address',
        `0.0.0.0:${operator.split(':')[1]}`,
      ],
      dataFolder: data,
      node: 'n',
      operatorAddress: operator,
    },
  ]
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes, services }))
  return folder
}

async function open(profileFolder: string, looksOnly = false): Promise<Core> {
  const platform = { host: 'console' as const, consoleProgram: ['node', 'none'] as const, log: () => undefined }
  const core = await createApp({ profileFolder, version: '0', platform, looksOnly })
  endings.push(() => core.close())
  return core
}

async function examine(core: Core): Promise<{ run: DoctorRun; results: readonly DoctorResult[] }> {
  const context = { signal: AbortSignal.timeout(60_000), connection: {} }
  await core.handlers.doctor.run(null, context)
  const results: DoctorResult[] = []
  for await (const event of core.handlers.doctor.watchRun(null, context)) {
    results.splice(event.from, results.length, ...(event.results as DoctorResult[]))
    const { run } = event
    if (run?.endedAt != null && results.length === event.total) return { run: run as DoctorRun, results }
  }
  throw new Error('it never ended')
}

const told = (results: readonly DoctorResult[], verdict: string) =>
  new Set(results.filter(({ check }) => check.verdict === verdict).map(({ check }) => check.id))

test('tells of each thing what was found or what it looks like, with its page', async () => {
  const core = await open(profile(await taken()))
  const { run, results } = await examine(core)
  expect([run.stopped, run.done]).toEqual([false, run.of])
  expect([...told(results, 'fail')].sort()).toEqual([
    'key-wrong-length',
    'listener-exposed',
    'next-start-refused-key-defective',
    'operator-port',
    'program-can-run',
    'service-metadata',
  ])
  const warned = told(results, 'warn')
  for (const id of ['json-gateway-on', 'key-folder', 'profile-private', 'operator-exposed', 'service-runs', 'node-answers'] as const)
    expect(warned).toContain(id)
  for (const id of ['node-synced', 'node-version-read', 'node-clock'] as const) expect(told(results, 'unknown')).toContain(id)
  for (const id of ['settings-in-order', 'profile-held', 'profile-newer', 'data-readable'] as const)
    expect(told(results, 'pass')).toContain(id)
  const ofNode = results.find(({ check }) => check.id === 'listener-exposed')
  expect(ofNode).toMatchObject({ place: 'node', name: 'n', page: '#/nodes/n' })
  expect(sentencesIn(results, ['not a key', '--address'])).toEqual([])
})

const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${statSync(join(folder, name)).mtimeMs} ${statSync(join(folder, name)).size}`)
    .sort()

test('by one that only looks it is the same, and nothing in the profile is touched', async () => {
  const folder = profile(await taken())
  const before = everything(folder)
  const core = await open(folder, true)
  const { results } = await examine(core)
  expect(told(results, 'fail')).toContain('program-can-run')
  expect(told(results, 'fail')).toContain('next-start-refused-key-defective')
  await core.close()
  expect(everything(folder)).toEqual(before)
})

test('can be stopped, and begun again', async () => {
  const core = await open(profile(await taken()))
  const context = { signal: AbortSignal.timeout(60_000), connection: {} }
  await core.handlers.doctor.run(null, context)
  await core.handlers.doctor.stop(null, context)
  for await (const { run } of core.handlers.doctor.watchRun(null, context))
    if (run?.endedAt != null) {
      expect(run.stopped).toBe(true)
      break
    }
  expect((await examine(core)).run.stopped).toBe(false)
})

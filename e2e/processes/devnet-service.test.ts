import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askStatus } from '../../electron/post/index.ts'
import { createPrograms, type Programs, type SlotKey } from '../../electron/processes/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { flatRows, until } from './fake-service.ts'

const run = promisify(execFile)
const consoleProgram = new URL('../../electron/shell/console/main.ts', import.meta.url).pathname
let folder = ''
let services: Programs | null = null

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-devnet-service-'))
  await run(process.execPath, [consoleProgram, 'devnet', 'install', join(folder, 'programs')])
  await mkdir(join(folder, 'post'))
  await writeFile(join(folder, 'post', '.smeshdesk-simulated'), '')
  const metadata = {
    NodeId: 'iGyVnP/pd0geiCNgLYrLBVrzF7DbZ+AUbPhm7l4yjbI=',
    CommitmentAtxId: 'LuzIhg7rVidWB0zhIfrw8a61RK/uOOUIG3qpe6Czp10=',
    LabelsPerUnit: 1024,
    NumUnits: 4,
    MaxFileSize: 65536,
    Nonce: 1,
  }
  await writeFile(join(folder, 'post', 'postdata_metadata.json'), JSON.stringify(metadata))
})
afterAll(async () => {
  // What a failed test left running.
  for (const { name, slot } of services?.rows() ?? [])
    if (slot.pid !== null) await services?.stop({ kind: 'service', name }).catch(() => undefined)
  await services?.close()
  await rm(folder, { recursive: true, force: true })
})

async function serviceOf(program: string, operatorAddress: string): Promise<{ services: Programs; key: SlotKey }> {
  await services?.close()
  const args = [
    '-d',
    join(folder, 'post'),
    '--address=http://127.0.0.1:1',
    '--threads',
    '1',
    '-n',
    '16',
    '--randomx-mode',
    'light',
    '--operator-address',
    operatorAddress,
  ]
  const settings = checkSettings({
    version: 1,
    simulated: true,
    nodes: [],
    services: [
      {
        name: 's',
        program: join(folder, 'programs', program),
        arguments: args,
        dataFolder: join(folder, 'post'),
        node: null,
        operatorAddress,
      },
    ],
  })
  services = createPrograms({ profileFolder: join(folder, 'profile'), settings, tickMs: 100 })
  await services.open()
  const [service] = settings.services
  if (service === undefined) throw new Error('fixture')
  return { services, key: { kind: 'service', name: service.name } }
}

test("the simulated network's post-service runs in a slot as the real one does", async () => {
  const address = `127.0.0.1:${await freePort()}`
  const { services: rig, key } = await serviceOf('post-service', address)
  await rig.start(key)
  await until(
    () => askStatus(address),
    ({ kind }) => kind === 'answer',
    30_000,
  )
  const row = await until(
    () => flatRows(rig)[0],
    (seen) => seen?.state === 'running' && seen.findings.some(({ id }) => id === 'service-running-node-unreachable'),
    30_000,
  )
  expect(row).toMatchObject({ state: 'running', identity: expect.stringMatching(/^886c959c/), startClosed: 'already-running' })
  expect(rig.phase(key.name)).toBe('node-unreachable')
  const again = await serviceOf('post-service', address)
  expect(flatRows(again.services)[0]).toMatchObject({ adopted: true, pid: row?.pid })
  await again.services.stop(key)
  expect(flatRows(again.services)[0]).toMatchObject({ state: 'stopped', lastEnd: { meaning: 'running-node-unreachable' } })
})

test('a taken operator port: 0.8.5 runs on without a word, and the row says so', async () => {
  const squatter = createServer((socket) => socket.end('nothing\n')).listen(0, '127.0.0.1')
  await until(() => squatter.listening, Boolean)
  const place = squatter.address()
  const address = `127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`
  const { services: rig, key } = await serviceOf('post-service-0.8.5', address)
  await rig.start(key)
  await until(
    () => rig.rows()[0]?.findings.map(({ id }) => id) ?? [],
    (ids) => ids.includes('service-running-operator-port-taken-silently'),
    30_000,
  )
  await rig.stop(key)
  expect(rig.rows()[0]?.slot.lastEnd?.meaning).toBe('running-operator-port-taken-silently')
  const older = await serviceOf('post-service', address)
  await older.services.start(older.key)
  const ended = await until(
    () => flatRows(older.services)[0],
    (seen) => seen?.state === 'backing-off',
    30_000,
  )
  expect(ended?.lastEnd).toMatchObject({ meaning: 'operator-port-taken', exit: 1 })
  await older.services.stop(older.key).catch(() => undefined)
  squatter.close()
})

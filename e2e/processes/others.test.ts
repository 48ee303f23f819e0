// Services that others run: by hand, under a wrapper, in another mount namespace, at a remote address. Recognised, and never doubled.
import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttp, type Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { saw } from '../../electron/contract/seen.ts'
import { createPrograms, type Programs, spawnProgram } from '../../electron/processes/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { type FakeRig, fakeRig, flatRows, isAlive, until } from './fake-service.ts'

const consoleProgram = new URL('../../electron/shell/console/main.ts', import.meta.url).pathname
const closers: (() => unknown)[] = []
const strangers: number[] = []

/** Port of a listener that is closed again at once. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await until(() => server.listening, Boolean)
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function rigOf(names: readonly string[], port: number | null = null): Promise<FakeRig> {
  const rig = await fakeRig(names, port)
  for (const name of names) await writeFile(join(rig.data(name), 'postdata_0.bin'), new Uint8Array(16_384))
  closers.push(async () => {
    for (const { name } of rig.settings.services) for (const pid of await rig.starts(name)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    await rm(rig.folder, { recursive: true, force: true })
  })
  return rig
}
async function open(rig: FakeRig, part: Parameters<FakeRig['services']>[0] = {}): Promise<Programs> {
  const services = rig.services(part)
  closers.unshift(() => services.close())
  await services.open()
  return services
}
const rowOf = (services: Programs, name: string) => flatRows(services).find((one) => one.name === name)
const findingsOf = (services: Programs, name: string) => rowOf(services, name)?.findings.map(({ id, verdict }) => `${id}:${verdict}`)

async function outside(rig: FakeRig, program: string, args: readonly string[]): Promise<number> {
  const { identity } = await spawnProgram({ program, args, cwd: rig.folder, logFile: join(rig.folder, 'outside.log'), env: {} })
  strangers.push(identity.pid)
  return identity.pid
}
const lineOf = (dir: string, more: readonly string[] = []) => ['--dir', dir, '--address', 'http://127.0.0.1:1', '--threads', '1', ...more]
const begun = (rig: FakeRig, name: string, count = 1) =>
  until(
    () => rig.starts(name),
    (list) => list.length >= count,
  )

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  for (const pid of strangers.splice(0)) if (isAlive(pid)) process.kill(-pid, 'SIGKILL')
})

describe('started by hand', () => {
  test('one prover is all well: external with its pid, no finding, no second start', async () => {
    const rig = await rigOf(['a'])
    const pid = await outside(rig, rig.program, lineOf(rig.data('a')))
    await begun(rig, 'a')
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'external', pid, findings: [], startClosed: 'external', restartClosed: 'external' })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    await expect(services.restart(rig.key('a'))).rejects.toMatchObject({ code: 'not_running' })
    expect(await rig.starts('a')).toHaveLength(1)
  })

  test('two provers of one identity are told, naming the other one', async () => {
    const rig = await rigOf(['a'])
    const copy = join(rig.folder, 'copy')
    await cp(rig.data('a'), copy, { recursive: true })
    const first = await outside(rig, rig.program, lineOf(rig.data('a')))
    await begun(rig, 'a')
    const second = await outside(rig, rig.program, lineOf(copy))
    await until(
      () => readFile(join(copy, 'starts'), 'utf8').catch(() => ''),
      (text) => text !== '',
    )
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({
      pid: first,
      findings: [{ id: 'service-identity-elsewhere', verdict: 'fail', evidence: saw('proves-with', String(second), copy) }],
    })
    process.kill(second, 'SIGKILL')
    await until(
      () => findingsOf(services, 'a'),
      (ids) => ids?.length === 0,
    )
  })

  test('our own run beside a stranger names the stranger', async () => {
    const rig = await rigOf(['a'])
    const services = await open(rig)
    await services.start(rig.key('a'))
    await begun(rig, 'a')
    const copy = join(rig.folder, 'copy')
    await cp(rig.data('a'), copy, { recursive: true })
    const second = await outside(rig, rig.program, lineOf(copy))
    const row = await until(
      () => rowOf(services, 'a'),
      (seen) => seen?.findings.some(({ id }) => id === 'service-identity-elsewhere') === true,
    )
    expect(row?.findings[0]?.evidence).toBe(saw('proves-with', String(second), copy))
    await expect(services.restart(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    expect(isAlive(row?.pid ?? 0)).toBe(true)
  })

  test('a wrapper that bears the same command line is not a second prover', async () => {
    const rig = await rigOf(['a'])
    const wrapper = join(rig.folder, 'run.sh')
    await writeFile(wrapper, `#!/bin/sh\n"${rig.program}" "$@"\n`)
    await chmod(wrapper, 0o755)
    await outside(rig, wrapper, lineOf(rig.data('a')))
    const [pid] = await begun(rig, 'a')
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'external', pid, findings: [] })
  })

  test('its end is told, and by whom it was started', async () => {
    const rig = await rigOf(['a'])
    const pid = await outside(rig, rig.program, lineOf(rig.data('a')))
    await begun(rig, 'a')
    const services = await open(rig)
    process.kill(pid, 'SIGKILL')
    const row = await until(
      () => rowOf(services, 'a'),
      (seen) => seen?.state === 'ended',
    )
    expect(row).toMatchObject({ pid: null, startClosed: null, lastEnd: { meaning: 'external-ended', by: 'nobody', exit: null } })
  })
})

/** Root may; where nobody may, the container case can't be shown here, and that is said. */
function mayUnshare(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    console.error('NOT SHOWN: a service in another mount namespace, because unshare is not permitted here')
    return false
  }
}

describe.skipIf(!mayUnshare())('in another mount namespace, as in a container', () => {
  const inside = (rig: FakeRig, mount: string, more: readonly string[] = []) =>
    outside(rig, '/usr/bin/unshare', [
      '-m',
      'sh',
      '-c',
      `mount --make-rprivate / && mount --bind "$0" "${mount}" && exec "$@"`,
      rig.data('a'),
      rig.program,
      ...lineOf(mount, more),
    ])

  test('the same data under another path is this service; nothing is started beside it', async () => {
    const rig = await rigOf(['a'])
    const mount = join(rig.folder, 'pd')
    await mkdir(mount)
    await inside(rig, mount)
    const [pid] = await begun(rig, 'a')
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'external', pid, findings: [], startClosed: 'external' })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    expect(await rig.starts('a')).toHaveLength(1)
  })

  test('a path that is another folder in there is not taken for ours', async () => {
    const rig = await rigOf(['a', 'b'])
    // In there the path of b's data shows a's.
    await inside(rig, rig.data('b'))
    const [pid] = await begun(rig, 'a')
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'external', pid })
    expect(rowOf(services, 'b')).toMatchObject({ state: 'stopped', pid: null, startClosed: null })
  })
})

describe('at an address only', () => {
  const answering = async (port: number, body: () => string): Promise<Server> => {
    const server = createHttp((_ask, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end(body())).listen(
      port,
      '127.0.0.1',
    )
    await until(() => server.listening, Boolean)
    closers.push(() => server.close())
    return server
  }

  test('what answers as a post-service is taken for this one, running elsewhere; its work tells that a node took it', async () => {
    const port = await freePort()
    const rig = await rigOf(['a'], port)
    let said = '"Idle"'
    const server = await answering(port, () => said)
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({
      state: 'external',
      pid: null,
      startClosed: 'answers-elsewhere',
      connection: { state: 'unknown' },
    })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    expect(await rig.starts('a')).toEqual([])
    said = '{"Proving":{"nonces":{"start":0,"end":128},"position":7}}'
    await until(
      () => rowOf(services, 'a')?.connection.state,
      (state) => state === 'connected',
    )
    server.closeAllConnections()
    server.close()
    await until(
      () => rowOf(services, 'a'),
      (seen) => seen?.state === 'stopped' && seen.startClosed === null,
    )
    await services.start(rig.key('a'))
  })

  test('one that answers only since the last look is found before the start', async () => {
    const port = await freePort()
    const rig = await rigOf(['a'], port)
    const services = await open(rig, { tickMs: 3_600_000 })
    expect(rowOf(services, 'a')).toMatchObject({ state: 'stopped', startClosed: null })
    await answering(port, () => '"Idle"')
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    expect(await rig.starts('a')).toEqual([])
  })

  test('another program there is no service', async () => {
    const port = await freePort()
    const rig = await rigOf(['a'], port)
    await answering(port, () => '<html>')
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'stopped', startClosed: null, findings: [] })
  })

  test("another identity's service there is proven by its process, and says nothing of this one", async () => {
    const port = await freePort()
    const rig = await rigOf(['a', 'b'], port)
    await outside(rig, rig.program, lineOf(rig.data('b'), ['--operator-address', `127.0.0.1:${port}`]))
    await begun(rig, 'b')
    await until(
      () => readFile(join(rig.folder, 'outside.log'), 'utf8'),
      (text) => text.includes('running operator service'),
    )
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'stopped' })
    expect(findingsOf(services, 'a')).toContain('service-operator-of-another:warn')
    expect(rowOf(services, 'b')).toMatchObject({ state: 'external' })
  })
})

test('a service of the simulated network at a listener without PoST service: told, with the listener to dial', async () => {
  const rig = await rigOf(['a'])
  const programs = join(rig.folder, 'programs')
  execFileSync(process.execPath, [consoleProgram, 'devnet', 'install', programs])
  await writeFile(join(rig.data('a'), '.smeshdesk-simulated'), '')
  const listener = new GrpcServer()
  const port = await new Promise<number>((resolve, reject) =>
    listener.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  )
  closers.push(() => listener.forceShutdown())
  const settings = checkSettings({
    version: 1,
    simulated: true,
    nodes: [
      {
        name: 'A',
        program: null,
        arguments: [],
        dataFolder: null,
        addresses: { public: null, private: `127.0.0.1:${port}`, post: '127.0.0.1:9094' },
      },
    ],
    services: [
      {
        name: 'a',
        program: join(programs, 'post-service'),
        arguments: [
          '--dir',
          rig.data('a'),
          '--address',
          `http://127.0.0.1:${port}`,
          '--threads',
          '1',
          '--reconnect-interval-s',
          '1',
          '--min-num-units',
          '1',
        ],
        dataFolder: rig.data('a'),
        node: 'A',
        operatorAddress: null,
      },
    ],
  })
  const services = createPrograms({ profileFolder: rig.folder, settings, tickMs: 50 })
  closers.unshift(() => services.close())
  await services.open()
  expect(findingsOf(services, 'a')).toContain('service-wrong-listener:warn')
  await services.start(rig.key('a'))
  closers.unshift(() => services.stop(rig.key('a')).catch(() => undefined))
  const row = await until(
    () => rowOf(services, 'a'),
    (seen) => seen?.connection.state === 'not-connected' && seen.state === 'running',
    60_000,
  )
  expect(row).toMatchObject({ connection: { reason: 'wrong-listener', dials: '127.0.0.1:9094' } })
  expect(row?.findings.find(({ id }) => id === 'service-wrong-listener')).toMatchObject({
    verdict: 'fail',
    values: { kind: 'private', dials: `127.0.0.1:${port}`, post: '127.0.0.1:9094' },
  })
})

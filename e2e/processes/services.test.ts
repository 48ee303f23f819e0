import { spawn } from 'node:child_process'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { identifyProcess, type Programs, spawnProgram } from '../../electron/processes/index.ts'
import { type FakeRig, fakeRig, flatRows, isAlive, until } from './fake-service.ts'

const rigs: FakeRig[] = []
const opened: Programs[] = []
const pids = new Set<number>()

async function rigOf(names: readonly string[], port: number | null = null): Promise<FakeRig> {
  const rig = await fakeRig(names, port)
  rigs.push(rig)
  return rig
}
async function open(rig: FakeRig, part: Parameters<FakeRig['services']>[0] = {}): Promise<Programs> {
  const services = rig.services(part)
  opened.push(services)
  await services.open()
  return services
}
const rowOf = (services: Programs, name: string) => {
  const row = flatRows(services).find((one) => one.name === name)
  if (row === undefined) throw new Error(`no row ${name}`)
  return row
}
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

afterEach(async () => {
  for (const services of opened.splice(0)) await services.close()
  for (const rig of rigs.splice(0)) {
    for (const { name } of rig.settings.services) for (const pid of await rig.starts(name)) pids.add(pid)
    for (const pid of pids) {
      // Only what this test's own stand-ins wrote down, and only while their command line is still theirs.
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      if (line.includes(rig.folder)) process.kill(pid, 'SIGKILL')
    }
    await rm(rig.folder, { recursive: true, force: true })
  }
  pids.clear()
})

describe('start, watch, stop', () => {
  test('a service runs, is written down, logs by descriptor, and ends when asked', async () => {
    const rig = await rigOf(['a'])
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({
      state: 'stopped',
      startClosed: null,
      stopClosed: 'not-running',
      pid: null,
      identity: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    await services.start(rig.key('a'))
    const running = await until(
      () => rowOf(services, 'a'),
      ({ state }) => state === 'running',
    )
    const [pid] = await until(
      () => rig.starts('a'),
      (list) => list.length === 1,
    )
    expect(running).toMatchObject({
      pid,
      adopted: false,
      startClosed: 'already-running',
      commandLine: [rig.program, '--dir', rig.data('a'), '--address', 'http://127.0.0.1:1', '--threads', '1'],
    })
    expect(JSON.parse(await readFile(join(rig.folder, 'slots/service-a.json'), 'utf8'))).toMatchObject({
      wanted: 'running',
      run: { stage: 'running', identity: { pid } },
    })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    await until(
      () => readFile(services.logFile(rig.key('a')), 'utf8'),
      (text) => text.includes('obtained metadata'),
    )
    await services.stop(rig.key('a'))
    expect(isAlive(pid ?? 0)).toBe(false)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'stopped', pid: null, lastEnd: { meaning: 'ended-by-signal', signal: 'SIGTERM' } })
    await expect(services.stop(rig.key('a'))).rejects.toMatchObject({ code: 'not_running' })
  })

  test('one that ignores SIGTERM is killed after the grace', async () => {
    const rig = await rigOf(['a'])
    await rig.mode('a', 'stubborn')
    const services = await open(rig)
    await services.start(rig.key('a'))
    await until(
      () => readFile(services.logFile(rig.key('a')), 'utf8'),
      (text) => text.includes('obtained metadata'),
    )
    await services.stop(rig.key('a'), { graceMs: 300 })
    expect(rowOf(services, 'a')).toMatchObject({ state: 'stopped', lastEnd: { signal: 'SIGKILL' } })
    expect(await readFile(services.logFile(rig.key('a')), 'utf8')).toContain('not listening')
  })

  test('a proof in progress is not thrown away without the words', async () => {
    const rig = await rigOf(['a'], await freePort())
    await rig.mode('a', 'proving')
    const services = await open(rig)
    await services.start(rig.key('a'))
    await until(
      () => readFile(services.logFile(rig.key('a')), 'utf8'),
      (text) => text.includes('running operator service'),
    )
    await expect(services.stop(rig.key('a'))).rejects.toMatchObject({ code: 'consent_mismatch' })
    await expect(services.stop(rig.key('a'), { words: 'stop:b' })).rejects.toMatchObject({ code: 'consent_mismatch' })
    await services.stop(rig.key('a'), { words: 'stop:a' })
    expect(rowOf(services, 'a').state).toBe('stopped')
  })

  test('a program that is not there is told, and nothing is left behind', async () => {
    const rig = await rigOf(['a'])
    await rm(rig.program)
    const services = await open(rig)
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'program_missing' })
    expect(rowOf(services, 'a')).toMatchObject({ state: 'backing-off', pid: null, lastEnd: { meaning: 'program-missing' } })
  })
})

describe('ends that nobody asked for', () => {
  test('a refused command line is latched: no second start', async () => {
    const rig = await rigOf(['a'])
    await rig.mode('a', 'clap')
    const services = await open(rig, { random: () => 0 })
    await services.start(rig.key('a'))
    const row = await until(
      () => rowOf(services, 'a'),
      ({ state }) => state === 'latched',
    )
    expect(row).toMatchObject({
      lastEnd: { meaning: 'bad-flags', exit: 2, line: "Error: unexpected argument '--bogus' found" },
      startClosed: null,
    })
    expect(row.findings.map(({ id }) => id)).toContain('service-latched')
    await rig.mode('a', 'runs')
    await services.start(rig.key('a'))
    await until(
      () => rowOf(services, 'a'),
      ({ state }) => state === 'running',
    )
  })

  test('an unreachable node is tried again by the law, until a person stops it', async () => {
    const rig = await rigOf(['a'])
    await rig.mode('a', 'gives-up')
    const services = await open(rig, { random: () => 0 })
    await services.start(rig.key('a'))
    expect(
      await until(
        () => rowOf(services, 'a'),
        ({ state }) => state === 'backing-off',
      ),
    ).toMatchObject({ lastEnd: { meaning: 'gave-up-node-unreachable', exit: 1 }, stopClosed: null })
    await until(
      () => rig.starts('a'),
      (list) => list.length >= 2,
    )
    await until(
      () => rowOf(services, 'a'),
      ({ state }) => state === 'backing-off',
    )
    await services.stop(rig.key('a'))
    expect(rowOf(services, 'a').state).toBe('stopped')
  })
})

describe('the app goes, the service stays', () => {
  test('killed hard, the next start of the app adopts the service, which never noticed', async () => {
    const rig = await rigOf(['a'])
    await rig.mode('a', 'chatty')
    const host = spawn(process.execPath, [new URL('services-host.entry.ts', import.meta.url).pathname, rig.folder, 'a'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [pid = 0] = await until(
      () => rig.starts('a'),
      (list) => list.length === 1,
    )
    await until(
      () => readFile(join(rig.folder, 'slots/service-a.json'), 'utf8'),
      (text) => text.includes('"running"') && text.includes(`"pid": ${pid}`),
    )
    const ended = new Promise((resolve) => host.once('exit', resolve))
    host.kill('SIGKILL')
    await ended
    const log = join(rig.folder, 'logs/a.log')
    const before = (await stat(log)).size
    await until(
      async () => (await stat(log)).size,
      (size) => size > before + 100_000,
    )
    expect(isAlive(pid)).toBe(true)
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ adopted: true, pid })
    expect(await rig.starts('a')).toHaveLength(1)
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    await services.stop(rig.key('a'))
    await until(
      () => isAlive(pid),
      (alive) => !alive,
    )
  })

  test('killed between the start and its second record: found by the token', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.start(rig.key('a'))
    await first.stop(rig.key('a'))
    await first.close()
    const token = 'c0ffee00'.repeat(4)
    const logFile = first.logFile(rig.key('a'))
    const args = rig.settings.services[0]?.arguments ?? []
    const { identity } = await spawnProgram({ program: rig.program, args, cwd: rig.folder, logFile, env: { SMESHDESK_SLOT: token } })
    const file = join(rig.folder, 'slots/service-a.json')
    const record = JSON.parse(await readFile(file, 'utf8'))
    const run = {
      stage: 'starting',
      token,
      program: rig.program,
      args,
      cwd: rig.folder,
      logFile,
      logOffset: 0,
      at: Date.now(),
      identity: null,
    }
    await writeFile(file, JSON.stringify({ ...record, wanted: 'running', run }))
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ adopted: true, pid: identity.pid })
    expect(JSON.parse(await readFile(file, 'utf8')).run).toMatchObject({ stage: 'running', identity: { pid: identity.pid } })
    await services.stop(rig.key('a'))
    expect((await identifyProcess(identity.pid))?.startTicks).not.toBe(identity.startTicks)
  })

  test('killed before the start itself: nothing is adopted, the law starts it', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.start(rig.key('a'))
    await until(
      () => rig.starts('a'),
      (list) => list.length === 1,
    )
    await first.stop(rig.key('a'))
    await first.close()
    const file = join(rig.folder, 'slots/service-a.json')
    const record = JSON.parse(await readFile(file, 'utf8'))
    const run = {
      stage: 'starting',
      token: '0'.repeat(32),
      program: rig.program,
      args: [],
      cwd: '/',
      logFile: '/nowhere',
      logOffset: 0,
      at: Date.now(),
      identity: null,
    }
    await writeFile(file, JSON.stringify({ ...record, wanted: 'running', run }))
    const services = await open(rig, { random: () => 0 })
    await until(
      () => rig.starts('a'),
      (list) => list.length === 2,
    )
    await until(
      () => rowOf(services, 'a'),
      ({ state }) => state === 'running',
    )
  })

  test('an end that nobody saw is read from the log', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.start(rig.key('a'))
    const [pid = 0] = await until(
      () => rig.starts('a'),
      (list) => list.length === 1,
    )
    const second = await open(rig)
    expect(rowOf(second, 'a').adopted).toBe(true)
    await first.close()
    await writeFile(first.logFile(rig.key('a')), '\nError: max retries (1) reached\n', { flag: 'a' })
    process.kill(pid, 'SIGKILL')
    expect(
      await until(
        () => rowOf(second, 'a'),
        ({ lastEnd }) => lastEnd !== null,
      ),
    ).toMatchObject({ lastEnd: { exit: null, meaning: 'gave-up-node-unreachable' } })
  })
})

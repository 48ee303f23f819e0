import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import {
  identifyProcess,
  isSameProcess,
  listensOn,
  lockHolders,
  mountOf,
  type Programs,
  portOpen,
  spawnProgram,
  stopProcess,
  usersOfFolder,
} from '../../electron/processes/index.ts'
import { capLog } from '../../electron/processes/log-cap.io.ts'
import { type FakeRig, fakeRig, flatRows, isAlive, until } from './fake-service.ts'

const closers: (() => Promise<void>)[] = []
async function rigOf(names: readonly string[]): Promise<FakeRig> {
  const rig = await fakeRig(names)
  closers.unshift(async () => {
    for (const { name } of rig.settings.services) {
      for (const pid of await rig.starts(name)) {
        const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
        if (line.includes(rig.folder)) process.kill(pid, 'SIGKILL')
      }
    }
    await rm(rig.folder, { recursive: true, force: true })
  })
  return rig
}
async function open(rig: FakeRig): Promise<Programs> {
  const services = rig.services()
  await services.open()
  closers.unshift(() => services.close())
  return services
}
const rowOf = (services: Programs, name: string) => flatRows(services).find((one) => one.name === name)
const stranger = (rig: FakeRig, name: string) =>
  spawnProgram({
    program: rig.program,
    args: ['--dir', rig.data(name), '--address', 'http://127.0.0.1:1', '--threads', '1'],
    cwd: rig.folder,
    logFile: join(rig.folder, 'stranger.log'),
    env: {},
  })

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe('never two provers', () => {
  test('a service that somebody else started is external, and no second one is started', async () => {
    const rig = await rigOf(['a'])
    const { identity } = await stranger(rig, 'a')
    await until(
      () => rig.starts('a'),
      (list) => list.length === 1,
    )
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'external', pid: identity.pid, startClosed: 'external', stopClosed: 'external' })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    await expect(services.stop(rig.key('a'))).rejects.toMatchObject({ code: 'not_running' })
    expect(isAlive(identity.pid)).toBe(true)
    expect(await rig.starts('a')).toHaveLength(1)
  })

  test('the same identity in another folder is not proven for twice', async () => {
    const rig = await rigOf(['a1', 'a2', 'b'])
    const services = await open(rig)
    await services.start(rig.key('a1'))
    await expect(services.start(rig.key('a2'))).rejects.toMatchObject({
      code: 'already_running',
      message: expect.stringContaining('identity'),
    })
    await services.start(rig.key('b'))
    expect(rowOf(services, 'a2')).toMatchObject({ state: 'stopped', startClosed: 'identity-runs-elsewhere' })
  })

  test('one whose arguments name another folder than its entry is not started, by nobody', async () => {
    const rig = await rigOf(['a', 'b'])
    const swapped = rig.settings.services.map((one) =>
      one.name === 'a' ? { ...one, arguments: one.arguments.map((word) => (word === rig.data('a') ? rig.data('b') : word)) } : one,
    )
    const services = await open(rig)
    await services.setSettings({ ...rig.settings, services: swapped })
    expect(rowOf(services, 'a')).toMatchObject({
      startClosed: 'folder-differs',
      findings: expect.arrayContaining([expect.objectContaining({ id: 'service-folder-differs', verdict: 'fail' })]),
    })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({
      code: 'start_failed',
      message: expect.stringContaining(rig.data('b')),
    })
    expect(await rig.starts('a')).toEqual([])
  })

  test('a program that only reads the data counts as well', async () => {
    const rig = await rigOf(['a'])
    const services = await open(rig)
    const users = await usersOfFolder(rig.data('a'))
    expect(users).toMatchObject({ users: [] })
    const reader = await spawnProgram({
      program: '/bin/sh',
      args: ['-c', 'exec 9<"$0"; read line <&8 || while :; do sleep 1; done', join(rig.data('a'), 'mode')],
      cwd: '/',
      logFile: join(rig.folder, 'reader.log'),
      env: {},
    })
    await until(
      () => usersOfFolder(rig.data('a')),
      ({ users: list }) => list.some(({ seenBy }) => seenBy === 'open-file'),
    )
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'already_running' })
    await stopProcess(reader.identity, { graceMs: 2_000, hard: true })
  })
})

describe('held by a migration', () => {
  test('nothing but the batch starts a held slot, also after a restart of the app', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.hold('batch-1', [rig.key('a')])
    await expect(first.start(rig.key('a'))).rejects.toMatchObject({ code: 'held_by_migration' })
    await first.close()
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ heldBy: 'batch-1', startClosed: 'held-by-migration', stopClosed: 'held-by-migration' })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'held_by_migration' })
    await expect(services.start(rig.key('a'), { by: { batch: 'batch-2' } })).rejects.toMatchObject({ code: 'held_by_migration' })
    await expect(services.hold('batch-2', [rig.key('a')])).rejects.toMatchObject({ code: 'held_by_migration' })
    await services.start(rig.key('a'), { by: { batch: 'batch-1' } })
    await expect(services.stop(rig.key('a'))).rejects.toMatchObject({ code: 'held_by_migration' })
    await services.stop(rig.key('a'), { by: { batch: 'batch-1' } })
    await services.release('batch-1')
    await services.start(rig.key('a'))
  })

  test('a try that is due does not happen while the slot is held', async () => {
    const rig = await rigOf(['a'])
    await rig.mode('a', 'gives-up')
    const services = await open(rig)
    await services.start(rig.key('a'))
    await until(
      () => rowOf(services, 'a')?.state,
      (state) => state === 'backing-off',
    )
    await services.hold('batch-1', [rig.key('a')])
    const held = (await rig.starts('a')).length
    const due: number = JSON.parse(await readFile(join(rig.folder, 'slots/service-a.json'), 'utf8')).law.nextAt
    await until(
      () => Date.now(),
      (now) => now > due + 500,
    )
    expect(await rig.starts('a')).toHaveLength(held)
    await services.release('batch-1')
    await until(
      () => rig.starts('a'),
      (list) => list.length > held,
    )
  })

  test('a damaged file of holds holds everything', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.hold('batch-1', [])
    await first.close()
    await writeFile(join(rig.folder, 'slots/holds.json'), '{"version":1,"ho')
    const services = await open(rig)
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'held_by_migration' })
  })

  test('a damaged slot file starts nothing: a process may hide behind it', async () => {
    const rig = await rigOf(['a'])
    const first = await open(rig)
    await first.start(rig.key('a'))
    await first.stop(rig.key('a'))
    await first.close()
    await truncate(join(rig.folder, 'slots/service-a.json'), 40)
    const services = await open(rig)
    expect(rowOf(services, 'a')).toMatchObject({ state: 'unknown', startClosed: 'state-unknown' })
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'start_failed' })
  })
})

describe('who is who', () => {
  test('a stranger with the same pid is neither adopted nor signalled', async () => {
    const rig = await rigOf(['a'])
    const { identity } = await stranger(rig, 'a')
    const other = { ...identity, startTicks: String(Number(identity.startTicks) - 1) }
    expect(await isSameProcess(other)).toBe('gone')
    expect(await stopProcess(other, { graceMs: 100, hard: true })).toEqual({ kind: 'was-gone' })
    expect(await isSameProcess({ ...identity, bootId: 'another boot' })).toBe('gone')
    expect(await isSameProcess(identity)).toBe('alive')
    expect(await stopProcess(identity, { graceMs: 3_000, hard: false })).toEqual({ kind: 'stopped', killed: false })
    expect(await identifyProcess(identity.pid)).not.toEqual(identity)
  })

  test('locks, ports and mounts are told by the kernel', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-locks-'))
    closers.unshift(() => rm(folder, { recursive: true }))
    const file = join(folder, 'db')
    expect(await lockHolders([join(folder, 'absent')])).toEqual([{ kind: 'free' }])
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE t (x)')
    expect((await lockHolders([file]))[0]?.kind).not.toBe('held')
    db.exec('BEGIN EXCLUSIVE')
    expect(await lockHolders([file])).not.toEqual([{ kind: 'free' }])
    db.close()
    expect((await mountOf(join(folder, 'not/yet')))?.point).toMatch(/^\//)
    const server = createServer().listen(0, '127.0.0.1')
    await until(() => server.listening, Boolean)
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await portOpen(`127.0.0.1:${port}`)).toBe('open')
    expect(listensOn(process.pid, `127.0.0.1:${port}`)).toBe('yes')
    expect(listensOn(process.ppid, `127.0.0.1:${port}`)).not.toBe('yes')
    await new Promise((resolve) => server.close(resolve))
    expect(await portOpen(`127.0.0.1:${port}`)).toBe('closed')
    expect(await portOpen('169.254.169.254:80')).toBe('unknown')
  })
})

test('a log is cut while its writer goes on: no hole, the old text kept aside', async () => {
  const rig = await rigOf(['a'])
  await rig.mode('a', 'chatty')
  const services = await open(rig)
  await services.start(rig.key('a'))
  const log = services.logFile(rig.key('a'))
  for (let round = 1; round <= 4; round += 1) {
    await until(
      () =>
        stat(log).then(
          ({ size }) => size,
          () => 0,
        ),
      (size) => size > 60_000,
    )
    expect(await capLog(log, { maxBytes: 50_000, keep: 3 })).toBe(true)
  }
  await until(
    () => stat(log).then(({ size }) => size),
    (size) => size > 4_000,
  )
  const text = await readFile(log, 'utf8')
  expect(text).not.toContain('\0')
  expect((await stat(`${log}.3`)).size).toBe(50_000)
  await expect(stat(`${log}.4`)).rejects.toThrow()
  expect(await capLog(log)).toBe(false)
})

import { spawn } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Programs } from '../../electron/processes/index.ts'
import { type FakeRig, fakeRig, until } from './fake-service.ts'

let rig: FakeRig | null = null
const opened: Programs[] = []

/** Every process whose command line names the data folder: what a second prover would be. */
async function provers(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const lines = await Promise.all(pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const))
  return lines.filter(([, line]) => line.includes(`--dir\0${folder}\0`)).map(([pid]) => pid)
}

afterEach(async () => {
  for (const services of opened.splice(0)) await services.close()
  if (rig === null) return
  for (const { dataFolder } of rig.settings.services) for (const pid of await provers(dataFolder ?? '')) process.kill(pid, 'SIGKILL')
  await rm(rig.folder, { recursive: true, force: true })
  rig = null
})

async function open(of: FakeRig): Promise<Programs> {
  const services = of.services()
  opened.push(services)
  await services.open()
  return services
}

test('ten starts at once are one start', async () => {
  rig = await fakeRig(['a'])
  const services = await open(rig)
  const key = rig.key('a')
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => services.start(key)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await until(
    () => provers(rig?.data('a') ?? ''),
    (pids) => pids.length === 1,
  )
})

test('two entries of one identity that are started at once are one prover', async () => {
  rig = await fakeRig(['a1', 'a2'])
  const services = await open(rig)
  for (let round = 0; round < 5; round += 1) {
    const keys = [rig.key('a1'), rig.key('a2')]
    const results = await Promise.allSettled(keys.map((key) => services.start(key)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const running = services.rows().filter(({ slot }) => slot.pid !== null)
    expect(running).toHaveLength(1)
    for (const { name } of running) await services.stop(rig.key(name))
  }
})

test('when a hold has returned, nothing is on its way any more', async () => {
  rig = await fakeRig(['a'])
  const services = await open(rig)
  const key = rig.key('a')
  for (let round = 0; round < 5; round += 1) {
    const started = services.start(key).then(
      () => true,
      () => false,
    )
    await wait(round * 4)
    await services.hold('batch', [key])
    const there = await provers(rig.data('a'))
    expect(await started).toBe(there.length === 1)
    expect(await provers(rig.data('a'))).toEqual(there)
    if (there.length === 1) await services.stop(key, { by: { batch: 'batch' } })
    await services.release('batch')
  }
})

test('an app killed at any moment of its start leaves one service or none, and the next one finds it', async () => {
  rig = await fakeRig(['a'])
  const host = new URL('services-host.entry.ts', import.meta.url).pathname
  for (const delay of [150, 200, 240, 270, 300, 330, 360, 400, 450, 600]) {
    const child = spawn(process.execPath, [host, rig.folder, 'a'], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await wait(delay)
    child.kill('SIGKILL')
    await ended
    const there = await provers(rig.data('a'))
    expect(there.length).toBeLessThanOrEqual(1)
  }
  const left = await provers(rig.data('a'))
  const services = await open(rig)
  const row = await until(
    () => services.rows()[0]?.slot,
    (one) => one?.pid != null || one?.state === 'stopped',
  )
  expect(await provers(rig.data('a'))).toEqual(row?.pid == null ? [] : [row.pid])
  if (row?.pid == null) return
  // Killed before it was born: then the law has started the one that is wanted.
  expect([row.adopted, row.pid]).toEqual(left.length === 1 ? [true, left[0]] : [false, row.pid])
  await services.stop(rig.key('a'))
  expect(await provers(rig.data('a'))).toEqual([])
})

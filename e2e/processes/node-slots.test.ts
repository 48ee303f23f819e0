import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPrograms, type Programs, type SlotKey, spawnProgram, usersOfFolder } from '../../electron/processes/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { endAllBelow } from '../host/end-below.ts'
import { isAlive, until } from './fake-service.ts'

/** A stand-in for go-spacemesh: holds `local.sql` of its data folder open, takes half a second to end, or refuses to start. */
const program = `#!${process.execPath}
const { appendFileSync, existsSync, openSync } = require('node:fs')
const args = process.argv.slice(2)
const folder = args[args.indexOf('-d') + 1]
appendFileSync(folder + '/starts', process.pid + '\\n')
if (existsSync(folder + '/refuse')) {
  process.stderr.write('Error: loading identities: duplicate key found in identity files\\nUsage: ...\\n')
  process.exit(1)
}
openSync(folder + '/local.sql', 'a')
process.stdout.write('2026-11-21T09:22:50.412Z\\tINFO\\tnode\\tLoaded existing identity\\t{"filename": "a.key"}\\n')
process.stderr.write('2026-11-21T09:22:51.412Z\\tERROR\\tatxBuilder\\tpost failed\\n')
process.stdout.write('2026-11-21T09:22:52.412Z\\tINFO\\tproposalBuilder\\tproposal created\\n')
process.on('SIGTERM', () => (existsSync(folder + '/stubborn') ? undefined : setTimeout(() => process.exit(0), 500)))
setInterval(() => undefined, 1000)
`

let folder = ''
let opened: Programs[] = []
const data = () => join(folder, 'node')
const settings = () =>
  checkSettings({
    version: 1,
    simulated: true,
    nodes: [
      {
        name: 'n',
        program: join(folder, 'go-spacemesh'),
        arguments: ['-d', data()],
        dataFolder: data(),
        addresses: { public: null, private: null, post: null },
      },
    ],
    services: [],
  })
const key = (): SlotKey => {
  const [node] = settings().nodes
  if (node === undefined) throw new Error('fixture')
  return { kind: 'node', name: node.name }
}
const open = async (): Promise<Programs> => {
  const programs = createPrograms({ profileFolder: folder, settings: settings(), tickMs: 50 })
  opened.push(programs)
  await programs.open()
  return programs
}
const starts = async (): Promise<number[]> =>
  (await readFile(join(data(), 'starts'), 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number)
const stateOf = (programs: Programs) => programs.slot(key())?.state

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-node-slots-'))
  await mkdir(data())
  await writeFile(join(folder, 'go-spacemesh'), program)
  await chmod(join(folder, 'go-spacemesh'), 0o755)
})
afterEach(async () => {
  for (const programs of opened) await programs.close()
  opened = []
  // One that was started and has not said so yet would be a stranger to every move on this computer.
  await endAllBelow(folder)
  await rm(folder, { recursive: true, force: true })
})

describe('a node in its slot', () => {
  test('starts, is seen on its folder, ends with exit 0 in its own time', async () => {
    const programs = await open()
    await programs.start(key())
    const [pid = 0] = await until(starts, (list) => list.length === 1)
    await until(
      () => usersOfFolder(data()),
      ({ users }) => users.some((user) => user.pid === pid && user.seenBy === 'open-file'),
    )
    expect(programs.slot(key())).toMatchObject({ pid, ours: true, commandLine: [join(folder, 'go-spacemesh'), '-d', data()] })
    await programs.stop(key())
    expect(isAlive(pid)).toBe(false)
    expect(programs.slot(key())).toMatchObject({
      pid: null,
      state: 'stopped',
      lastEnd: { exit: 0, signal: null, meaning: 'started-remote', by: 'person' },
    })
  })

  test('one whose configuration was changed to another folder is not started, however old the last look is', async () => {
    const programs = await open()
    const [node] = settings().nodes
    const config = join(folder, 'config.json')
    await writeFile(config, JSON.stringify({ main: { 'data-folder': data() } }))
    if (node === undefined) throw new Error('fixture')
    await programs.setSettings({ ...settings(), nodes: [{ ...node, arguments: ['-c', config] }] })
    await writeFile(config, JSON.stringify({ main: { 'data-folder': join(folder, 'other') } }))
    await expect(programs.start(key())).rejects.toMatchObject({ code: 'start_failed', message: expect.stringContaining('other') })
    expect(await starts()).toEqual([])
  })

  test('one that refuses to start is not started again by itself', async () => {
    await writeFile(join(data(), 'refuse'), '')
    const programs = await open()
    await programs.start(key())
    await until(
      () => stateOf(programs),
      (state) => state === 'ended',
    )
    expect(programs.slot(key())?.lastEnd).toMatchObject({
      meaning: 'duplicate-key',
      exit: 1,
      line: 'Error: loading identities: duplicate key found in identity files',
    })
    await programs.close()
    const again = await open()
    expect(stateOf(again)).toBe('ended')
    expect(await starts()).toHaveLength(1)
  })

  test('one that does not end in time is told, not killed', async () => {
    const programs = await open()
    await programs.start(key())
    const [pid = 0] = await until(starts, (list) => list.length === 1)
    await until(
      () => readFile(programs.logFile(key()), 'utf8'),
      (text) => text.includes('Loaded'),
    )
    await expect(programs.stop(key(), { graceMs: 50 })).rejects.toMatchObject({ code: 'stop_failed' })
    await until(
      () => isAlive(pid),
      (alive) => !alive,
    )
    await until(
      () => stateOf(programs),
      (state) => state === 'stopped',
    )
  })
})

describe('a node that is told to stop or restart', () => {
  const begun = async (programs: Programs): Promise<number> => {
    const pids = await starts()
    await programs.start(key())
    const [pid = 0] = (await until(starts, (list) => list.length === pids.length + 1)).slice(-1)
    await until(
      () => readFile(programs.logFile(key()), 'utf8'),
      (text) => text.includes('proposal created'),
    )
    return pid
  }
  const slot = (programs: Programs) => programs.slot(key())

  test('killed from outside: that it ended is told, with the lines that matter, and it is not started again by itself', async () => {
    const programs = await open()
    const pid = await begun(programs)
    process.kill(pid, 'SIGKILL')
    await until(
      () => slot(programs)?.state,
      (state) => state === 'ended',
    )
    expect(slot(programs)).toMatchObject({
      startClosed: null,
      nextTryAt: null,
      lastEnd: { by: 'nobody', signal: 'SIGKILL', line: 'atxBuilder\tpost failed', lines: ['atxBuilder\tpost failed'] },
    })
    await programs.close()
    const again = await open()
    expect(slot(again)?.state).toBe('ended')
    expect(await starts()).toHaveLength(1)
    await again.start(key())
    await until(starts, (list) => list.length === 2)
  })

  test('a restart is one act: the old process has gone before the new one begins, and nobody starts it between', async () => {
    const programs = await open()
    const pid = await begun(programs)
    const restarting = programs.restart(key())
    await until(
      () => slot(programs)?.state,
      (state) => state === 'stopping',
    )
    const between = programs.start(key()).then(
      () => 'started',
      (cause: { code?: string }) => cause.code,
    )
    await restarting
    expect(await between).toBe('already_running')
    expect(isAlive(pid)).toBe(false)
    expect(await until(starts, (list) => list.length === 2)).toHaveLength(2)
    expect(slot(programs)).toMatchObject({ lastEnd: { by: 'person', exit: 0 }, stopClosed: null })
  })

  test('what does not stop is not started again; only the words for just that end it at once', async () => {
    const programs = await open()
    const pid = await begun(programs)
    await writeFile(join(data(), 'stubborn'), '')
    await expect(programs.restart(key(), { graceMs: 100 })).rejects.toMatchObject({ code: 'stop_failed' })
    expect(await starts()).toEqual([pid])
    expect(slot(programs)).toMatchObject({ outlasted: true, stopWords: 'end:n', stopClosed: null })
    await expect(programs.stop(key(), { graceMs: 100, words: 'stop:n' })).rejects.toMatchObject({ code: 'stop_failed' })
    expect(isAlive(pid)).toBe(true)
    await programs.stop(key(), { graceMs: 100, words: 'end:n' })
    expect(isAlive(pid)).toBe(false)
    expect(slot(programs)).toMatchObject({ state: 'stopped', outlasted: false, lastEnd: { by: 'person', signal: 'SIGKILL' } })
  })

  test('the words for ending at once do nothing of the kind before it has had its time', async () => {
    const programs = await open()
    const pid = await begun(programs)
    await writeFile(join(data(), 'stubborn'), '')
    await expect(programs.stop(key(), { graceMs: 100, words: 'end:n' })).rejects.toMatchObject({ code: 'stop_failed' })
    expect(isAlive(pid)).toBe(true)
  })

  test('one that a move holds is not restarted, and runs on', async () => {
    const programs = await open()
    const pid = await begun(programs)
    await programs.hold('batch', [key()])
    expect(slot(programs)).toMatchObject({ restartClosed: 'held-by-migration', stopClosed: 'held-by-migration' })
    await expect(programs.restart(key())).rejects.toMatchObject({ code: 'held_by_migration' })
    expect(isAlive(pid)).toBe(true)
  })

  test('a hold that comes while it stops keeps it from being started', async () => {
    const programs = await open()
    await begun(programs)
    const restarting = programs.restart(key())
    await until(
      () => slot(programs)?.state,
      (state) => state === 'stopping',
    )
    await programs.hold('batch', [key()])
    await expect(restarting).rejects.toMatchObject({ code: 'held_by_migration' })
    expect(await starts()).toHaveLength(1)
    expect(slot(programs)).toMatchObject({ state: 'stopped', heldBy: 'batch' })
  })
})

describe('a node that somebody else started', () => {
  const stranger = () =>
    spawnProgram({ program: join(folder, 'go-spacemesh'), args: ['-d', data()], cwd: '/', logFile: join(folder, 'stranger.log'), env: {} })

  test('is shown, never started twice, and stopped for a batch only, where a person agreed to that very process', async () => {
    const { identity } = await stranger()
    await until(
      () => usersOfFolder(data()),
      ({ users }) => users.some(({ seenBy }) => seenBy === 'open-file'),
    )
    const programs = await open()
    expect(programs.slot(key())).toMatchObject({ state: 'external', pid: identity.pid, ours: false })
    await expect(programs.start(key())).rejects.toMatchObject({ code: 'already_running' })
    await expect(programs.stop(key())).rejects.toMatchObject({ code: 'not_running' })
    await programs.hold('batch', [key()])
    const another = { ...identity, startTicks: `${Number(identity.startTicks) - 1}` }
    for (const agreed of [undefined, [], [another]])
      await expect(programs.stop(key(), { by: { batch: 'batch' }, ...(agreed && { agreed }) })).rejects.toMatchObject({
        code: 'not_running',
      })
    await programs.stop(key(), { by: { batch: 'batch' }, agreed: [identity] })
    expect(isAlive(identity.pid)).toBe(false)
    expect(programs.slot(key())).toMatchObject({ state: 'stopped', heldBy: 'batch', pid: null })
    await programs.start(key(), { by: { batch: 'batch' } })
    await until(
      () => stateOf(programs),
      (state) => state === 'starting' || state === 'running',
    )
  })

  test('its end is told as that of one that Smeshdesk did not start', async () => {
    const { identity } = await stranger()
    await until(
      () => usersOfFolder(data()),
      ({ users }) => users.some(({ seenBy }) => seenBy === 'open-file'),
    )
    const programs = await open()
    process.kill(identity.pid, 'SIGKILL')
    const node = await until(
      () => programs.slot(key()),
      (seen) => seen?.state === 'ended',
    )
    expect(node).toMatchObject({ startClosed: null, lastEnd: { meaning: 'external-ended', by: 'nobody' } })
  })

  test('a service whose data lies below the folder does not count as the node', async () => {
    await mkdir(join(data(), 'post'))
    await writeFile(join(data(), 'post', 'postdata_metadata.json'), '{}')
    const tool = await spawnProgram({
      program: '/bin/sh',
      args: ['-c', 'exec 9<"$1"; while :; do sleep 1; done', 'post-service', join(data(), 'post', 'postdata_metadata.json')],
      cwd: '/',
      logFile: join(folder, 'tool.log'),
      env: {},
    })
    await until(
      () => usersOfFolder(data()),
      ({ users }) => users.some(({ seenBy }) => seenBy === 'open-file'),
    )
    const programs = await open()
    await programs.start(key())
    process.kill(-tool.identity.pid, 'SIGKILL')
  })
})

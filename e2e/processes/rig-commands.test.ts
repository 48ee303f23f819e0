// The command line against real hosts: the same words as the screens, and no more rights than it needs.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Api } from '../../electron/contract/api.ts'
import { readDoorFile } from '../../electron/shell/console/door-file.ts'
import { openTerminal } from '../../electron/shell/console/meet-host.ts'
import { connect } from '../../renderer/bridge/client.ts'
import { nodeLook } from '../../renderer/features/nodes/node-state.ts'
import { nodesWords } from '../../renderer/words/nodes.ts'
import { stateWords } from '../../renderer/words/states.ts'
import { consoleProgram, startConsoleHost } from '../host/console-host.ts'
import { endAllBelow } from '../host/end-below.ts'
import { followState } from '../host/mirror.ts'
import { lightRig } from '../supervision/light-rig.ts'
import { isAlive, until } from './fake-service.ts'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

interface Ended {
  readonly code: number
  readonly out: string
  readonly error: string
}

/** The built program, as a person calls it. */
const call = (profile: string, ...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [consoleProgram, ...words, '--profile', profile], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, error: err }),
    )
  })
const parsed = ({ out }: Ended): Record<string, never> => JSON.parse(out)

/** The same for the same, in whatever order its fields came. */
const sorted = (value: unknown): string =>
  JSON.stringify(Object.entries(value as object).toSorted(([one], [other]) => one.localeCompare(other)))

async function open(profile: string) {
  const host = await startConsoleHost({ profile })
  endings.push(() => host.end('SIGTERM'))
  const page = await host.page()
  const seen = followState(page)
  endings.push(async () => seen.stop())
  return { host, page, seen }
}

async function light(count = 2) {
  const rig = await lightRig(count)
  endings.push(async () => {
    await endAllBelow(rig.folder)
    await rm(rig.folder, { recursive: true, force: true })
  })
  return rig
}

test('a host is asked and acts; without one it is looked at, and nothing is started or stopped', async () => {
  const rig = await light()
  const [first = '', second = ''] = rig.names
  expect(await call(rig.folder, 'services', 'start', first)).toMatchObject({
    code: 3,
    error: expect.stringContaining('nothing was started'),
  })
  const { host, seen } = await open(rig.folder)
  await seen.when('the services', 20_000, ({ services }) => services[first]?.slot.startClosed === null)
  expect(await call(rig.folder, 'services', 'start', '--all')).toEqual({
    code: 0,
    out: `${first}: Running\n${second}: Running\n`,
    error: '',
  })
  expect(seen.state().services[first]?.slot.state).toBe('running')
  const [pid = 0] = await rig.starts(first)
  expect(await call(rig.folder, 'services', 'start', first)).toMatchObject({ code: 0, out: `${first} is left as it is. It runs.\n` })
  expect(await rig.starts(first)).toEqual([pid])
  expect(parsed(await call(rig.folder, 'services', '--json'))).toMatchObject({
    host: true,
    profile: rig.folder,
    services: rig.names.map((name) => ({ name, title: nodesWords.services.state.running })),
  })
  expect(await call(rig.folder, 'services', 'stop', first)).toMatchObject({ code: 0, out: `${first}: Stopped\n` })
  expect(isAlive(pid)).toBe(false)
  expect(await call(rig.folder, 'services', 'stop', first, 'none')).toMatchObject({ code: 2 })
  expect(await call(rig.folder, 'log', first)).toMatchObject({ code: 0, out: expect.stringContaining('obtained metadata') })
  await host.end('SIGTERM')
  const alone = await call(rig.folder, 'services', '--json')
  expect(parsed(alone)).toMatchObject({
    host: false,
    services: [{ title: 'Stopped' }, { title: 'Running', slot: { pid: (await rig.starts(second))[0] } }],
  })
  expect(await call(rig.folder, 'services', 'stop', second)).toMatchObject({ code: 3 })
  expect(isAlive((await rig.starts(second))[0] ?? 0)).toBe(true)
})

test('a terminal may look, and start and stop programs; a host of which only the file is left is none', async () => {
  const rig = await light(1)
  const { host } = await open(rig.folder)
  const door = join(rig.folder, 'door.json')
  const channel = await openTerminal(await readDoorFile(door))
  const client = connect<Api>(channel)
  for (const asked of [
    client.rig.setKeepAwake({ on: false }),
    client.folders.roots(null),
    client.notices.targets(null),
    client.doctor.run(null),
  ])
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  channel.close()
  await host.end('SIGKILL')
  expect(await readFile(door, 'utf8')).toContain('127.0.0.1')
  expect(await call(rig.folder, 'services')).toMatchObject({ code: 0, error: expect.stringContaining('a look of its own') })
})

test('two profiles with one data folder: what the one looks after the other does not start, and says whose it is', async () => {
  const rig = await light(1)
  const other = await mkdtemp(join(tmpdir(), 'smeshdesk-other-'))
  endings.push(() => rm(other, { recursive: true, force: true }))
  await cp(join(rig.folder, 'settings.json'), join(other, 'settings.json'))
  await cp(rig.program, join(other, 'post-service'))
  const [name = ''] = rig.names
  const first = await open(rig.folder)
  await first.seen.when('the service of the first', 20_000, ({ services }) => services[name]?.slot.startClosed === null)
  const second = await open(other)
  await second.seen.when(
    'the folder told as the first’s',
    20_000,
    ({ services }) => services[name]?.slot.startClosed === `folder-of:${rig.folder}`,
  )
  const key = rig.key(name)
  await expect(second.page.services.start({ name: key.name })).rejects.toMatchObject({
    code: 'folder_taken',
    message: expect.stringContaining(rig.folder),
  })
  expect(await call(other, 'services', 'start', name)).toMatchObject({
    code: 1,
    out: expect.stringContaining(`the profile ${rig.folder} looks after`),
  })
  expect(await rig.starts(name)).toEqual([])
  // Both at once, again and again: one process at most.
  await Promise.allSettled([second, first, second].map(({ page }) => page.services.start({ name: key.name })))
  expect(
    await until(
      () => rig.starts(name),
      ({ length }) => length > 0,
    ),
  ).toHaveLength(1)
  await first.host.end('SIGKILL')
  // Its service lives on: taken for what it is, not started beside it.
  await second.seen.when('the service of nobody', 40_000, ({ services }) => services[name]?.slot.state === 'external')
  await expect(second.page.services.start({ name: key.name })).rejects.toMatchObject({ code: 'already_running' })
  expect(await rig.starts(name)).toHaveLength(1)
})

test('of a rig with nodes it says what the screens say, in their words', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'smeshdesk-words-'))
  endings.push(async () => {
    await endAllBelow(profile)
    await rm(profile, { recursive: true, force: true })
  })
  const { page, seen } = await open(profile)
  await page.rig.startSimulated(null)
  await seen.when(
    'the simulated rig',
    180_000,
    ({ rig, identities }) => rig.simulation !== null && rig.starting === null && Object.keys(identities).length === 10,
  )
  await page.simulation.setSpeed({ speed: 0 })
  /** Both look at one moment: asked again when the state went on meanwhile. */
  const same = async (words: readonly string[], said: () => unknown, shown: (answer: never) => unknown) =>
    until(
      async () => {
        const before = JSON.stringify(said())
        const answer = parsed(await call(profile, ...words, '--json'))
        return before === JSON.stringify(said()) ? [sorted(shown(answer as never)), sorted(said())] : null
      },
      (pair) => pair !== null && pair[0] === pair[1],
    )
  const titles = () => Object.fromEntries(Object.values(seen.state().identities).map(({ id, state }) => [id, stateWords(state).title]))
  await same(['identities'], titles, ({ identities }: { identities: { id: string; title: string }[] }) =>
    Object.fromEntries(identities.map(({ id, title }) => [id, title])),
  )
  const nodes = () => Object.fromEntries(Object.values(seen.state().nodes).map((node) => [node.name, nodeLook(node).title]))
  await same(['nodes'], nodes, ({ nodes: all }: { nodes: { name: string; title: string }[] }) =>
    Object.fromEntries(all.map(({ name, title }) => [name, title])),
  )
  const verdict = () => ({ ...seen.state().verdict, provenAt: null })
  await same(['status'], verdict, ({ status }: { status: Record<string, unknown> }) =>
    Object.fromEntries(Object.keys(verdict()).map((field) => [field, field === 'provenAt' ? null : status[field]])),
  )
  const asked = await call(profile, 'nodes', 'stop', Object.keys(seen.state().nodes)[0] ?? '', '--yes')
  expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/: Stopped\n$/) })
  await until(
    () => call(profile, 'nodes'),
    ({ out }) => out.includes(nodesWords.stopped),
  )
}, 300_000)

// Ways to two signers, each as it was found: the built app, real processes of a simulated network, and its record of every signature.
import { cpSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../host/until.ts'
import { type AppLife, startApp } from '../kill/app-under-kill.ts'
import { batchesIn } from '../kill/batch-journal.ts'
import { startAll } from '../kill/hostile-init.ts'
import { type KillRig, makeRig } from '../kill/rig.ts'
import { endAll } from '../kill/running.ts'
import { isOrdered, order, startStruck } from '../kill/struck-app.ts'
import * as blind from './blind-rig.ts'

const { at } = blind
let rig: KillRig
let app: AppLife | null = null
const isOpen = (): AppLife => {
  if (app === null) throw new Error('no app')
  return app
}
async function open(): Promise<AppLife> {
  app = await startApp(rig)
  return app
}

beforeEach(async () => {
  rig = await makeRig()
  await startAll(rig)
  await blind.untilSigning(rig)
}, 180_000)
afterEach(async () => {
  await app?.kill()
  app = null
  await endAll(rig)
  rmSync(rig.folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

const longMs = 400_000
const key = (...names: string[]) => at(rig, ...names)
const putKey = (node: string) => writeFileSync(key(node, 'identities', 'a1.key'), blind.keyText(rig), { mode: 0o600 })

test(
  'A1: an entry with another folder than its program’s closes the plan, and nobody else signs',
  async () => {
    blind.copyFolder(rig, 'A', 'A-old')
    blind.editNode(rig, 'A', (node) => ({ ...node, dataFolder: at(rig, 'A-old') }))
    const { plan, checks } = await blind.scanUntil(await open(), rig, { id: 'folders-named', verdict: 'fail' })
    expect(plan).toBeNull()
    expect(checks.find(({ id }) => id === 'folders-named')?.evidence).toContain(at(rig, 'A-old'))
    expect(batchesIn(rig.folder)).toEqual([])
    await blind.layersPass(rig, 3)
    expect([blind.signedBy(rig).length, blind.violations(rig)]).toEqual([1, []])
  },
  longMs,
)

/** The app is gone right after it has announced the source's end, before anything was done. */
async function goneBeforeTheStop(): Promise<string> {
  app = await startStruck(rig)
  order(rig, { record: 'INTENT stop-source', when: 'after', signal: 'SIGKILL' })
  await blind.begin(app, rig, 'B').catch(() => undefined)
  await until('the app is struck', { deadlineMs: 60_000 }, () => !isOrdered(rig))
  await app.kill()
  const [batch] = batchesIn(rig.folder)
  if (batch === undefined) throw new Error('no move was begun')
  return batch
}

test(
  'A2: the source was moved to another disk while a move waits: neither folder’s key is touched, nothing is armed, nobody is started',
  async () => {
    const batch = await goneBeforeTheStop()
    const before = blind.nodeNamed(rig, 'A')
    await blind.endNode(before)
    blind.copyFolder(rig, 'A', 'A2')
    const there = {
      ...before,
      dataFolder: at(rig, 'A2'),
      arguments: before.arguments.map((word) => (word === at(rig, 'A') ? at(rig, 'A2') : word)),
    }
    blind.editNode(rig, 'A', () => there)
    await blind.layersPass(rig, 3)
    const pid = await blind.startNode(rig, there)
    const row = await blind.resume(await open(), batch)
    expect(row).toMatchObject({ state: 'planned', problem: { code: 'binding-changed' } })
    expect(blind.loadableIn(rig, 'A', 'A2', 'B')).toEqual(['A', 'A2'])
    await blind.layersPass(rig, 4)
    expect(blind.pidsNow(there)).toEqual([pid])
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'A2: an entry that names an idle copy while a move waits: nothing goes on by its name, and it moves once that is put right',
  async () => {
    const batch = await goneBeforeTheStop()
    const before = blind.nodeNamed(rig, 'A')
    const running = blind.pidsNow(before)
    blind.copyFolder(rig, 'A', 'A-idle')
    const idle = before.arguments.map((word) => (word === at(rig, 'A') ? at(rig, 'A-idle') : word))
    blind.editNode(rig, 'A', (node) => ({ ...node, dataFolder: at(rig, 'A-idle'), arguments: idle }))
    const row = await blind.resume(await open(), batch)
    expect(row).toMatchObject({ state: 'planned', problem: { code: 'binding-changed' } })
    expect(blind.loadableIn(rig, 'A', 'A-idle', 'B')).toEqual(['A', 'A-idle'])
    expect(blind.pidsNow(before)).toEqual(running)
    expect(blind.violations(rig)).toEqual([])
    await isOpen().end('SIGTERM')
    blind.editNode(rig, 'A', () => before)
    rmSync(at(rig, 'A-idle'), { recursive: true })
    expect(await blind.end(await open(), batch)).toEqual({ state: 'moved', problem: null })
    expect(blind.loadableIn(rig, 'A', 'B')).toEqual(['B'])
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'A3: put back while a third node of the settings has the key: the source gets none and is not started, until that is put right',
  async () => {
    const third = blind.anotherNode(rig, 'C')
    blind.editNodes(rig, (nodes) => [...nodes, third])
    await blind.startNode(rig, third)
    const batch = await blind.begin(await open(), rig, 'B')
    await blind.whenRow(isOpen(), batch, ({ state }) => state === 'source-retired')
    await isOpen().kill()
    await blind.endNode(third)
    putKey('C')
    await blind.startNode(rig, third)
    const waiting = await blind.whenRow(await open(), batch, ({ activity }) => activity !== 'running')
    await isOpen()
      .client.migration.abort({ batch })
      .catch(() => undefined)
    const row = await blind.whenRow(isOpen(), batch, ({ activity, problem }) => activity !== 'running' && problem?.code === 'key-elsewhere')
    expect(row.journalHead).not.toBe(waiting.journalHead)
    expect(row.problem?.detail).toContain('C')
    expect(blind.loadableIn(rig, 'A', 'B', 'C')).toEqual(['C'])
    expect(blind.pidsNow(blind.nodeNamed(rig, 'A'))).toEqual([])
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
    await blind.endNode(third)
    rmSync(key('C', 'identities', 'a1.key'))
    await blind.layersPass(rig, 3)
    await blind.startNode(rig, third)
    expect(await blind.end(isOpen(), batch)).toEqual({ state: 'aborted', problem: null })
    expect(blind.loadableIn(rig, 'A', 'B', 'C')).toEqual(['A'])
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'A4: an old profile is asked to go on with a move that ended, and whose key has gone on since: nothing is touched',
  async () => {
    const third = blind.anotherNode(rig, 'C')
    blind.editNodes(rig, (nodes) => [...nodes, third])
    await blind.startNode(rig, third)
    const memory = ['batches', 'slots', 'settings.json']
    const first = await blind.begin(await open(), rig, 'B')
    await blind.whenRow(isOpen(), first, ({ state }) => state === 'source-retired')
    await isOpen().kill()
    mkdirSync(at(rig, 'kept'))
    for (const name of memory) cpSync(at(rig, name), at(rig, 'kept', name), { recursive: true })
    expect(await blind.resume(await open(), first)).toMatchObject({ state: 'moved' })
    const second = await blind.begin(isOpen(), rig, 'C')
    await blind.whenRow(isOpen(), second, ({ activity }) => activity !== 'running')
    expect(blind.loadableIn(rig, 'A', 'B', 'C')).toEqual(['C'])
    await isOpen().end('SIGTERM')
    for (const name of memory) rmSync(at(rig, name), { recursive: true })
    for (const name of memory) cpSync(at(rig, 'kept', name), at(rig, name), { recursive: true })
    const row = await blind.resume(await open(), first)
    expect(row).toMatchObject({ activity: 'frozen', problem: { code: 'superseded' } })
    expect(blind.loadableIn(rig, 'A', 'B', 'C')).toEqual(['C'])
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'A5: a copy that turns up at a third node after the consent: the target gets no key, until the copy is gone',
  async () => {
    const batch = await blind.begin(await open(), rig, 'B')
    await blind.whenRow(isOpen(), batch, ({ state }) => state === 'source-retired')
    putKey('Z')
    const row = await blind.whenRow(isOpen(), batch, ({ activity }) => activity !== 'running')
    expect(row).toMatchObject({ activity: 'needs-resume', problem: { code: 'key-elsewhere' } })
    expect(row.problem?.detail).toContain(key('Z', 'identities', 'a1.key'))
    expect(blind.loadableIn(rig, 'A', 'B', 'Z')).toEqual(['Z'])
    rmSync(key('Z', 'identities', 'a1.key'))
    expect(await blind.end(isOpen(), batch)).toEqual({ state: 'moved', problem: null })
    expect(blind.loadableIn(rig, 'A', 'B', 'Z')).toEqual(['B'])
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'A6: a node that is known by its addresses alone and lists the key closes the plan, with its name',
  async () => {
    const third = blind.anotherNode(rig, 'C')
    putKey('C')
    blind.editNodes(rig, (nodes) => [...nodes, { ...third, program: null, arguments: [], dataFolder: null }])
    await blind.startNode(rig, third)
    const { plan, checks } = await blind.scanUntil(await open(), rig, { id: 'not-listed-elsewhere', verdict: 'fail' })
    expect(plan).toBeNull()
    // Whichever of the two is taken for the source, the other one is named.
    expect(checks.find(({ id }) => id === 'not-listed-elsewhere')?.evidence).toMatch(/^\["listed-by","[AC]"\]/)
    expect(batchesIn(rig.folder)).toEqual([])
  },
  longMs,
)

test(
  'A7: a node outside the settings that runs with a hard link of the key closes the plan, with its process',
  async () => {
    const unknown = blind.anotherNode(rig, 'X')
    linkSync(key('A', 'identities', 'a1.key'), key('X', 'identities', 'x.key'))
    const pid = await blind.startNode(rig, unknown)
    const { plan, checks } = await blind.scanUntil(await open(), rig, { id: 'no-stranger', verdict: 'fail' })
    expect(plan).toBeNull()
    expect(checks.find(({ id }) => id === 'no-stranger')?.evidence).toContain(String(pid))
    expect(checks.find(({ id }) => id === 'one-name')).toMatchObject({ verdict: 'fail' })
    expect(batchesIn(rig.folder)).toEqual([])
  },
  longMs,
)

test(
  'B4: another node answers at the target’s address while the target is down: the plan stays closed',
  async () => {
    await blind.endNode(blind.nodeNamed(rig, 'B'))
    const elsewhere = blind.nodeNamed(rig, 'Z').addresses.public
    blind.editNode(rig, 'B', (node) => ({ ...node, addresses: { ...node.addresses, public: elsewhere } }))
    const { plan, checks } = await blind.scanUntil(await open(), rig, { id: 'own-answers', verdict: 'fail' })
    expect(plan).toBeNull()
    expect(checks.find(({ id }) => id === 'own-answers')?.evidence).toContain('B')
    expect(batchesIn(rig.folder)).toEqual([])
  },
  longMs,
)

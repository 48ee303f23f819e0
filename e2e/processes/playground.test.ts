// The simulated rig as the app runs it: ready before its first gap, it stands, runs faster, breaks and is mended, and leaves nothing.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import type { BreakName } from '../../electron/contract/model/simulation.ts'
import type { State } from '../../electron/contract/state.ts'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { endAllBelow } from '../host/end-below.ts'
import { followState, type StateMirror } from '../host/mirror.ts'
import { until } from '../host/until.ts'

const minute = 60_000
let profile = ''
let host: ConsoleHost
let client: Client<Api>
let mirror: StateMirror
const rig = (...names: string[]) => join(profile, 'simulated', ...names)

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'smeshdesk-playground-'))
  host = await startConsoleHost({ profile })
  client = await host.page()
  mirror = followState(client)
})
afterAll(async () => {
  mirror.stop()
  await host.end('SIGKILL')
  await endAllBelow(profile)
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})

const identity = ({ identities }: State, name: string) => {
  const row = Object.values(identities).find((one) => one.name === name)
  if (row === undefined) throw new Error(`no identity ${name}`)
  return row
}

/** When the cycle gap that is open or comes next opens, on this computer's clock. */
function gapOpens({ epoch }: State, now: number): number {
  if (epoch === null || epoch.phaseShiftMs === null || epoch.cycleGapMs === null) throw new Error('no clock')
  const length = epoch.layerMs * epoch.layersPerEpoch
  const first = epoch.genesisAt + epoch.phaseShiftMs
  return first + Math.ceil((now - first) / length) * length - epoch.cycleGapMs
}

/** Bytes that a service has read, as it says itself; `null` while it reads nothing. */
async function readBytes(name: string): Promise<number | null> {
  const address = mirror.state().services[name]?.operatorAddress
  const said = (await (await fetch(`http://${address}/status`)).json()) as { Proving?: { position: number } } | string
  return typeof said === 'string' ? null : (said.Proving?.position ?? null)
}

/** The same, once it is above 0. */
const reads = (name: string) => until(`${name} reads`, { deadlineMs: 2 * minute }, () => readBytes(name))

/** How far each has come while that much time of this computer passed. */
async function readIn(ms: number, names: readonly string[]): Promise<number[]> {
  const before = await Promise.all(names.map(readBytes))
  const began = performance.now()
  await until('the time has passed', { deadlineMs: ms + minute }, () => performance.now() - began >= ms)
  const after = await Promise.all(names.map(readBytes))
  return names.map((name, at) => {
    const [from, to] = [before[at] ?? null, after[at] ?? null]
    if (from === null || to === null) throw new Error(`${name} does not read`)
    return to - from
  })
}

/** The layer that a node is in, with its fraction, by what it tells of its clock. */
async function layerOf(node: string): Promise<{ layer: number; layerMs: number }> {
  const config = JSON.parse(readFileSync(rig(`${node}.json`), 'utf8')) as { api: { 'grpc-json-listener': string } }
  const url = `http://${config.api['grpc-json-listener']}/spacemesh.v2alpha1.NetworkService/Info`
  const told = (await (await fetch(url, { method: 'POST', body: '{}' })).json()) as { genesisTime: string; layerDuration: string }
  const layerMs = Number.parseFloat(told.layerDuration) * 1000
  return { layer: (Date.now() - Date.parse(told.genesisTime)) / layerMs, layerMs }
}

test('is ready with ten identities, and its first gap opens within two minutes', async () => {
  await client.rig.startSimulated(null)
  const state = await mirror.when('the rig is ready', 90_000, (one) => one.rig.simulation !== null && one.rig.starting === null && one)
  expect(state.rig.simulation).toMatchObject({ speed: 1, pausedAt: null })
  expect(Object.values(state.identities).map(({ name }) => name.replace(/\.key$/, ''))).toHaveLength(10)
  expect(Object.values(state.identities).every(({ life }) => life.done.includes('registered'))).toBe(true)
  const opensIn = gapOpens(state, Date.now()) - Date.now()
  expect(opensIn).toBeGreaterThan(-5_000)
  expect(opensIn).toBeLessThan(2 * minute)
})

describe('its clock', () => {
  test('runs four times as fast, and every node and the page know within two seconds', async () => {
    const before = await layerOf('home')
    await client.simulation.setSpeed({ speed: 4 })
    await mirror.when('the page knows', 2_000, ({ epoch, rig: { simulation } }) => epoch?.layerMs === 15_000 && simulation?.speed === 4)
    const after = await layerOf('home')
    expect([before.layerMs, after.layerMs, (await layerOf('attic')).layerMs]).toEqual([minute, 15_000, 15_000])
    expect(after.layer - before.layer).toBeLessThan(0.5)
    expect(mirror.state().epoch).toMatchObject({ phaseShiftMs: 150_000, cycleGapMs: 105_000, gracePeriodMs: 15_000 })
  })

  test('stands: the layer does, and a proof that is being made', async () => {
    await reads('diskB_post1')
    await client.simulation.setSpeed({ speed: 0 })
    const { pausedAt } = await mirror.when('it stands', 2_000, ({ rig: { simulation } }) => simulation?.pausedAt && simulation)
    const before = await layerOf('home')
    expect(await readIn(4_000, ['diskB_post1'])).toEqual([0])
    const after = await layerOf('home')
    // Told in whole seconds while it stands: at four times the speed that is a fifteenth of a layer.
    expect(Math.abs(after.layer - before.layer)).toBeLessThan(0.08)
    const { epoch } = mirror.state()
    if (epoch === null || pausedAt === null) throw new Error('no clock')
    expect(Math.abs((pausedAt - epoch.genesisAt) / epoch.layerMs - before.layer)).toBeLessThan(0.1)
  })

  test('goes on where it stood', async () => {
    const standing = await layerOf('home')
    await client.simulation.setSpeed({ speed: 4 })
    await mirror.when('it runs', 2_000, ({ rig: { simulation } }) => simulation?.pausedAt === null)
    expect(Math.abs((await layerOf('home')).layer - standing.layer)).toBeLessThan(0.3)
    const from = await reads('diskB_post1')
    await until('it reads on', { deadlineMs: minute }, async () => (await reads('diskB_post1')) !== from)
  })
})

describe('breaks and mends', () => {
  const breaks = async (what: BreakName) => {
    await client.simulation.break({ what })
    await mirror.when(`${what} is told`, 2_000, ({ rig: { simulation } }) =>
      simulation?.breaks.some((one) => one.what === what && one.since !== null),
    )
  }
  const mends = async (what: BreakName) => {
    await client.simulation.mend({ what })
    await mirror.when(`${what} is mended`, 2_000, ({ rig: { simulation } }) =>
      simulation?.breaks.some((one) => one.what === what && one.since === null),
    )
  }
  const serviceIs = (name: string, wanted: string) =>
    mirror.when(`${name} ${wanted}`, 30_000, ({ services }) => services[name]?.slot.state === wanted)
  const keyIs = (name: string, wanted: string) =>
    mirror.when(`key ${name} ${wanted}`, 30_000, (state) => identity(state, name).cell.key === wanted)

  test('a proof: it comes late', async () => {
    await reads('diskA_post2')
    await breaks('late-proof')
    const [slow = 0, usual = 0] = await readIn(4_000, ['diskA_post2', 'diskB_post1'])
    expect(usual).toBeGreaterThan(2 * slow)
    await mends('late-proof')
  })

  test('a service', async () => {
    await breaks('stop-service')
    await serviceIs('diskB_post1', 'stopped')
    await mends('stop-service')
    await serviceIs('diskB_post1', 'running')
  })

  test('data', async () => {
    const file = rig('post', 'diskC_post2', 'postdata_2.bin')
    const { size } = statSync(file)
    await breaks('cut-data')
    expect(statSync(file).size).toBe(size / 2)
    await mends('cut-data')
    expect(statSync(file).size).toBe(size)
    await serviceIs('diskC_post2', 'running')
  })

  test('the PoET', async () => {
    const config = JSON.parse(readFileSync(rig('home.json'), 'utf8')) as { main: { 'poet-servers': [{ address: string }] } }
    const answers = () =>
      fetch(`${config.main['poet-servers'][0].address}/v1/info`, { headers: { connection: 'close' } }).then(
        ({ ok }) => ok,
        () => false,
      )
    expect(await answers()).toBe(true)
    await breaks('cut-poet')
    await until('it is cut', { deadlineMs: 2_000 }, async () => !(await answers()))
    await mends('cut-poet')
    await until('it answers', { deadlineMs: 2_000 }, answers)
  })

  test('a key, and a key that lies in two nodes', async () => {
    await breaks('break-key')
    await keyIs('diskB_post3', 'defective')
    await mends('break-key')
    await keyIs('diskB_post3', 'ok')
    await breaks('copy-key')
    await keyIs('diskE_post1', 'duplicate')
    await mends('copy-key')
    await keyIs('diskE_post1', 'ok')
  })

  test('a node, killed', async () => {
    await breaks('kill-node')
    await mirror.when('attic is silent', 30_000, ({ nodes }) => nodes.attic?.slot?.pid === null && nodes.attic.reach !== 'answers')
    await mends('kill-node')
    await mirror.when('attic answers', minute, ({ nodes }) => nodes.attic?.reach === 'answers')
  })

  test('nothing twice', async () => {
    await expect(client.simulation.mend({ what: 'cut-poet' })).rejects.toMatchObject({ code: 'not_running' })
  })
})

test('leaves nothing behind', async () => {
  await client.rig.stopSimulated(null)
  await mirror.when('no rig is open', 2 * minute, ({ rig: state }) => state.kind === 'none' && state.starting === null)
  expect(mirror.state().rig.simulation).toBeNull()
  expect(existsSync(rig())).toBe(false)
})

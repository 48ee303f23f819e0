// Who only uses a node's folder or config is never signalled by a move; a node is ended when a person agreed to that very process.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openSession, type Session } from '../../electron/app/session.io.ts'
import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import type { MovePlan } from '../../electron/contract/model/migration.ts'
import { faultLog } from '../../electron/faults/index.ts'
import type { SlotKey } from '../../electron/processes/index.ts'
import { endAllBelow } from '../host/end-below.ts'
import { startAll } from '../kill/hostile-init.ts'
import { type KillRig, makeRig } from '../kill/rig.ts'
import { launch, pidsOf, programsOf } from '../kill/running.ts'
import { isAlive, until } from '../processes/fake-service.ts'

/** Opens a file, if one is named, stays, and writes down each signal that it gets. */
const bystander = `#!${process.execPath}
const { appendFileSync, openSync } = require('node:fs')
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => appendFileSync(process.env.SIGNALS, process.pid + ' ' + signal + '\\n'))
if (process.env.OPENS) openSync(process.env.OPENS, 'r')
if (process.env.READS) { const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(process.env.READS, { readOnly: true }); db.prepare('SELECT count(*) FROM sqlite_master').all(); globalThis.db = db }
appendFileSync(process.env.SIGNALS, process.pid + ' stands\\n')
setInterval(() => undefined, 1000)
`

let rig: KillRig
let session: Session | null = null
const [a, b, c] = ['A', 'B', 'C'].map((name) => RigName.parse(name)) as [RigName, RigName, RigName]
const at = (...names: string[]) => join(rig.folder, ...names)
const said = () => readFileSync(at('signals'), { encoding: 'utf8', flag: 'a+' }).split('\n')
const standing: ChildProcess[] = []

interface Stand {
  readonly as: string
  readonly args: readonly string[]
  readonly opens?: string
  readonly reads?: string
  readonly cwd?: string
}

/** A process that is no node, under the name of a usual tool. */
async function stand({ as, args, opens = '', reads = '', cwd = rig.folder }: Stand): Promise<number> {
  mkdirSync(at('tools'), { recursive: true })
  writeFileSync(at('tools', as), bystander)
  chmodSync(at('tools', as), 0o755)
  const env = { ...process.env, SIGNALS: at('signals'), OPENS: opens, READS: reads }
  const child = spawn(at('tools', as), args, { cwd, env, detached: true, stdio: 'ignore' })
  standing.push(child)
  const pid = child.pid ?? 0
  await until(said, (lines) => lines.includes(`${pid} stands`))
  return pid
}
const leave = () => standing.splice(0).map((child) => child.kill('SIGKILL'))

/** Three nodes on one config file, each with its own folder, lock and listeners on its command line. */
function shareConfig(): void {
  const settings = rig.settings()
  const [network, ...nodes] = settings.nodes
  const first = nodes[0]
  if (network === undefined || first === undefined) throw new Error('a rig without nodes')
  const config = JSON.parse(readFileSync(at('A.json'), 'utf8'))
  const listen = String(config.p2p.listen)
  delete config.api
  delete config.p2p.listen
  writeFileSync(at('network.json'), JSON.stringify(config))
  const genesis = first.arguments.find((word) => word.startsWith('--genesis-time')) ?? ''
  const third = { public: '127.0.0.1:', private: '127.0.0.1:', post: '127.0.0.1:', json: '127.0.0.1:' }
  for (const key of Object.keys(third) as (keyof typeof third)[]) {
    const port = Number(nodes[1]?.addresses[key]?.split(':')[1])
    third[key] = `127.0.0.1:${port + 1_000}`
  }
  mkdirSync(at('C', 'identities'), { recursive: true })
  writeFileSync(at('C', '.smeshdesk-simulated'), '')
  const all = [...nodes, { ...first, name: 'C', dataFolder: at('C'), addresses: third }]
  const shared = all.map((node, index) => ({
    ...node,
    arguments: [
      '-c',
      at('network.json'),
      genesis,
      '-d',
      node.dataFolder,
      '--filelock',
      at(`${node.name}.lock`),
      ...['public', 'private', 'post', 'json'].map((name) => `--grpc-${name}-listener=${node.addresses[name as 'public']}`),
      `--listen=${listen.replace(/\d+$/, (port) => String(Number(port) + 100 * index))}`,
    ],
  }))
  writeFileSync(at('settings.json'), JSON.stringify({ ...settings, nodes: [network, ...shared] }))
}

beforeAll(async () => {
  rig = await makeRig()
  shareConfig()
  await startAll(rig)
}, 120_000)
afterEach(() => leave())
afterAll(async () => {
  await session?.close()
  await endAllBelow(rig.folder)
  rmSync(rig.folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

const pidOf = (name: string): number => {
  const program = programsOf(rig, 'nodes').find((one) => one.name === name)
  return program === undefined ? 0 : (pidsOf(program)[0] ?? 0)
}
const id = () => SmesherId.parse(rig.ids.a1)
const request = () => ({ identity: id(), source: a, target: b })
const row = () => {
  const found = session?.migration.rows().at(-1)
  if (found === undefined) throw new Error('no batch')
  return found
}

/** As somebody else would start it; gives its process once it can be told. */
async function startAgain(kind: 'nodes' | 'services', name: string): Promise<number> {
  const program = programsOf(rig, kind).find((one) => one.name === name)
  if (program === undefined) throw new Error(`no ${name}`)
  launch(rig, program)
  const key: SlotKey = { kind: kind === 'nodes' ? 'node' : 'service', name: RigName.parse(name) }
  const [pid = 0] = await until(
    async () => ((await session?.programs.standing(key)) ?? []).flatMap(({ certain, identity }) => (certain ? [identity.pid] : [])),
    (pids) => pids.length > 0,
  )
  return pid
}

async function planned({ migration }: Session): Promise<MovePlan> {
  let open = ''
  const { plan } = await until(
    () => migration.scan(request()),
    ({ plan, checks }) => {
      open = checks.flatMap((check) => (check.verdict === 'pass' ? [] : [`${check.id}: ${check.evidence}`])).join('; ')
      return plan !== null
    },
    120_000,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${open}`)
  })
  if (plan === null) throw new Error(open)
  return plan
}

async function begin(opened: Session): Promise<MovePlan> {
  for (;;) {
    const plan = await planned(opened)
    const begun = await opened.migration
      .begin({ ...request(), hash: plan.hash, words: plan.consentWords })
      .catch((error: { code?: string }) => {
        if (error.code !== 'plan_changed') throw error
        return null
      })
    if (begun !== null) return plan
  }
}

async function goOn({ migration }: Session): Promise<void> {
  await migration.resume(row().batch, row().plan.consentWords)
  await migration.rested()
}

test('a whole move: bystanders are named and never signalled, nodes outside the plan run on, a node that came back is asked about', {
  timeout: 400_000,
}, async () => {
  const log = () => undefined
  session = await openSession({
    folder: rig.folder,
    version: '0',
    log,
    faults: faultLog(log),
    changed: () => undefined,
    owner: { isOurs: () => true },
  })
  const before = { a: pidOf('A'), b: pidOf('B'), c: pidOf('C'), z: pidOf('Z') }
  expect(Object.values(before)).not.toContain(0)

  const folder = at('A')
  const inTheWay = {
    backup: await stand({ as: 'backup', args: ['--keep', '7'], opens: join(folder, 'state.sql') }),
    reader: await stand({ as: 'sqlite', args: [], reads: join(folder, 'local.sql') }),
    web: await stand({ as: 'http-server', args: ['-d', folder] }),
    unpack: await stand({ as: 'unzip', args: ['-o', at('old.zip'), '-d', folder] }),
    other: await stand({ as: 'sync', args: ['-c', at('network.json'), '-d', folder], opens: join(folder, 'local.sql') }),
  }
  const beside = [
    await stand({ as: 'nano', args: [at('network.json')] }),
    await stand({ as: 'watch', args: ['-c', at('network.json')] }),
    await stand({ as: 'shell', args: [], cwd: folder }),
  ]

  await planned(session)
  const { checks } = await session.migration.scan(request())
  const known = checks.find((check) => check.id === 'ends-known')
  expect(known?.verdict).toBe('warn')
  for (const pid of Object.values(inTheWay)) expect(known?.evidence).toContain(`["process","${pid}","",`)

  const plan = await begin(session)
  expect(plan.ends?.map(({ what, pid, folder: on }) => [what, pid, on])).toEqual([
    ['node', before.a, folder],
    ['node', before.b, at('B')],
    ['service', pidsOf(programsOf(rig, 'services').find(({ name }) => name === 'a1') ?? (undefined as never))[0], at('post', 'a1')],
  ])
  await session.migration.rested()

  expect(row()).toMatchObject({ state: 'planned', activity: 'needs-resume', problem: { code: 'source-active' } })
  const named = row().inTheWay ?? []
  for (const pid of Object.values(inTheWay)) {
    expect(named.find((one) => one.pid === pid)).toMatchObject({ what: 'other' })
    expect(row().problem?.detail).toContain(`["process","${pid}",`)
  }
  // Going on agrees to the end of nodes, never to theirs.
  await goOn(session)
  expect(row()).toMatchObject({ state: 'planned', problem: { code: 'source-active' } })
  expect(said().filter((line) => line.includes('SIG'))).toEqual([])
  expect([...Object.values(inTheWay), ...beside].every(isAlive)).toBe(true)
  expect([isAlive(before.a), isAlive(before.b), isAlive(before.c), isAlive(before.z)]).toEqual([false, true, true, true])

  // What only looks like a service is named, and is not ended for that.
  leave()
  await until(
    () => Object.values(inTheWay).some(isAlive),
    (alive) => !alive,
  )
  const sync = await stand({ as: 'sync', args: ['--dir', at('post', 'a1'), '--address', 'backup.example'] })
  await goOn(session)
  await goOn(session)
  expect(row()).toMatchObject({ state: 'planned', problem: { code: 'service-active' }, inTheWay: [{ what: 'other', pid: sync }] })
  expect(said().filter((line) => line.includes('SIG'))).toEqual([])

  // Whoever starts service and source again makes other processes of them, to whose end nobody has agreed.
  leave()
  await until(
    () => isAlive(sync),
    (alive) => !alive,
  )
  const again = { service: await startAgain('services', 'a1'), node: await startAgain('nodes', 'A') }
  await goOn(session)
  expect(row()).toMatchObject({ problem: { code: 'service-active' }, inTheWay: [{ what: 'service', pid: again.service }] })
  expect([isAlive(again.service), isAlive(again.node)]).toEqual([true, true])
  await goOn(session)
  expect(row()).toMatchObject({ problem: { code: 'source-active' }, inTheWay: [{ what: 'node', pid: again.node, folder }] })
  expect([isAlive(again.service), isAlive(again.node)]).toEqual([false, true])
  await goOn(session)
  expect(isAlive(again.node)).toBe(false)
  expect(row()).toMatchObject({ state: 'moved', problem: null })
  expect([pidOf('C'), pidOf('Z')]).toEqual([before.c, before.z])
  expect(session.programs.slot({ kind: 'node', name: b })).toMatchObject({ ours: true })
  expect(session.programs.slot({ kind: 'node', name: c })).toMatchObject({ ours: false, pid: before.c })
})

import childProcess from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { RigName } from '../electron/contract/model/basics.ts'
import { faultLog } from '../electron/faults/index.ts'
import { decide, desiredOf } from '../electron/processes/decide.ts'
import { memoryNow } from '../electron/processes/memory.io.ts'
import { Observer } from '../electron/processes/observer.io.ts'
import { identifyProcess } from '../electron/processes/process-identity.io.ts'
import { openGate, type ProgramDeps } from '../electron/processes/program-spec.ts'
import { newRecord } from '../electron/processes/slot.ts'
import { SlotTable } from '../electron/processes/slot-table.io.ts'
import { Surroundings } from '../electron/processes/surroundings.io.ts'
import { checkSettings } from '../electron/settings/index.ts'
import { type BenchFigure, quantile } from './figure.ts'

/** As published of what people use today, for a hundred services: a cycle of their supervisor, and the programs it starts for it. */
const published = 'psm 36.0 s and 9,462 forks, sm-psm 19.8 s and 5,485 forks'
/** Half a minute of looks: every kind of look but that at folders is among them. */
const ticks = 30
/** A minute: every kind of look is among them, as often as it comes. */
const idleMs = 60_000

let forks = 0
/** Every way in which Node starts a program, counted. */
function countForks(): void {
  for (const name of ['spawn', 'execFile', 'exec', 'fork', 'spawnSync', 'execFileSync', 'execSync'] as const) {
    const plain = childProcess[name] as (...args: unknown[]) => unknown
    const counted = (...args: unknown[]) => {
      forks += 1
      return plain(...args)
    }
    Object.assign(childProcess, { [name]: counted })
  }
  syncBuiltinESMExports()
}

/** A process that sleeps, with an operator port of its own: nobody asks it, but whose port it is has to be looked at. */
async function sleepsAtPort(): Promise<{ readonly pid: number; readonly server: Server; readonly operatorAddress: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  // A server has the descriptor of its socket where a socket has it, and its types don't say so.
  const { _handle: handle } = server as unknown as { readonly _handle: { readonly fd: number } }
  const child = childProcess.spawn('/bin/sleep', ['100000'], { stdio: ['ignore', 'ignore', 'ignore', handle.fd], detached: true })
  child.unref()
  return { pid: child.pid ?? 0, server, operatorAddress: `127.0.0.1:${port}` }
}

/** So many services of which each runs, as an earlier Smeshdesk left them: a process that sleeps at its port, a log, a record. */
async function layOut(folder: string, count: number) {
  const sleepers: Awaited<ReturnType<typeof sleepsAtPort>>[] = []
  await mkdir(join(folder, 'slots'), { recursive: true })
  await mkdir(join(folder, 'logs'))
  const services: unknown[] = []
  for (let at = 0; at < count; at += 1) {
    const name = RigName.parse(`s${at}`)
    const data = join(folder, 'post', name)
    await mkdir(data, { recursive: true })
    const sleeper = await sleepsAtPort()
    sleepers.push(sleeper)
    const { pid, operatorAddress } = sleeper
    const args = ['--dir', data, '--address', 'http://127.0.0.1:1', '--threads', '1', '--operator-address', operatorAddress]
    services.push({ name, program: '/opt/post-service', arguments: args, dataFolder: data, node: null, operatorAddress })
    const logFile = join(folder, 'logs', `${name}.log`)
    await writeFile(logFile, '[2026-01-01T00:00:00Z INFO  post_service::client] obtained metadata: PostMetadata { }\n')
    const identity = await identifyProcess(pid)
    const token = at.toString(16).padStart(32, '0')
    const run = {
      stage: 'running',
      token,
      program: '/opt/post-service',
      args,
      cwd: folder,
      logFile,
      logOffset: 0,
      at: Date.now(),
      identity,
    }
    const record = { ...newRecord({ kind: 'service', name }), wanted: 'running', run }
    await writeFile(join(folder, 'slots', `service-${name}.json`), JSON.stringify(record))
  }
  return { sleepers, settings: checkSettings({ version: 1, simulated: true, nodes: [], services }) }
}

async function openOver(folder: string, settings: Awaited<ReturnType<typeof layOut>>['settings']) {
  const log = () => undefined
  const deps: ProgramDeps = {
    profileFolder: folder,
    now: Date.now,
    random: Math.random,
    log,
    faults: faultLog(log),
    changed: log,
    gate: openGate,
    memory: memoryNow,
    mayAct: () => true,
  }
  const table = new SlotTable(settings, deps)
  const around = new Surroundings(table, deps)
  const observer = new Observer(table, around, deps)
  await table.open()
  await around.lookAtFolders()
  await around.lookAtProcesses()
  return { table, observer }
}

/** Milliseconds of processor: what others on this computer do meanwhile is not ours. */
const worked = (act: () => void): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const timed = async (act: () => unknown): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

async function idlePercent(observer: Observer): Promise<number> {
  const before = process.cpuUsage()
  const began = performance.now()
  while (performance.now() - began < idleMs) {
    const ms = await timed(() => observer.tick())
    await wait(Math.max(0, 1_000 - ms))
  }
  const { user, system } = process.cpuUsage(before)
  return ((user + system) / 1_000 / (performance.now() - began)) * 100
}

async function figuresFor(count: number, barMs: number): Promise<BenchFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-supervise-'))
  const { sleepers, settings } = await layOut(folder, count)
  try {
    const { table, observer } = await openOver(folder, settings)
    const adopted = table.all().filter((slot) => slot.adopted).length
    if (adopted !== count) throw new Error(`${adopted} of ${count} were adopted`)
    const decisions: number[] = []
    const rows: number[] = []
    const cycles: number[] = []
    const before = forks
    for (let round = 0; round < ticks; round += 1) {
      cycles.push(await timed(() => observer.tick()))
      const now = Date.now()
      const decideAll = () => {
        for (const slot of table.all()) {
          decide(slot.facts({ process: 'alive' }), desiredOf(slot.record), now)
          decide(slot.facts(), desiredOf(slot.record), now)
        }
      }
      decisions.push(worked(decideAll))
      rows.push(worked(() => observer.rows()))
    }
    const started = forks - before
    const of = `${count} services`
    const figure = (name: string, value: number, part: Pick<BenchFigure, 'unit' | 'bar' | 'baseline'>): BenchFigure => ({
      name: `supervisor: ${name}, ${of}`,
      value,
      want: 'below',
      ...part,
    })
    return [
      figure('decisions of a cycle', quantile(decisions, 0.95), { unit: 'ms processor', bar: barMs, baseline: published }),
      figure('rows that are shown of it', quantile(rows, 0.95), { unit: 'ms processor', bar: barMs, baseline: published }),
      // A look each second has to be over before the next one.
      figure('a whole cycle with its looks', quantile(cycles, 0.95), { unit: 'ms p95', bar: 1_000, baseline: published }),
      figure('programs started in half a minute', started, { unit: 'forks', bar: 0, baseline: published }),
      figure('processor while nothing happens', await idlePercent(observer), {
        unit: '% of one',
        bar: count <= 100 ? 2 : 20,
        baseline: 'a look each second, all else as it is',
      }),
    ]
  } finally {
    for (const { pid, server } of sleepers) {
      process.kill(pid, 'SIGKILL')
      server.close()
    }
    await rm(folder, { recursive: true, force: true })
  }
}

/** What watching costs: a hundred services, and a thousand. */
export async function supervising(): Promise<readonly BenchFigure[]> {
  countForks()
  return [...(await figuresFor(100, 10)), ...(await figuresFor(1_000, 100))]
}

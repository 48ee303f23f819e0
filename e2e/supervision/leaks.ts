import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as z from 'zod/mini'
import { RigName } from '../../electron/contract/model/basics.ts'
import { faultLog } from '../../electron/faults/index.ts'
import { asksToRun } from '../../electron/processes/decide.ts'
import { LiveSlot } from '../../electron/processes/live-slot.io.ts'
import { openGate } from '../../electron/processes/program-spec.ts'
import { type Extent, line, type Measured } from './measured.ts'

const person = { person: true } as const
const around = { externalPid: null, named: null, elsewhere: null, answers: false, ownedBy: null, line: null, room: null }

setFlagsFromString('--expose-gc')
const gc: unknown = runInNewContext('gc')
/** What is not needed any more is no leak: it is collected, and the room for it given back, before memory is looked at. */
const collect = (): void => {
  if (typeof gc === 'function') for (let times = 0; times < 3; times += 1) gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

const handles = (): number => readdirSync('/proc/self/fd').length
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
const zombies = (): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return state === 'Z' && Number(parent) === process.pid
      } catch {
        return false
      }
    }).length

/** So many slots wait side by side: most of a stop is waiting. */
const beside = 16

function sleeperSlot(folder: string, name: string): LiveSlot {
  const log = () => undefined
  const spec = {
    key: { kind: 'service', name: z.parse(RigName, name) } as const,
    program: '/bin/sleep',
    args: ['100000'],
    cwd: folder,
    dataFolder: null,
    operatorAddress: null,
    logFile: join(folder, `${name}.log`),
    env: {},
  }
  return new LiveSlot(spec, null, {
    profileFolder: folder,
    now: Date.now,
    random: Math.random,
    log,
    faults: faultLog(log),
    gate: openGate,
    changed: log,
    memory: () => null,
    mayAct: () => true,
    heldBy: () => null,
    isDamaged: () => false,
    limits: () => ({}),
  })
}

async function turns(slots: readonly LiveSlot[], each: number): Promise<void> {
  const turn = async (slot: LiveSlot) => {
    await slot.start(asksToRun(person), around)
    await slot.stop({ graceMs: 30_000, hard: true, by: person })
  }
  const all = async (slot: LiveSlot) => {
    for (let round = 0; round < each; round += 1) await turn(slot)
  }
  await Promise.all(slots.map(all))
}

/** T30: slots, started and stopped again and again, with their records written each time. */
export async function leaks({ whole }: Extent): Promise<Measured[]> {
  const [each, warm] = whole ? [625, 100] : [10, 3]
  const rounds = each * beside
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-leaks-'))
  const slots = Array.from({ length: beside }, (_, at) => sleeperSlot(folder, `s${at}`))
  try {
    await turns(slots, warm)
    collect()
    const before = { fds: handles(), rss: process.memoryUsage().rss, heap: process.memoryUsage().heapUsed, timers: timers() }
    const began = performance.now()
    await turns(slots, each)
    const ms = performance.now() - began
    collect()
    const [fds, grown] = [handles() - before.fds, (process.memoryUsage().rss - before.rss) / 1024 ** 2]
    const used = (process.memoryUsage().heapUsed - before.heap) / 1024 ** 2
    const [dead, left] = [zombies(), timers() - before.timers]
    return [
      line('T30', `${rounds} starts and stops: open files, zombies, timers`, {
        holds: fds <= 5 && dead === 0 && left <= 0,
        measured: `${fds >= 0 ? '+' : ''}${fds}, ${dead}, ${left >= 0 ? '+' : ''}${left}`,
        bar: '≤ +5, 0, 0',
        time: `real time, ${beside} side by side, ${Math.round(ms / 1_000)} s`,
      }),
      line('T30', 'the same: memory', {
        holds: grown <= 20,
        measured: `${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MiB, ${used.toFixed(1)} in use`,
        bar: '≤ +20 MiB',
        time: `real time, after ${warm * beside} to warm up`,
      }),
    ]
  } finally {
    await Promise.all(slots.map((slot) => slot.close()))
    await rm(folder, { recursive: true, force: true })
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { RigName } from '../../electron/contract/model/basics.ts'
import { faultLog } from '../../electron/faults/index.ts'
import { asksToRun } from '../../electron/processes/decide.ts'
import { LiveSlot } from '../../electron/processes/live-slot.io.ts'
import { type Extent, line, type Measured } from './measured.ts'

const person = { person: true } as const
const around = { externalPid: null, named: null, elsewhere: null, answers: false, line: null, room: null }

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
  const [each, warm] = whole ? [625, 30] : [10, 3]
  const rounds = each * beside
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-leaks-'))
  const slots = Array.from({ length: beside }, (_, at) => sleeperSlot(folder, `s${at}`))
  try {
    await turns(slots, warm)
    globalThis.gc?.()
    const before = { fds: handles(), rss: process.memoryUsage().rss, timers: timers() }
    const began = performance.now()
    await turns(slots, each)
    const ms = performance.now() - began
    globalThis.gc?.()
    const [fds, grown] = [handles() - before.fds, (process.memoryUsage().rss - before.rss) / 1024 ** 2]
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
        measured: `${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MiB`,
        bar: '≤ +20 MiB',
      }),
    ]
  } finally {
    await Promise.all(slots.map((slot) => slot.close()))
    await rm(folder, { recursive: true, force: true })
  }
}

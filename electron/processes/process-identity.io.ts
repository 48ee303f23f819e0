import { execFile } from 'node:child_process'
import { linkOf, textOf } from './proc-entries.io.ts'
import { hasEnded, type ProcessStat, parseProcessStat } from './proc-files.ts'
import { type PsLine, parsePsLine, psArguments } from './ps-line.ts'

/**
 * Which process this is, for good: a pid alone may belong to a stranger a minute later (docs/protocol.md §14).
 * `exe` is evidence only: a script becomes its interpreter without becoming another process.
 */
export interface ProcessIdentity {
  readonly bootId: string
  readonly pid: number
  /** Linux: clock ticks since boot; macOS: the start as `ps` prints it, whole seconds. */
  readonly startTicks: string
  readonly exe: string
}

/** `unknown`: this system doesn't let us look. Never to be read as gone. */
export type Aliveness = 'alive' | 'gone' | 'unknown'

/** The kernel's own state of a process, Linux only; `null` when there is none (or none that has not ended). */
export function processStat(pid: number): ProcessStat | null {
  const text = textOf(`/proc/${pid}/stat`)
  const stat = text === null ? null : parseProcessStat(text)
  return stat === null || hasEnded(stat) ? null : stat
}

/** guess: the kernel tells starts in hundredths of a second, as on every processor that the programs are made for. */
const ticksPerSecond = 100

/** When a process that runs began, by the clock of now; `null` when that can't be told. Linux only. */
export function startedAt(pid: number, now: number): number | null {
  const stat = processStat(pid)
  return stat === null ? null : startOf(stat, now)
}

/** By `ps` on macOS; `null`: there is none that runs, `undefined`: it could not be asked, or answered in no form that is known. */
const psOf = (pid: number): Promise<PsLine | null | undefined> =>
  new Promise((resolve) => {
    execFile('/bin/ps', [...psArguments(pid)], { timeout: 2_000, env: { LC_ALL: 'C' } }, (failure, output) => {
      // It ends with 1, and nothing else, where there is no such process.
      if (failure !== null) return resolve(failure.code === 1 && output.trim() === '' ? null : undefined)
      const line = parsePsLine(output)
      return resolve(line === null ? undefined : line.zombie ? null : line)
    })
  })

const bootTimeOf = (): Promise<string> =>
  new Promise((resolve) => {
    execFile('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], { timeout: 2_000 }, (failure, output) =>
      resolve(failure === null ? output.trim() : ''),
    )
  })

let bootId: Promise<string> | null = null
const thisBoot = (): Promise<string> => {
  if (process.platform === 'linux') bootId ??= Promise.resolve(textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '')
  else bootId ??= process.platform === 'darwin' ? bootTimeOf() : Promise.resolve('')
  return bootId
}

/** The identity of a running process; `null` when there is none, or when this system doesn't let us tell (Windows: docs/not-verified.md). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  // Read at once: between the call and an answer the process may end and its pid be given away.
  const stat = process.platform === 'linux' ? processStat(pid) : null
  const exe = process.platform === 'linux' ? (linkOf(`/proc/${pid}/exe`) ?? '') : ''
  const boot = await thisBoot()
  if (stat !== null) return boot === '' ? null : { bootId: boot, pid, startTicks: stat.startTicks, exe }
  if (process.platform !== 'darwin') return null
  const line = await psOf(pid)
  return line == null || boot === '' ? null : { bootId: boot, pid, startTicks: line.started, exe: line.command }
}

/** When a process began, by this computer's clock, in milliseconds; `null` where that can't be told. `now`: as read just before. */
export function startOf({ startTicks }: Pick<ProcessIdentity, 'startTicks'>, now: number): number | null {
  const upSeconds = Number(textOf('/proc/uptime')?.split(' ')[0])
  if (!(upSeconds > 0) || !/^\d+$/.test(startTicks)) return null
  return Math.round(now - upSeconds * 1_000 + (Number(startTicks) * 1_000) / ticksPerSecond)
}

/** Whether this very process still runs. A zombie is gone. Never signals. */
export async function isSameProcess(identity: ProcessIdentity): Promise<Aliveness> {
  const boot = await thisBoot()
  if (boot === '') return 'unknown'
  if (identity.bootId !== boot) return 'gone'
  if (process.platform === 'linux') return processStat(identity.pid)?.startTicks === identity.startTicks ? 'alive' : 'gone'
  if (process.platform !== 'darwin') return 'unknown'
  const line = await psOf(identity.pid)
  if (line === undefined) return 'unknown'
  return line?.started === identity.startTicks ? 'alive' : 'gone'
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RunningProcess } from './around.ts'
import { ownBlindSpots } from './coverage.io.ts'
import type { BlindSpot } from './coverage.ts'
import { isOwnHolder } from './own-holders.ts'
import { descriptorsOf, linkOf } from './proc-entries.io.ts'
import { splitZero } from './proc-files.ts'
import { processStat } from './process-identity.io.ts'

/** A process, as far as it may be looked into. */
export interface SeenProcess extends RunningProcess {
  readonly startTicks: string
  /** Paths of the files that it has open. */
  readonly open: readonly string[]
  /** `false`: whoever it is, its files or its working folder could not be seen. */
  readonly complete: boolean
}

/** One look at all processes of this computer but our own, for as many questions as arise at that moment. */
export interface ProcessLook {
  readonly processes: readonly SeenProcess[]
  /** What could not be seen at all, not even a command line. */
  readonly blind: readonly BlindSpot[]
}

const batch = 64

const pids = (): number[] => readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))

const gone = new Set(['ENOENT', 'ESRCH'])

/** `null`: it has ended meanwhile, or is a kernel thread. `hidden`: it is there, and may not be looked at. */
function look(pid: number): SeenProcess | 'hidden' | null {
  const folder = `/proc/${pid}`
  let argv: string[]
  try {
    argv = splitZero(readFileSync(`${folder}/cmdline`))
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && gone.has(String(cause.code)) ? null : 'hidden'
  }
  if (argv.length === 0) return null
  const workingFolder = linkOf(`${folder}/cwd`)
  const open = descriptorsOf(pid)?.filter((path) => path.startsWith('/')) ?? null
  // Last: what has ended by now has nothing more in use.
  const stat = processStat(pid)
  if (stat === null) return null
  const { group, parent, startTicks } = stat
  return { pid, group, parent, startTicks, argv, workingFolder, open: open ?? [], complete: workingFolder !== null && open !== null }
}

/** Goes through `/proc` once, letting others run in between. Read only. Elsewhere than on Linux nothing can be seen. */
export async function lookAtProcesses(): Promise<ProcessLook> {
  if (process.platform !== 'linux') return { processes: [], blind: ['platform'] }
  const [blind, processes]: [BlindSpot[], SeenProcess[]] = [[...ownBlindSpots()], []]
  let done = 0
  for (const pid of pids()) {
    if (pid === process.pid || isOwnHolder(pid)) continue
    const looked = look(pid)
    if (looked === 'hidden') blind.push(`process ${pid}`)
    else if (looked !== null) processes.push(looked)
    done += 1
    if (done % batch === 0) await nextTurn()
  }
  return { processes, blind }
}

/** The process that carries `name=value` in its environment: how a child is found whose start was not written down in time. */
export function findByEnvironment(name: string, value: string): number | null {
  if (process.platform !== 'linux') return null
  for (const pid of pids()) {
    try {
      if (splitZero(readFileSync(join('/proc', String(pid), 'environ'))).includes(`${name}=${value}`) && processStat(pid) !== null)
        return pid
    } catch {
      // Another user's, or gone: not ours.
    }
  }
  return null
}

import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from './log.ts'

const TARGET = 'post_service'

type Fate = 'alive' | 'gone' | 'dead'

/** A process that ended and was not collected by its parent counts as dead. */
function fateOf(pid: number): Fate {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)) ? 'dead' : 'alive'
  } catch {
    // Without /proc (or without that process in it) only a signal tells.
  }
  if (pid <= 0) return 'gone'
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 'alive' : 'gone'
  }
}

/** Resolves when the process is gone; looks once per `intervalMs` (facts: spacemesh-protocol 5.1). */
export async function watchProcess(pid: number, options: { log: Log; intervalMs: number; signal: AbortSignal }): Promise<void> {
  options.log('INFO', TARGET, `watching PID ${pid}`)
  for (;;) {
    const fate = fateOf(pid)
    if (fate === 'gone') return options.log('INFO', TARGET, `PID ${pid} not found`)
    if (fate === 'dead') return options.log('INFO', TARGET, `PID ${pid} died (status: Zombie)`)
    await wait(options.intervalMs, undefined, { signal: options.signal })
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import { isSameProcess, type ProcessIdentity, processStat } from './process-identity.io.ts'

export interface StopOptions {
  /** How long after SIGTERM the process may take. */
  readonly graceMs: number
  /** Kill it after the grace; without, it stays and the caller is told. */
  readonly hard: boolean
  readonly signal?: AbortSignal
}

export type StopResult =
  /** It has ended; `killed` when SIGKILL was needed. */
  | { readonly kind: 'stopped'; readonly killed: boolean }
  | { readonly kind: 'was-gone' }
  /** Still there after the grace (and, if hard, after SIGKILL: it hangs in the kernel). */
  | { readonly kind: 'still-running' }
  /** This system can't tell whether it is the same process, so nothing was signalled. */
  | { readonly kind: 'not-told' }

const pollMs = 50
const killGraceMs = 5_000

/** Signals the process, and with it its group when it leads one. `false` when it has gone in between. */
async function signalSame(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
  if ((await isSameProcess(identity)) !== 'alive') return false
  const leads = process.platform === 'linux' ? processStat(identity.pid)?.group === identity.pid : false
  try {
    process.kill(leads ? -identity.pid : identity.pid, signal)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return false
    throw cause
  }
}

async function goneWithin(identity: ProcessIdentity, ms: number, signal?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + ms
  for (;;) {
    if ((await isSameProcess(identity)) === 'gone') return true
    if (performance.now() >= deadline || signal?.aborted === true) return false
    await wait(pollMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  }
}

/**
 * Ends a process: SIGTERM, then after the grace SIGKILL if `hard`. The identity is compared right before every signal,
 * so a stranger that was given the same pid is never hit. Throws Node's EPERM when it belongs to another user.
 */
export async function stopProcess(identity: ProcessIdentity, { graceMs, hard, signal }: StopOptions): Promise<StopResult> {
  const before = await isSameProcess(identity)
  if (before === 'gone') return { kind: 'was-gone' }
  if (before === 'unknown') return { kind: 'not-told' }
  if (!(await signalSame(identity, 'SIGTERM'))) return { kind: 'stopped', killed: false }
  if (await goneWithin(identity, graceMs, signal)) return { kind: 'stopped', killed: false }
  if (!hard || signal?.aborted === true) return { kind: 'still-running' }
  if (!(await signalSame(identity, 'SIGKILL'))) return { kind: 'stopped', killed: false }
  return (await goneWithin(identity, killGraceMs)) ? { kind: 'stopped', killed: true } : { kind: 'still-running' }
}

/** The exit of our own child arrives a moment after the process is seen gone. `null`: not within that time, or not our child. */
export function soon<Value>(promise: Promise<Value> | null, ms: number): Promise<Value | null> {
  if (promise === null) return Promise.resolve(null)
  return Promise.race([promise, new Promise<null>((resolve) => setTimeout(resolve, ms, null))])
}

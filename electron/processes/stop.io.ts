import { setTimeout as wait } from 'node:timers/promises'
import { isSameProcess, type ProcessIdentity, processStat } from './process-identity.io.ts'

export interface StopOptions {
  /** How long after SIGTERM the process may take. */
  readonly graceMs: number
  /** Kill it after the grace; without, it stays and the caller is told. */
  readonly hard: boolean
  readonly signal?: AbortSignal
  /**
   * Its whole group as well: for what we started ourselves, in a session of its own, so that nobody else can be in that group, and a
   * script between us and the program is ended with it. Of a process that others started the group may be their shell's, with a
   * backup or a log reader beside it: there its pid alone is signalled, and a wrapper around it ends by itself.
   */
  readonly group?: boolean
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

/** Signals the process, and its group when that is asked for and it leads one. `false` when it has gone in between. */
async function signalSame(identity: ProcessIdentity, [signal, group]: readonly ['SIGTERM' | 'SIGKILL', boolean]): Promise<boolean> {
  if ((await isSameProcess(identity)) !== 'alive') return false
  const leads = group && process.platform === 'linux' ? processStat(identity.pid)?.group === identity.pid : false
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
export async function stopProcess(identity: ProcessIdentity, { graceMs, hard, signal, group = false }: StopOptions): Promise<StopResult> {
  const before = await isSameProcess(identity)
  if (before === 'gone') return { kind: 'was-gone' }
  if (before === 'unknown') return { kind: 'not-told' }
  if (!(await signalSame(identity, ['SIGTERM', group]))) return { kind: 'stopped', killed: false }
  if (await goneWithin(identity, graceMs, signal)) return { kind: 'stopped', killed: false }
  if (!hard || signal?.aborted === true) return { kind: 'still-running' }
  if (!(await signalSame(identity, ['SIGKILL', group]))) return { kind: 'stopped', killed: false }
  return (await goneWithin(identity, killGraceMs)) ? { kind: 'stopped', killed: true } : { kind: 'still-running' }
}

/** The exit of our own child arrives a moment after the process is seen gone. `null`: not within that time, or not our child. */
export function soon<Value>(promise: Promise<Value> | null, ms: number): Promise<Value | null> {
  if (promise === null) return Promise.resolve(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  // What came in time leaves no timer behind.
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

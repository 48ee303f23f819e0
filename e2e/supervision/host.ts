import { type ChildProcess, spawn } from 'node:child_process'
import type { LightRig } from './light-rig.ts'

export interface Host {
  readonly child: ChildProcess
  /** What was asked for is started; `false`: it ended before. */
  readonly started: Promise<boolean>
  readonly ended: Promise<unknown>
}

/** A host in a process of its own; `killAfterMs` after the first birth of a child it kills itself. */
export function startHost(rig: LightRig, names: readonly string[], killAfterMs: number | null = null): Host {
  const entry = new URL('host.entry.ts', import.meta.url).pathname
  const env = killAfterMs === null ? process.env : { ...process.env, KILL_AFTER_MS: String(killAfterMs) }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, rig.folder, ...names], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const started = new Promise<boolean>((resolve) => {
    child.stdout.once('data', () => resolve(true))
    child.once('exit', () => resolve(false))
  })
  return { child, started, ended }
}

export async function kill({ child, ended }: Host): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { identifyProcess, type ProcessIdentity } from './process-identity.io.ts'
import type { ProgramSpec } from './program-spec.ts'

/**
 * Exactly these arguments stand after the program (an absolute path); no shell ever sees them. The child itself appends both of its
 * streams to the log file. `env` is added to the allow-list of our own environment.
 */
export type SpawnRequest = Pick<ProgramSpec, 'args' | 'cwd' | 'logFile' | 'env'> & { readonly program: string }

export interface Spawned {
  readonly identity: ProcessIdentity
  /** Fulfils when the child ends while this process lives. */
  readonly ended: Promise<{ readonly exit: number | null; readonly signal: string | null }>
  /** Ends the child by its handle, which never means a stranger; for systems where identities are not told. */
  readonly end: () => void
}

/** Nothing else of our environment reaches a child: no tokens, no Electron or Node switches. */
const allowed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LD_LIBRARY_PATH',
  'OCL_ICD_VENDORS',
  'XDG_RUNTIME_DIR',
  'SystemRoot',
  'SystemDrive',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PATHEXT',
  'RUST_LOG',
  'RUST_BACKTRACE',
]

function childEnvironment(added: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && (allowed.includes(name) || name.startsWith('LC_'))) env[name] = value
  }
  return { ...env, ...added }
}

/** Throws `program_missing` for what can't be started, before anything is. */
async function checkProgram(program: string): Promise<void> {
  const found = await stat(program).catch(() => null)
  if (found === null) throw new AppError('program_missing', saw('no-file', program))
  if (!found.isFile()) throw new AppError('program_missing', saw('no-plain-file', program))
  await access(program, constants.X_OK).catch(() => {
    throw new AppError('program_missing', saw('not-executable', program))
  })
}

const whenSpawned = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) => reject(new AppError('start_failed', cause.message)))
  })

const endOf = (child: ChildProcess): Spawned['ended'] =>
  new Promise((resolve) => {
    // Not `close`: there are no pipes, and after a signal the exit code is null while the signal is told.
    child.once('exit', (exit, signal) => resolve({ exit, signal }))
  })

/**
 * Starts a program in a session of its own, so that it outlives this process: no pipes, input from nowhere, output by descriptor.
 * `still`: asked in the turn of the start, whether it is the program that was meant. Throws `program_missing`, `start_failed`,
 * `hash_mismatch`.
 */
export async function spawnProgram(request: SpawnRequest, still: () => boolean = () => true): Promise<Spawned> {
  await checkProgram(request.program)
  await mkdir(dirname(request.logFile), { recursive: true, mode: 0o700 })
  const log = await open(request.logFile, 'a', 0o600)
  try {
    if (!still()) throw new AppError('hash_mismatch', saw('program-changed', request.program, '', ''))
    const child = spawn(request.program, [...request.args], {
      cwd: request.cwd,
      env: childEnvironment(request.env),
      detached: true,
      shell: false,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    const ended = endOf(child)
    // Asked in the same turn: until the loop turns, even a child that has ended keeps its pid.
    const identified = child.pid === undefined ? Promise.resolve(null) : identifyProcess(child.pid)
    await whenSpawned(child)
    child.unref()
    const identity = await identified
    const unknown = { bootId: '', pid: child.pid ?? 0, startTicks: '', exe: request.program }
    return { identity: identity ?? unknown, ended, end: () => void child.kill() }
  } finally {
    await log.close()
  }
}

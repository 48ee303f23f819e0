import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const program = 'flock'
const heldVariable = 'SMESHDESK_DEVNET_LOCK_HELD'
const raceExit = 97

export type LockResult = 'held' | 'taken' | 'impossible'

/** A lock held through an open file; kept so that it is never collected. */
const open: number[] = []

/**
 * Takes flock(LOCK_EX) on a file for the life of this process, so that /proc/locks names this process: it becomes `flock` and
 * that becomes the node again, all under one process id. Only the first call of a start does; the second finds the lock held.
 * Without util-linux the lock can't be taken: the caller says so.
 */
export function takeFileLock(path: string): LockResult {
  const held = `${process.pid}:${path}`
  if (process.env[heldVariable] === held) return 'held'
  mkdirSync(dirname(path), { recursive: true })
  const probe = spawnSync(program, ['-n', path, 'true'], { stdio: 'ignore' })
  if (probe.error) return 'impossible'
  if (probe.status !== 0) return 'taken'
  const [, script, ...rest] = process.argv
  if (script === undefined || typeof process.execve !== 'function') return holdThroughDescriptor(path)
  const command = [process.execPath, ...process.execArgv, script, ...rest]
  const locker = whereIs(program)
  if (locker === null) return holdThroughDescriptor(path)
  process.execve(locker, [program, '--nonblock', '--no-fork', '--conflict-exit-code', String(raceExit), path, ...command], {
    ...process.env,
    [heldVariable]: held,
  })
  return 'impossible'
}

/** flock(1) locks our open file and ends; the lock stays with the file. /proc/locks then names a process that is gone. */
export function holdThroughDescriptor(path: string): LockResult {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'a')
  const { status, error } = spawnSync(program, ['-n', '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
  if (!error && status === 0) {
    open.push(file)
    return 'held'
  }
  closeSync(file)
  return error ? 'impossible' : 'taken'
}

function whereIs(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

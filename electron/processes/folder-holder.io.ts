import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { saw } from '../contract/seen.ts'
import { addHolders, removeHolders } from './own-holders.ts'
import { processStat } from './process-identity.io.ts'

/**
 * A stopped node's database, and its lock file where it has one, kept locked by a process of ours: no node comes up on them. One that has the
 * lock file to itself has loaded its keys by then, waits for the database, and goes on when it is let go (docs/protocol.md §9).
 */
export interface HeldNode {
  /** The processes that hold the locks: no sign of anybody else. */
  readonly pids: readonly number[]
  /** Whether the lock file is held, too: not where the system has no program for it. */
  readonly lockHeld: boolean
  /** Still held: a holder that was ended by others holds nothing. */
  held(): boolean
  release(): Promise<void>
}

/**
 * The kernel forgets a file's locks when their process closes any descriptor of that file: so they live in a process of their own, which
 * does nothing else. It ends without closing the database, which would fold the `-wal` into it; and with its input, so with us.
 */
const program = `
const { DatabaseSync } = require('node:sqlite')
try {
  require('node:fs').statSync(process.argv[1])
  const database = new DatabaseSync(process.argv[1], { timeout: 0 })
  database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
  database.exec('BEGIN EXCLUSIVE; COMMIT')
  process.stdin.on('close', () => process.exit(0)).resume()
  process.stdout.write('held ' + process.pid + '\\n')
} catch (error) {
  process.stdout.write(((error.errcode & 255) === 5 ? 'busy' : 'failed ' + error.message) + '\\n')
  process.exit(1)
}
`
/** The exit code by which a lock that somebody else has is told from any other end. */
const lockTaken = 75
const answerMs = 10_000

/** What this program is run by; all but the first two are known under Electron alone. */
export interface Runtime {
  readonly execPath: string
  readonly platform: string
  readonly electron: string | undefined
  readonly resourcesPath: string | undefined
  /** It is not packaged. */
  readonly defaultApp: boolean
}

/** A program that runs as Node. The packaged app does not: started for that it would open itself once more. It brings one along. */
export function nodeProgram({ execPath, platform, electron, resourcesPath, defaultApp }: Runtime): string {
  if (electron === undefined || resourcesPath === undefined || defaultApp) return execPath
  return join(resourcesPath, 'console', platform === 'win32' ? 'node.exe' : 'node')
}

const ownRuntime = (): Runtime => ({
  execPath: process.execPath,
  platform: process.platform,
  electron: process.versions.electron,
  resourcesPath: 'resourcesPath' in process ? String(process.resourcesPath) : undefined,
  defaultApp: 'defaultApp' in process && process.defaultApp === true,
})

type Command = [string, string[]]

/** SQLite's exclusive mode leaves an empty `-wal` behind, which is nothing. */
const command = (node: string, database: string): Command => [node, ['--no-warnings', '-e', program, database]]

const withLock = (lockFile: string, [node, args]: Command): Command => [
  'flock',
  ['--exclusive', '--nonblock', '--conflict-exit-code', String(lockTaken), lockFile, node, ...args],
]

const start = ([name, args]: Command): ChildProcess =>
  spawn(name, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Where Electron itself is not packaged it is a plain Node, too.
    env: { PATH: process.env.PATH ?? '', ELECTRON_RUN_AS_NODE: '1' },
    windowsHide: true,
  })

/** The first line it prints; empty when it ends, or can't be started, before that. */
async function firstLine(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let text = ''
  child.stdout?.on('data', (part: Buffer) => {
    text = `${text}${part.toString('utf8')}`.slice(0, 1_000)
    if (text.includes('\n')) resolve(text.trim())
  })
  child.once('error', () => resolve(''))
  child.once('close', () => resolve(text.trim()))
  const timer = setTimeout(() => resolve(''), answerMs)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean => pid === undefined || exitCode !== null || signalCode !== null

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = once(child, 'exit')
  child.stdin?.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), answerMs)
  await gone
  clearTimeout(timer)
}

export type Holding =
  | { readonly kind: 'held'; readonly node: HeldNode }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly why: string }

async function hold(how: Command, lockHeld: boolean): Promise<Holding | null> {
  const child = start(how)
  const said = await firstLine(child)
  const pid = /^held (\d+)$/.exec(said)?.[1]
  if (pid !== undefined) {
    const pids = [...new Set([Number(pid), child.pid ?? Number(pid)])]
    addHolders(pids)
    const held = () => !hasEnded(child) && pids.every((one) => processStat(one) !== null)
    return { kind: 'held', node: { pids, lockHeld, held, release: () => end(child).finally(() => removeHolders(pids)) } }
  }
  await end(child)
  if (said === 'busy' || child.exitCode === lockTaken) return { kind: 'taken' }
  return said === '' ? null : { kind: 'failed', why: said }
}

/**
 * Locks a stopped node's `local.sql`, and its lock file, until released or until this program ends. `taken`: somebody has one of them.
 * Only the database is held where no program for file locks is installed, or the lock file can't be opened.
 */
export async function holdNode({ lockFile, database }: { readonly lockFile: string; readonly database: string }): Promise<Holding> {
  const node = nodeProgram(ownRuntime())
  if (!existsSync(node)) return { kind: 'failed', why: saw('no-file', node) }
  const alone = command(node, database)
  const both = await hold(withLock(lockFile, alone), true)
  if (both !== null) return both
  return (await hold(alone, false)) ?? { kind: 'failed', why: node }
}

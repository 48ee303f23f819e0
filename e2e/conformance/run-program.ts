import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ran } from './decisive.ts'

export interface ProgramRun {
  readonly argv: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string | null
  /** Signal to send when it still runs so long after its start. */
  readonly signalled: {
    readonly signal: NodeJS.Signals
    readonly afterMs: number
    /** Counts from its first output, however busy the machine is. */
    readonly fromFirstWord: boolean
    /** Not before it has said this on stdout. */
    readonly lastWord: string | null
  } | null
  /** Killed after this time whatever happens. */
  readonly deadlineMs: number
  /** Give the program loopback ports of its own, some of them taken. */
  readonly ownNetwork: { readonly takenPorts: readonly number[] } | null
}

/** Listens on the ports named in its arguments and says so, until its standard input ends. */
const HOLD = `const net=require('node:net');let n=process.argv.length-1;
for(const p of process.argv.slice(1))net.createServer().listen({host:'127.0.0.1',port:+p},()=>{if(--n===0)require('node:fs').writeFileSync('held','')});
setTimeout(()=>process.exit(),120000)`

let networkAllowed: boolean | undefined

/** True when this user may give a process a network of its own, so that cases with the same ports can run side by side. */
export function canIsolateNetwork(): boolean {
  networkAllowed ??= spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0
  return networkAllowed
}

function isolated(argv: readonly string[], ports: readonly number[]): readonly string[] {
  const hold =
    ports.length === 0
      ? ''
      : `"$CONFORMANCE_NODE" -e "$CONFORMANCE_HOLD" ${ports.join(' ')} </dev/null >/dev/null 2>&1 & echo $! >holder; while [ ! -e held ]; do sleep 0.02; done;`
  return ['unshare', '-n', 'sh', '-c', `ip link set lo up; ${hold} exec "$@"`, 'sh', ...argv]
}

function stopHolder(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'holder'), 'utf8')))
  } catch {
    // There was none, or it is gone.
  }
}

const FIRST_WORD_MS = 30_000

async function sendLater(
  when: NonNullable<ProgramRun['signalled']>,
  watched: { readonly files: readonly string[]; readonly signal: AbortSignal },
  send: () => void,
): Promise<void> {
  const latest = Date.now() + FIRST_WORD_MS
  const said = (word: string) => watched.files.some((file) => readFileSync(file, 'utf8').includes(word))
  const silent = () => watched.files.every((file) => statSync(file).size === 0)
  try {
    while (when.fromFirstWord && silent() && Date.now() < latest) await wait(20, undefined, { signal: watched.signal })
    await wait(when.afterMs, undefined, { signal: watched.signal })
    while (when.lastWord !== null && !said(when.lastWord) && Date.now() < latest + when.afterMs)
      await wait(50, undefined, { signal: watched.signal })
    send()
  } catch {
    // It ended before.
  }
}

/** Runs one program to its end, output to files by descriptor as the app does it. */
export async function runProgram(run: ProgramRun): Promise<Ran> {
  const argv = run.ownNetwork === null ? run.argv : isolated(run.argv, run.ownNetwork.takenPorts)
  const [program = '', ...args] = argv
  const stdout = join(run.folder, 'stdout.txt')
  const stderr = join(run.folder, 'stderr.txt')
  const out = openSync(stdout, 'w')
  const err = openSync(stderr, 'w')
  const child = spawn(program, args, {
    cwd: run.folder,
    env: { ...run.env, CONFORMANCE_HOLD: HOLD, CONFORMANCE_NODE: process.execPath },
    stdio: [run.stdin === null ? 'ignore' : 'pipe', out, err],
  })
  closeSync(out)
  closeSync(err)
  child.stdin?.end(run.stdin ?? '')
  let wasRunning = false
  const done = new AbortController()
  const hard = setTimeout(() => child.kill('SIGKILL'), run.deadlineMs)
  const { signalled } = run
  if (signalled !== null) {
    const send = () => {
      wasRunning = child.exitCode === null && child.signalCode === null
      child.kill(signalled.signal)
    }
    void sendLater(signalled, { files: [stdout, stderr], signal: done.signal }, send)
  }
  try {
    const ended = await new Promise<Pick<Ran, 'exit' | 'signal'>>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (exit, signal) => resolve({ exit, signal }))
    })
    return { ...ended, wasRunning, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') }
  } finally {
    clearTimeout(hard)
    done.abort()
    stopHolder(run.folder)
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface FirstStart {
  readonly program: string
  readonly arguments: readonly string[]
  readonly dataFolder: string
  readonly workFolder: string
  readonly poetPort: number
  readonly p2pPort: number
  /** Longest wait for the PoET to answer. */
  readonly deadlineMs: number
}

export interface FirstStartFacts {
  readonly poetKey: string
  readonly bootnode: string
}

async function askPoetKey(port: number): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/info`, { signal: AbortSignal.timeout(2000) })
    const body: unknown = await answer.json()
    const key = typeof body === 'object' && body !== null && 'servicePubkey' in body ? body.servicePubkey : null
    return typeof key === 'string' && key !== '' ? key : null
  } catch {
    return null
  }
}

/** The node's own network id; without one (a simulator may not need it) the address alone is enough. */
function readPeer(dataFolder: string): string {
  try {
    const key: unknown = JSON.parse(readFileSync(join(dataFolder, 'p2p', 'p2p.key'), 'utf8'))
    return typeof key === 'object' && key !== null && 'ID' in key ? `/p2p/${String(key.ID)}` : ''
  } catch {
    return ''
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function untilKnown(start: FirstStart, child: ChildProcess): Promise<string> {
  const deadline = Date.now() + start.deadlineMs
  while (Date.now() < deadline) {
    const key = await askPoetKey(start.poetPort)
    if (key !== null) return key
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('the network node ended in its first start, see first-start.log')
    await wait(100)
  }
  throw new Error('the PoET of the network node did not answer in time')
}

/**
 * Starts the network node once, only to learn its PoET's key and its own network id, and stops it: without the key in
 * its config a standalone node with two identities panics (facts: spacemesh-protocol 2.10). The key stays with the folder.
 */
export async function learnFromFirstStart(start: FirstStart): Promise<FirstStartFacts> {
  if ((await askPoetKey(start.poetPort)) !== null)
    throw new Error(`another PoET answers on port ${start.poetPort}: choose another --port-offset`)
  const log = openSync(join(start.workFolder, 'first-start.log'), 'a')
  const child = spawn(start.program, start.arguments, { stdio: ['ignore', log, log], cwd: start.workFolder })
  closeSync(log)
  child.on('error', () => child.kill())
  try {
    const poetKey = await untilKnown(start, child)
    return { poetKey, bootnode: `/ip4/127.0.0.1/tcp/${start.p2pPort}${readPeer(start.dataFolder)}` }
  } finally {
    await stop(child)
  }
}

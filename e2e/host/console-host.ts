import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket as NodeWebSocket } from 'ws'
import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import { connect } from '../../renderer/bridge/client.ts'
import { openSocketChannel } from '../../renderer/bridge/socket-channel.ts'
import { until } from './until.ts'

export const consoleProgram = new URL('../../out/console/smeshdesk.js', import.meta.url).pathname

/** A running console shell, as a user's `npm start` leaves it. */
export interface ConsoleHost {
  readonly pid: number
  /** The address with its one-time code, for a browser. */
  readonly link: string
  readonly readyMs: number
  readonly logFile: string
  /** Opens the wire as a page does, with the real halves of the bridge. Uses up the link. */
  page(): Promise<Client<Api>>
  /** Resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  /** Resolves when the process is gone, whoever ended it. */
  gone(): Promise<void>
}

const keys = new Map<string, string>()
const memoryKeys = {
  getItem: (name: string) => keys.get(name) ?? null,
  setItem: (name: string, value: string) => keys.set(name, value),
  removeItem: (name: string) => keys.delete(name),
}

/** Node's own WebSocket sends no Origin, and the host lets nobody in without one: a page always sends its own. */
function asPage(origin: string): void {
  class PageSocket extends NodeWebSocket {
    constructor(address: string) {
      super(address, { origin })
    }
  }
  Object.assign(globalThis, { WebSocket: PageSocket })
}

async function openPage(link: string): Promise<Client<Api>> {
  const { origin, host, hash } = new URL(link)
  asPage(origin)
  keys.clear()
  const channel = await openSocketChannel({ address: `ws://${host}/rpc`, origin, code: hash.replace('#code=', ''), keys: memoryKeys })
  return connect<Api>(channel)
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())))

export interface HostOptions {
  readonly profile: string
  readonly env?: Readonly<Record<string, string>>
  /** The built console program; the one of this checkout when not given. */
  readonly program?: string
}

/** Starts the built console program on a profile folder and waits for its address. Throws with its output when it ends before. */
export async function startConsoleHost({ profile, env, program = consoleProgram }: HostOptions): Promise<ConsoleHost> {
  const logFile = join(profile, `host-${Date.now()}.log`)
  const log = openSync(logFile, 'a')
  const began = performance.now()
  const child = spawn(process.execPath, [program, 'serve', '--profile', profile], {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
  })
  closeSync(log)
  const output = () => readFileSync(logFile, 'utf8')
  const link = await until('the console host gives its address', { deadlineMs: 20_000, everyMs: 10 }, () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the console host ended: ${output()}`)
    return /^Smeshdesk is at (\S+)$/m.exec(output())?.[1]
  })
  const readyMs = performance.now() - began
  return {
    pid: child.pid ?? 0,
    link,
    readyMs,
    logFile,
    page: () => openPage(link),
    gone: () => ended(child),
    end: async (signal) => {
      child.kill(signal)
      await ended(child)
    },
  }
}

import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import type { BatchRow } from '../../electron/contract/model/migration.ts'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { followState, type StateMirror } from '../host/mirror.ts'
import type { KillRig } from './rig.ts'

const startTries = 40
const againMs = 100

/** One life of the app: from its start to its kill, with a page connected. */
export interface AppLife {
  readonly client: Client<Api>
  readonly mirror: StateMirror
  row(batch: string): BatchRow | undefined
  readonly pid: number
  /** Resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  kill(): Promise<void>
  /** Resolves when the process is gone, whoever ended it. */
  gone(): Promise<void>
}

type Env = Readonly<Record<string, string>>

/** A killed host's profile is free as soon as the kernel has taken its lock away; nobody waits for it longer than that. */
async function startHost({ folder, program }: KillRig, env: Env): Promise<ConsoleHost> {
  for (let left = startTries; ; left -= 1) {
    try {
      return await startConsoleHost({ profile: folder, program, env })
    } catch (error) {
      if (left === 0 || !String(error).includes('in use')) throw error
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}

export const startApp = async (rig: KillRig, env: Env = {}): Promise<AppLife> => liveOf(await startHost(rig, env))

/** A page at a host that has the profile. */
export async function liveOf(host: ConsoleHost): Promise<AppLife> {
  const client = await host.page()
  const mirror = followState(client)
  await mirror.when('the page has a state', 20_000, () => true)
  const end = async (signal: NodeJS.Signals) => {
    const ended = host.end(signal)
    mirror.stop()
    await ended
  }
  return {
    client,
    mirror,
    row: (batch) => mirror.state().batches[batch],
    pid: host.pid,
    end,
    kill: () => end('SIGKILL'),
    gone: () => host.gone(),
  }
}

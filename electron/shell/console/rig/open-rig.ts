import type { Api } from '../../../contract/api.ts'
import type { ConsoleApi } from '../../../contract/console-api.ts'
import type { Client, Handlers } from '../../../contract/contract.ts'
import type { CoreOptions, StartCore } from '../../../core.ts'
import { NoHost, readDoorFile } from '../door-file.ts'
import { openTerminal } from '../meet-host.ts'

/** A rig that can be asked: by the host that has it, or by a core that only looks. */
export interface OpenRig {
  readonly client: Pick<Client<ConsoleApi>, 'state' | 'logs'>
  /** What starts and stops programs; `null` without a host: nobody would watch them. */
  readonly acts: Pick<Client<ConsoleApi>, 'nodes' | 'services'> | null
  close(): Promise<void>
}

export interface RigPlace {
  readonly doorFile: string
  readonly startCore: () => Promise<StartCore>
  readonly options: CoreOptions
}

async function beside(doorFile: string): Promise<OpenRig | null> {
  try {
    const channel = await openTerminal(await readDoorFile(doorFile))
    const { connect } = await import('../spoken/rig-acts.ts')
    const client = connect<ConsoleApi>(channel)
    return { client, acts: client, close: async () => channel.close() }
  } catch (error) {
    // Whoever sits there without being our host is told of, never looked past.
    if (error instanceof NoHost) return null
    throw error
  }
}

/** The core's own answers: its brands are gone only where the wire begins. */
const looks = ({ state, logs }: Handlers<Api>): OpenRig['client'] => {
  const context = (signal?: AbortSignal) => ({ signal: signal ?? new AbortController().signal, connection: {} })
  const client = {
    state: { watchState: (_: unknown, signal?: AbortSignal) => state.watchState({}, context(signal)) },
    logs: {
      watchLog: (input: Parameters<typeof logs.watchLog>[0], signal?: AbortSignal) => logs.watchLog(input, context(signal)),
    },
  }
  return client as unknown as OpenRig['client']
}

/** Asks the host that has the profile; without one, takes no hold of it, starts nothing and writes nothing. */
export async function openRig({ doorFile, startCore, options }: RigPlace): Promise<OpenRig> {
  const host = await beside(doorFile)
  if (host !== null) return host
  // What watches keeps no process alive, and here nothing else runs.
  const alive = setInterval(() => undefined, 60_000)
  try {
    const core = await (await startCore())({ ...options, looksOnly: true })
    return { client: looks(core.handlers), acts: null, close: () => core.close().finally(() => clearInterval(alive)) }
  } catch (error) {
    clearInterval(alive)
    throw error
  }
}

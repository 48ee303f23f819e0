import { join } from 'node:path'
import type { RigName } from '../contract/model/basics.ts'
import { behind } from '../faults/index.ts'
import { type KeyReader, scanIdentitiesFolder, unread } from '../identities/index.ts'
import { askPoets, loadNodeConfig, type NodeConfig } from '../nodes/index.ts'
import type { NodeSettings } from '../settings/index.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import type { Sighting } from './sightings.ts'

export interface KeysWatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly reader: KeyReader
  /** What the node's command line and configuration say. */
  readonly onConfig: (node: RigName, config: NodeConfig) => void
  /** The barrier of one source of this node. */
  readonly barrier: (source: string) => Barrier
}

/** Files change only by a person's or a move's hand: a look each fifteen seconds costs an open and a stat for each key. */
export const keysEveryMs = 15_000
const configEveryMs = 60_000
/** A PoET's answer changes with its own restart only (docs/protocol.md §7). */
const poetsEveryMs = 5 * 60_000

/** Asks the PoETs of a node for what its own configuration leaves unsaid: nobody is asked for what is known. Answers when to look again. */
function poetsOf(node: RigName, { clock, emit }: Pick<KeysWatchDependencies, 'clock' | 'emit'>) {
  const leaving = new AbortController()
  let heardAt: number | null = null
  const look = async ({ timing, poetServers }: NodeConfig): Promise<number> => {
    const isFresh = heardAt !== null && clock.now() - heardAt < poetsEveryMs
    if (timing !== null || poetServers === null || isFresh) return configEveryMs
    const addresses = poetServers.map(({ address }) => address)
    const told = await askPoets(addresses, leaving.signal)
    if (told === null || leaving.signal.aborted) return configEveryMs
    heardAt = clock.now()
    emit({ source: 'poet', node, at: heardAt, timing: told })
    return configEveryMs
  }
  return { look, stop: () => leaving.abort() }
}

/** Watches the key files and the configuration of one node. Read only; its database is never opened. */
export function watchKeys(
  node: Pick<NodeSettings, 'name' | 'program' | 'dataFolder' | 'arguments'> & { readonly folder: string },
  { clock, emit, reader, onConfig, barrier }: KeysWatchDependencies,
): { stop: () => void; now: () => Promise<void> } {
  const { name, dataFolder } = node
  let begun = 0
  let told = 0
  const scan = async (folder: string) => {
    const mine = ++begun
    const scanned = await behind(
      barrier('keys'),
      () => scanIdentitiesFolder(folder, reader),
      (detail) => unread(folder, detail),
    )
    // A look that began earlier and took longer may not have seen what was renamed meanwhile.
    if (mine > told) {
      told = mine
      emit({ source: 'keys', node: name, at: clock.now(), scan: scanned })
    }
    return keysEveryMs
  }
  const poets = poetsOf(name, { clock, emit })
  const loadConfig = async () => {
    const read = await loadNodeConfig(node.arguments, node.folder, dataFolder)
    onConfig(name, read)
    return read
  }
  const keys = dataFolder === null ? null : repeat(clock, () => scan(join(dataFolder, 'identities')), barrier('keys loop'))
  // Without a program nobody knows its arguments; with one, none means its defaults.
  const untold = node.arguments.length === 0 && node.program === null
  const config = untold ? null : repeat(clock, async () => poets.look(await loadConfig()), barrier('config'))
  return {
    stop: () => {
      keys?.stop()
      config?.stop()
      poets.stop()
    },
    now: async () => void (await Promise.all([dataFolder !== null && scan(join(dataFolder, 'identities')), !untold && loadConfig()])),
  }
}

import { join } from 'node:path'
import type { RigName } from '../contract/model/basics.ts'
import { type Clock, loadNodeConfig, type NodeConfig, repeat } from '../nodes/index.ts'
import type { KeyReader } from './key-reader.io.ts'
import { scanIdentitiesFolder } from './scan.io.ts'
import type { Sighting } from './sightings.ts'

export interface KeysWatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly reader: KeyReader
  /** What the node's command line and configuration say; heard each minute. */
  readonly onConfig: (node: RigName, config: NodeConfig) => void
}

/** Files change only by a person's or a move's hand: a look each fifteen seconds costs an open and a stat for each key. */
export const keysEveryMs = 15_000
const configEveryMs = 60_000

/** Watches the key files and the configuration of one node. Read only; its database is never opened. */
export function watchKeys(
  node: { readonly name: RigName; readonly dataFolder: string | null; readonly arguments: readonly string[]; readonly folder: string },
  { clock, emit, reader, onConfig }: KeysWatchDependencies,
): { stop: () => void; now: () => void } {
  const { name, dataFolder } = node
  const keys =
    dataFolder === null
      ? null
      : repeat(clock, async () => {
          const scan = await scanIdentitiesFolder(join(dataFolder, 'identities'), reader)
          emit({ source: 'keys', node: name, at: clock.now(), scan })
          return keysEveryMs
        })
  const config =
    node.arguments.length === 0
      ? null
      : repeat(clock, async () => {
          onConfig(name, await loadNodeConfig(node.arguments, node.folder))
          return configEveryMs
        })
  return {
    stop: () => {
      keys?.stop()
      config?.stop()
    },
    now: () => keys?.now(),
  }
}

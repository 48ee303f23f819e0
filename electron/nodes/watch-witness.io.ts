import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import { type NodeAddresses, type NodeClients, openClients } from './clients.io.ts'
import { askBans } from './malfeasance.io.ts'
import type { NodeSighting } from './sightings.ts'

const every = { answered: 60_000, unanswered: 30_000 }

export interface WitnessDependencies {
  readonly clock: Clock
  readonly emit: (sighting: NodeSighting) => void
  readonly barrier: (source: string) => Barrier
  readonly open?: (addresses: NodeAddresses) => NodeClients
  /** All that are known. */
  readonly ids: () => readonly SmesherId[]
  /** Genesis ids of the rig's own nodes: who is on another network knows nothing of these bans. */
  readonly networks: () => ReadonlySet<string>
}

/** Asks a node of somebody else for bans, and for nothing else: it is shown in no list, and its silence alarms nobody. */
export function watchWitness({ name, address }: { readonly name: RigName; readonly address: string }, deps: WitnessDependencies) {
  const { clock, emit, barrier, open = openClients, ids, networks } = deps
  const clients = open({ public: address, private: null, post: null })
  const ask = async (): Promise<number> => {
    const asked = ids()
    if (asked.length === 0) return every.unanswered
    const network = await clients.network()
    if (network.kind !== 'answer' || !networks().has(network.value.genesisId)) return every.unanswered
    const answers = await askBans(clients, asked, { node: name, now: clock.now })
    emit({ source: 'bans', node: name, at: clock.now(), answers })
    return every.answered
  }
  const loop = repeat(clock, ask, barrier('bans loop'))
  return {
    askNow: loop.now,
    stop: () => {
      loop.stop()
      clients.close()
    },
  }
}

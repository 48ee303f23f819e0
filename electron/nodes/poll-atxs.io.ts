import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { AtxFact, NodeClients } from './clients.io.ts'
import type { Clock } from './clock.ts'
import { atLeast, type NetworkFacts } from './node-facts.ts'
import type { NodeSighting } from './sightings.ts'

/** What a node told of itself; needed to know which epochs to ask for, and whether it speaks our layout. */
export interface ToldFacts {
  network: NetworkFacts | null
  version: string | null
}

export interface AtxPoll {
  readonly node: RigName
  readonly clients: Pick<NodeClients, 'atxs'>
  readonly clock: Clock
  readonly ids: () => readonly SmesherId[]
  readonly told: ToldFacts
  readonly emit: (sighting: NodeSighting) => void
}

/** Two epochs of fifty identities fill one answer of a hundred. */
const batchSize = 50
const atxsEvery = { knownMs: 60_000, unknownMs: 5_000 }

/** The current epoch and the one before: whoever published in neither has no eligibility ahead. */
function epochsAt({ genesisAt, layerMs, layersPerEpoch }: NetworkFacts, now: number): { readonly from: number; readonly to: number } {
  const current = Math.max(0, Math.floor((now - genesisAt) / (layerMs * layersPerEpoch)))
  return { from: Math.max(0, current - 1), to: current }
}

/** Asks which ATXs the network knows of these identities; only nodes from 1.6.1 on, whose layout is the one declared. */
export async function pollAtxs({ node, clients, clock, ids, told, emit }: AtxPoll): Promise<number> {
  const asked = ids()
  if (told.network === null || asked.length === 0 || !atLeast(told.version, [1, 6, 1])) return atxsEvery.unknownMs
  const epochs = epochsAt(told.network, clock.now())
  const atxs: AtxFact[] = []
  for (let at = 0; at < asked.length; at += batchSize) {
    const answer = await clients.atxs(asked.slice(at, at + batchSize), epochs)
    if (answer.kind !== 'answer') return atxsEvery.unknownMs
    atxs.push(...answer.value)
  }
  emit({ source: 'atxs', node, at: clock.now(), asked, epochs, atxs })
  return atxsEvery.knownMs
}

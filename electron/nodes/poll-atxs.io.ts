import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen } from '../contract/model/earned.ts'
import { type Clock, epochAt, epochMs, lastEpochs } from '../time/index.ts'
import type { NodeClients } from './clients.io.ts'
import { speaksLayout } from './earned.ts'
import type { NetworkFacts } from './node-facts.ts'
import type { NodeSighting, ToldFacts } from './sightings.ts'

export interface AtxPoll {
  readonly node: RigName
  readonly clients: Pick<NodeClients, 'atxs'>
  readonly clock: Clock
  readonly ids: () => readonly SmesherId[]
  readonly told: ToldFacts
  readonly emit: (sighting: NodeSighting) => void
}

/** Three epochs of thirty identities fit into one answer of a hundred. */
const batchSize = 30
const atxsEvery = { knownMs: 60_000, unknownMs: 5_000 }

/** Often enough that no epoch passes unasked, on networks of minutes too. */
const pauseAfter = (network: NetworkFacts): number => Math.max(atxsEvery.unknownMs, Math.min(atxsEvery.knownMs, epochMs(network) / 4))

/** Before the current epoch: what is told of an epoch is told after its end, and of the next one by it. */
const epochsBefore = 2

/** Asks which ATXs the network knows of these identities; only nodes from 1.6.1 on, whose layout is the one declared. */
export async function pollAtxs({ node, clients, clock, ids, told, emit }: AtxPoll): Promise<number> {
  const asked = ids()
  if (told.network === null || asked.length === 0 || !speaksLayout(told.version)) return atxsEvery.unknownMs
  const epochs = lastEpochs(epochAt(told.network, clock.now()), epochsBefore)
  const atxs: AtxSeen[] = []
  for (let at = 0; at < asked.length; at += batchSize) {
    const answer = await clients.atxs(asked.slice(at, at + batchSize), epochs)
    if (answer.kind !== 'answer') return atxsEvery.unknownMs
    atxs.push(...answer.value)
  }
  emit({ source: 'atxs', node, at: clock.now(), asked, epochs, atxs })
  return pauseAfter(told.network)
}

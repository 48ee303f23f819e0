import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Clock, epochAt, lastEpochs } from '../time/index.ts'
import type { NodeClients } from './clients.io.ts'
import { pageLimit, speaksLayout } from './earned.ts'
import type { NodeSighting, ToldFacts } from './sightings.ts'

export interface EarnedPoll {
  readonly node: RigName
  readonly clients: Pick<NodeClients, 'atxs' | 'rewards'>
  readonly clock: Clock
  /** Whom this node is to be asked for next; `null`: nobody now. */
  readonly next: () => SmesherId | null
  readonly told: ToldFacts
  readonly emit: (sighting: NodeSighting) => void
}

/** One identity a second at most, whatever the rig's size. */
const every = { identityMs: 1_000, idleMs: 5_000, unknownMs: 5_000, notServedMs: 60_000 }

/** Asks for the ATXs and payments of one identity: two questions of a page each. A node without the services is asked seldom. */
export async function pollEarned({ node, clients, clock, next, told, emit }: EarnedPoll): Promise<number> {
  if (told.network === null || !speaksLayout(told.version)) return every.unknownMs
  const id = next()
  if (id === null) return every.idleMs
  const epochs = lastEpochs(epochAt(told.network, clock.now()), pageLimit - 1)
  const [atxs, rewards] = await Promise.all([clients.atxs([id], epochs), clients.rewards(id)])
  emit({ source: 'earned', node, at: clock.now(), id, atxs, rewards })
  const unserved = [atxs, rewards].every((answer) => answer.kind === 'refused' && answer.code === 'unimplemented')
  return unserved ? every.notServedMs : every.identityMs
}

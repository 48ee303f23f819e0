import type { Check, Instant, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { knownNetworks } from './known-networks.ts'
import { type NodeMemory, reachOfNode, syncKnown } from './node-memory.ts'

/** What stands in the settings of a node. */
export interface NodePlace {
  readonly dataFolder: string | null
  readonly addresses: NodeRow['addresses']
  readonly simulated: boolean
}

export interface NodeRowFacts {
  readonly memory: NodeMemory
  readonly place: NodePlace
  /** How its process runs on this machine, and what may be done with it. */
  readonly slot: NodeRow['slot']
  /** Coinbase by the configuration, for as long as the node does not say. */
  readonly configuredCoinbase: string | null
  readonly setup: NodeRow['setup']
  /** Identities that its folder would load, beside those that it lists. */
  readonly loadable: readonly SmesherId[]
  /** Worst first. */
  readonly findings: readonly Check[]
}

/** Name of a network: the known ones by genesis, others by their address prefix. */
function networkName({ network }: NodeMemory): string | null {
  if (network === null) return null
  return knownNetworks.get(network.value.genesisId)?.name ?? (network.value.hrp || null)
}

function setupOf({ setup, memory }: NodeRowFacts): NodeRow['setup'] {
  const listed = [...(memory.postStates?.value.values() ?? [])]
  if (setup !== 'unknown' || listed.length === 0) return setup
  return listed.every(({ name }) => name === 'local.key') ? 'supervised' : 'remote'
}

const instant = (at: number | null): Instant | null => at as Instant | null

function reachShown({ memory, slot }: NodeRowFacts): NodeRow['reach'] {
  const reach = reachOfNode(memory)
  // The API comes up last: a live process that is silent is on its way (docs/protocol.md §2).
  return reach === 'silent' && slot?.pid != null ? 'starting' : reach
}

/** The row of the contract for one node. */
export function nodeRow(facts: NodeRowFacts): NodeRow {
  const { memory, place, slot, configuredCoinbase, loadable, findings } = facts
  const listed = [...(memory.postStates?.value.keys() ?? [])]
  return {
    name: memory.name,
    simulated: place.simulated || memory.simulated,
    dataFolder: place.dataFolder,
    addresses: place.addresses,
    reach: reachShown(facts),
    seenAt: instant(memory.seenAt),
    version: memory.version,
    genesisId: memory.network?.value.genesisId ?? null,
    network: networkName(memory),
    sync: syncKnown(memory)?.value ?? null,
    coinbase: memory.coinbase ?? configuredCoinbase,
    setup: setupOf(facts),
    identities: [...new Set([...listed, ...loadable])].sort(),
    findings: [...findings],
    error: reachOfNode(memory) === 'answers' && memory.postAnswers ? null : memory.error,
    slot,
  }
}

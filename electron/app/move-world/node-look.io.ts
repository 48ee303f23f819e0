import { join } from 'node:path'
import { Instant, type RigName } from '../../contract/model/basics.ts'
import { saw } from '../../contract/seen.ts'
import { isThere, simulatedMarker } from '../../found/index.ts'
import type { NodeLook, NodeTime } from '../../migration/index.ts'
import type { Answer } from '../../net/index.ts'
import { loadNodeConfig, type NetworkFacts, type NodeClients, type NodeConfig, openClients, timingAtPace } from '../../nodes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import type { Signs } from '../../silence/index.ts'
import { clockSkew } from '../../time/index.ts'
import { answersItself } from './answers-itself.io.ts'
import { dialOf } from './post-address.io.ts'

const answered = <T>(answer: Answer<T>): T | null => (answer.kind === 'answer' ? answer.value : null)

/** Opens the clients of a node for one set of questions. */
export async function withClients<Result>(node: NodeSettings, ask: (clients: NodeClients) => Promise<Result>): Promise<Result> {
  const clients = openClients(node.addresses, node)
  try {
    return await ask(clients)
  } finally {
    clients.close()
  }
}

/** Asks each of these nodes, all at once. */
export const askEach = <T>(nodes: readonly NodeSettings[], ask: (clients: NodeClients, node: RigName) => Promise<T>): Promise<T[]> =>
  Promise.all(nodes.map((node) => withClients(node, (clients) => ask(clients, node.name))))

/** A config that names no PoETs uses those that its preset has built in: equal presets of equal versions have equal lists. */
function poetsOf(config: NodeConfig, version: string | null): NodeLook['poets'] {
  if (config.problems.length > 0) return null
  if (config.poetServers !== null) return config.poetServers.map(({ address, pubkey }) => ({ address, key: pubkey ?? '' }))
  return version === null || !/^v?\d+\.\d+\.\d+/.test(version)
    ? null
    : [{ address: saw('built-in-poets', version, config.preset || 'mainnet'), key: '' }]
}

function timeOf(network: NetworkFacts | null, config: NodeConfig, simulated: boolean): NodeTime | null {
  if (network === null) return null
  const { genesisAt, layerMs, layersPerEpoch } = network
  const timing = timingAtPace(config, { layerMs, simulated })
  return {
    genesisAt: Instant.parse(genesisAt),
    layerMs,
    layersPerEpoch,
    phaseShiftMs: timing?.phaseShiftMs ?? null,
    cycleGapMs: timing?.cycleGapMs ?? null,
  }
}

export interface LookOptions {
  readonly profileFolder: string
  readonly silence: Signs
  readonly now: () => number
}

/** Everything a move must know of one node: its config, its folder's kind, its answers. What is not known is `null`. */
export async function lookAtNode(node: NodeSettings, { profileFolder, silence, now }: LookOptions): Promise<NodeLook> {
  const simulated = node.dataFolder !== null && (await isThere(join(node.dataFolder, simulatedMarker)))
  const config = await loadNodeConfig(node.arguments, profileFolder, node.dataFolder)
  const dial = dialOf(config, node)
  return withClients(node, async (clients) => {
    const [version, network, status, coinbase] = await Promise.all([
      clients.version().then(answered),
      clients.network().then(answered),
      clients.status().then((answer) => ({ answer: answered(answer), at: now() })),
      clients.coinbase().then(answered),
    ])
    return {
      name: node.name,
      simulated,
      dataFolder: node.dataFolder,
      localFileSystem: silence.localFileSystem,
      canStart: node.program !== null && node.dataFolder !== null,
      running: silence.users.length > 0 || silence.ports.some(({ open }) => open === true),
      version,
      genesisId: network?.genesisId ?? null,
      namedFolder: config.folder,
      postAddress: dial !== null && 'address' in dial ? dial.address : null,
      postTrouble: dial !== null && 'why' in dial ? { why: dial.why, listener: config.listeners.post ?? '' } : null,
      poets: poetsOf(config, version),
      coinbase: coinbase || config.coinbase,
      smeshingStart: config.problems.length > 0 ? null : config.smeshingStart,
      synced: status.answer?.synced ?? null,
      answersItself: answersItself(node, silence),
      clockSkewMs: network === null || status.answer === null ? null : clockSkew(network, status.answer.currentLayer, status.at),
      time: timeOf(network, config, simulated),
      programs: silence.programs ?? [],
      usedBy: silence.users,
    }
  })
}

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { whatLoads } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import { momentsOf, type Network } from './network.ts'

type Published = ReadonlyMap<number, number>

/** What is true, learned without the app: processes of this computer, key files, and the network node asked directly. */
export interface Oracle {
  readonly network: Network
  /** When the ATX of an identity in an epoch was first seen at the network node; `null` while it is not there. */
  publishedAt(identity: string, epoch: number): number | null
  /** How many of the rig's identities have an ATX of an epoch. */
  published(epoch: number): number
  hard(epoch: number): number
  /** Processes that have a folder on their command line. */
  processes(folder: string): readonly number[]
  /** Nodes in whose identities folder this identity's key would be loaded. */
  keyAt(identity: string): readonly string[]
  stop(): void
}

interface Listed {
  readonly activations?: readonly { readonly smesherId: string; readonly publishEpoch: number }[]
}

const askEveryMs = 500

async function listAtxs(address: string): Promise<Listed> {
  const response = await fetch(`http://${address}/spacemesh.v2alpha1.ActivationService/List`, {
    method: 'POST',
    body: JSON.stringify({ limit: '100' }),
    signal: AbortSignal.timeout(5_000),
  })
  return (await response.json()) as Listed
}

export function processesOf(folder: string): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
  const named = stdout.split('\n').filter((line) => line.split(/\s+/).includes(folder))
  return named.map((line) => Number.parseInt(line.trim(), 10)).filter((pid) => pid > 0 && pid !== process.pid)
}

/** The id that a key file of the rig ends with, as base64. */
const idOf = (text: string): string => Buffer.from(text.trim().slice(-64), 'hex').toString('base64')

export function startOracle(rig: OutsideRig, network: Network): Oracle {
  const [head] = rig.nodes
  const names = new Map(
    rig.services.map(({ name, node }) => [idOf(readFileSync(join(rig.folder, node, 'identities', `${name}.key`), 'utf8')), name]),
  )
  const seen = new Map<string, Map<number, number>>()
  const take = ({ activations = [] }: Listed) => {
    for (const { smesherId, publishEpoch } of activations) {
      const epochs = seen.get(names.get(smesherId) ?? '') ?? new Map<number, number>()
      seen.set(names.get(smesherId) ?? '', epochs)
      if (!epochs.has(publishEpoch)) epochs.set(publishEpoch, Date.now())
    }
  }
  const timer = setInterval(() => {
    listAtxs(head?.addresses.json ?? '').then(take, () => undefined)
  }, askEveryMs)
  const epochsOf = (identity: string): Published => seen.get(identity) ?? new Map()
  return {
    network,
    publishedAt: (identity, epoch) => epochsOf(identity).get(epoch) ?? null,
    published: (epoch) => [...names.values()].filter((name) => epochsOf(name).has(epoch)).length,
    hard: (epoch) => momentsOf(network, epoch).hard,
    processes: processesOf,
    keyAt: (identity) =>
      rig.nodes.filter(({ dataFolder }) => hasKey(join(dataFolder, 'identities'), identity, names)).map(({ name }) => name),
    stop: () => clearInterval(timer),
  }
}

const hasKey = (folder: string, identity: string, names: ReadonlyMap<string, string>): boolean =>
  whatLoads(readKeyFolders([folder])[folder] ?? []).ids.some((id) => names.get(idOf(id)) === identity)

import { resolve } from 'node:path'
import type { RigName, SmesherId } from '../../contract/model/basics.ts'
import type { AtxSeen } from '../../contract/model/earned.ts'
import type { Answered, IdentityLook } from '../../migration/index.ts'
import type { Answer } from '../../net/index.ts'
import { askBans } from '../../nodes/index.ts'
import { readMetadata, serviceCommandLine } from '../../post/index.ts'
import { type ProcessLook, realOr } from '../../processes/index.ts'
import type { NodeSettings, ServiceSettings, Settings } from '../../settings/index.ts'
import type { ProgramProcess } from '../../silence/index.ts'
import { epochAt, lastEpochs, plus } from '../../time/index.ts'
import { lookForKey } from './key-look.io.ts'
import type { MoveWorldDeps } from './move-world.io.ts'
import { askEach } from './node-look.io.ts'

/** Epochs that are asked for ATXs, back from the newest possible one: an identity that lives publishes in each. */
const epochsBack = 21

const bansOf = (nodes: readonly NodeSettings[], id: SmesherId, now: () => number): Promise<IdentityLook['bans']> =>
  askEach(nodes, async (clients, node) => {
    const proofs = (await askBans(clients, [id], { node, now })).map((answer) => answer.proofs)
    if (proofs.includes(null)) return { node, says: 'silent' }
    return { node, says: proofs.some((found) => (found ?? []).length > 0) ? 'banned' : 'not-proven' }
  })

function newestOf(answer: Answer<readonly AtxSeen[]>, id: SmesherId): IdentityLook['newestAtx'][number]['atx'] {
  if (answer.kind !== 'answer') return 'silent'
  const own = answer.value.filter(({ smesher }) => smesher === id).sort((one, other) => other.publishEpoch - one.publishEpoch)
  return { id: own[0]?.id ?? null, epoch: own[0]?.publishEpoch ?? null }
}

const atxsOf = (nodes: readonly NodeSettings[], id: SmesherId, now: () => number): Promise<IdentityLook['newestAtx']> =>
  askEach(nodes, async (clients, node) => {
    const network = await clients.network()
    if (network.kind !== 'answer') return { node, atx: 'silent' }
    const newest = plus(epochAt(network.value, now()), 1)
    return { node, atx: newestOf(await clients.atxs([id], lastEpochs(newest, epochsBack)), id) }
  })

/** The service whose PoST data belong to an identity; `null` when none is in the settings. */
async function serviceOf(settings: Settings, id: SmesherId): Promise<ServiceSettings | null> {
  for (const service of settings.services) {
    if (service.dataFolder === null) {
      if (service.identity === id) return service
      continue
    }
    const read = await readMetadata(service.dataFolder)
    if (read.ok && read.metadata.nodeId === id) return service
  }
  return null
}

/** Where the arguments of a service put its data, when that is another folder than its entry says. */
async function otherFolderOf({ arguments: args, dataFolder }: ServiceSettings, startedIn: string): Promise<string | null> {
  const { dir } = serviceCommandLine(args)
  if (dir === null || dir === '' || dataFolder === null) return null
  const path = resolve(startedIn, dir)
  return (await realOr(path)) === (await realOr(dataFolder)) ? null : path
}

interface IdentityLookOptions extends Pick<MoveWorldDeps, 'settings' | 'now' | 'lastSignedLayer' | 'published'> {
  /** A look at all processes, anew. */
  readonly processes: () => Promise<ProcessLook>
  readonly isRunning: (service: RigName) => boolean
  readonly programsOf: (service: RigName) => Promise<readonly ProgramProcess[]>
}

/** What the nodes of the settings answer of one identity. */
export async function askAbout(id: SmesherId, { nodes }: Pick<Settings, 'nodes'>, now: () => number): Promise<Answered> {
  const asked = nodes.filter(({ addresses }) => addresses.public !== null)
  const [bans, newestAtx] = await Promise.all([bansOf(asked, id, now), atxsOf(asked, id, now)])
  return { bans, newestAtx }
}

/** What all nodes and folders say of one identity. Read only. */
export async function lookAtIdentity(
  id: SmesherId,
  { settings: rig, processes, now, lastSignedLayer, published, isRunning, programsOf }: IdentityLookOptions,
): Promise<IdentityLook> {
  const [settings, startedIn] = [rig.current(), rig.folder]
  const [answered, key, service] = await Promise.all([
    askAbout(id, settings, now),
    lookForKey(settings, id, { profileFolder: startedIn, processes }),
    serviceOf(settings, id),
  ])
  return {
    id,
    name: service?.name ?? id.slice(0, 8),
    ...answered,
    lastSignedLayer: lastSignedLayer(id),
    published: published(id) ?? null,
    service:
      service === null
        ? null
        : {
            name: service.name,
            node: service.node,
            running: isRunning(service.name),
            programs: await programsOf(service.name),
            canStart: service.program !== null,
            otherFolder: await otherFolderOf(service, startedIn),
          },
    ...key,
  }
}

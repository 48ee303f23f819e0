import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SmesherId } from '../../contract/model/basics.ts'
import { createKeyReader, findKeyCopies, type IdentitiesScan, type KeyEntry, scanIdentitiesFolder } from '../../identities/index.ts'
import type { KeyLook } from '../../migration/index.ts'
import type { NodeSettings, Settings } from '../../settings/index.ts'
import { withClients } from './node-look.io.ts'
import { nodesAt, silenceFacts } from './silence-facts.io.ts'

type Reader = ReturnType<typeof createKeyReader>

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  )

/** Every file that the node would load was read. A data folder that isn't there, as on a disk that is not mounted, tells nothing. */
async function wasRead(dataFolder: string, { state, entries }: IdentitiesScan): Promise<boolean> {
  if (state === 'missing') return isFolder(dataFolder)
  return state === 'read' && !entries.some(({ defect }) => defect === 'not-readable')
}

/** `null`: the node does not answer. */
export const listsIdentity = (node: NodeSettings, id: SmesherId): Promise<boolean | null> =>
  withClients(node, async (clients) => {
    const states = await clients.postStates()
    return states.kind === 'answer' ? states.value.some((state) => state.id === id) : null
  })

async function keysOf(
  { name, dataFolder }: NodeSettings,
  id: SmesherId,
  reader: Reader,
): Promise<{ folder: string | null; copies: KeyLook['copies'] }> {
  if (dataFolder === null) return { folder: null, copies: [] }
  const scan = await scanIdentitiesFolder(join(dataFolder, 'identities'), reader)
  const copies = scan.entries
    .filter((entry) => entry.id === id)
    .map(({ path, place }) => ({ path, loadableBy: place === 'loaded' ? name : null }))
  return { folder: (await wasRead(dataFolder, scan)) ? dataFolder : null, copies }
}

/**
 * Signs of life of this folder alone: that it may come back by itself is another matter, and a lock file may be shared. Where no
 * database lies no node has ever run.
 */
async function runs(node: NodeSettings, profileFolder: string): Promise<boolean | null> {
  if (node.dataFolder === null) return null
  const { users, ports, database, usersComplete } = await silenceFacts(node, profileFolder, await nodesAt(node))
  if (users.length > 0 || ports.some(({ open }) => open === true) || database === 'in-use') return true
  return usersComplete || !existsSync(join(node.dataFolder, 'local.sql')) ? false : null
}

/** Who lists an identity, and which files hold its key, by every node and service of the settings. Takes 2 s at most per node. Read only. */
export async function lookForKey({ nodes, services }: Settings, id: SmesherId, profileFolder: string): Promise<KeyLook> {
  const reader = createKeyReader()
  const holds = (entry: KeyEntry) => entry.id === id
  const [seen, elsewhere] = await Promise.all([
    Promise.all(
      nodes.map(async (node) => {
        const [lists, keys] = await Promise.all([listsIdentity(node, id), keysOf(node, id, reader)])
        return { node: node.name, lists, ...keys, runs: lists === null ? await runs(node, profileFolder) : true }
      }),
    ),
    findKeyCopies(
      services.map(({ dataFolder }) => dataFolder),
      reader,
    ),
  ])
  return {
    nodes: seen.map(({ node, lists, folder, runs: up }) => ({ node, lists, folder, runs: up })),
    copies: [...seen.flatMap(({ copies }) => copies), ...elsewhere.filter(holds).map(({ path }) => ({ path, loadableBy: null }))],
  }
}

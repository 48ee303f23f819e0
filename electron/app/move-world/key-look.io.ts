import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RigName, SmesherId } from '../../contract/model/basics.ts'
import { createKeyReader, filesHolding, type HeldCopy, type KeyReader, scanIdentitiesFolder } from '../../identities/index.ts'
import type { KeyCopy, KeyLook } from '../../migration/index.ts'
import { lookAtProcesses, type ProcessLook } from '../../processes/index.ts'
import type { NodeSettings, Settings } from '../../settings/index.ts'
import { nodesAt, signsOf } from '../../silence/index.io.ts'
import { withClients } from './node-look.io.ts'
import { lookAtStrangers } from './strangers.io.ts'
import { wasRead } from './was-read.io.ts'

/** `null`: the node does not answer. */
export const listsIdentity = (node: NodeSettings, id: SmesherId): Promise<boolean | null> =>
  withClients(node, async (clients) => {
    const states = await clients.postStates()
    return states.kind === 'answer' ? states.value.some((state) => state.id === id) : null
  })

const asCopy = ({ path, sound }: HeldCopy, loadableBy: RigName | null): KeyCopy => ({
  path,
  loadableBy,
  ...(!sound && { altered: true }),
})

async function keysOf(
  { name, dataFolder }: NodeSettings,
  id: SmesherId,
  reader: KeyReader,
): Promise<{ folder: string | null; copies: KeyLook['copies'] }> {
  if (dataFolder === null) return { folder: null, copies: [] }
  const identities = join(dataFolder, 'identities')
  const [scan, held, beside] = await Promise.all([
    scanIdentitiesFolder(identities, reader),
    filesHolding(identities, id, { reader, below: true }),
    filesHolding(dataFolder, id, { reader }),
  ])
  const loaded = new Set(scan.entries.filter(({ place, id: holds }) => place === 'loaded' && holds === id).map(({ path }) => path))
  const copies = [...held, ...beside].map((copy) => asCopy(copy, loaded.has(copy.path) ? name : null))
  return { folder: (await wasRead(dataFolder, scan)) ? dataFolder : null, copies }
}

/**
 * Signs of life of this folder alone: that it may come back by itself is another matter, and a lock file may be shared. Where no
 * database lies no node has ever run.
 */
async function runs(node: NodeSettings, profileFolder: string, look: ProcessLook): Promise<boolean | null> {
  if (node.dataFolder === null) return null
  const standing = await nodesAt(node, look)
  const { users, ports, database, usersComplete } = await signsOf(node, profileFolder, { standing, look })
  if (users.length > 0 || ports.some(({ open }) => open === true) || database === 'in-use') return true
  return usersComplete || !existsSync(join(node.dataFolder, 'local.sql')) ? false : null
}

/**
 * Who lists an identity, and which files hold its key, in whatever form: by every node and service of the settings, every other node that
 * runs on this computer, and the usual places. Nodes have two seconds to answer, all at once, and the ports of those that don't one more.
 * Read only.
 */
export async function lookForKey(
  { nodes, services }: Settings,
  id: SmesherId,
  { profileFolder, processes = lookAtProcesses }: { readonly profileFolder: string; readonly processes?: () => Promise<ProcessLook> },
): Promise<KeyLook> {
  const reader = createKeyReader()
  const known = nodes.flatMap(({ dataFolder }) => dataFolder ?? [])
  const lists = await Promise.all(nodes.map((node) => listsIdentity(node, id)))
  // After the nodes were asked: who does not answer may have been about to start.
  const look = await processes()
  const [seen, elsewhere, strange] = await Promise.all([
    Promise.all(
      nodes.map(async (node, index) => {
        const says = lists[index] ?? null
        const { folder, copies } = await keysOf(node, id, reader)
        return { node: node.name, lists: says, folder, copies, runs: says === null ? await runs(node, profileFolder, look) : true }
      }),
    ),
    Promise.all(services.flatMap(({ dataFolder }) => (dataFolder === null ? [] : [filesHolding(dataFolder, id, { reader })]))),
    lookAtStrangers(known, { id, reader, now: Date.now(), look }),
  ])
  return {
    nodes: seen.map(({ copies: _copies, ...node }) => node),
    copies: [...seen.flatMap(({ copies }) => copies), ...elsewhere.flat().map((copy) => asCopy(copy, null))],
    ...strange,
  }
}

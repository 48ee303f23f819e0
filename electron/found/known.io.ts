import { realOr } from '../processes/index.ts'
import { sameDial } from './dial.ts'
import type { DraftDeps } from './entry-maker.io.ts'
import type { NodeFind, ServiceFind } from './finds.ts'
import type { Known } from './rig.ts'

async function nameAt(entries: readonly { readonly name: string; readonly dataFolder: string | null }[], folder: string | null) {
  if (folder === null) return null
  for (const entry of entries) if (entry.dataFolder !== null && (await realOr(entry.dataFolder)) === folder) return entry.name
  return null
}

async function knownNode({ settings }: DraftDeps, { folder, draft: { addresses } }: NodeFind) {
  const byFolder = await nameAt(settings.nodes, folder)
  const same = settings.nodes.find(
    (node) =>
      node.name === byFolder ||
      (node.dataFolder === null &&
        (['public', 'private', 'post'] as const).some((kind) => sameDial(node.addresses[kind], addresses[kind]))),
  )
  return same?.name ?? null
}

async function knownService({ settings }: DraftDeps, { folder }: ServiceFind) {
  const name = await nameAt(settings.services, folder)
  return settings.services.find((service) => service.name === name)?.name ?? null
}

/** By which names these stand in the rig already: by folder, and a node that has none there by an address. */
export const knownIn = async (
  { nodes, services }: { readonly nodes: readonly NodeFind[]; readonly services: readonly ServiceFind[] },
  deps: DraftDeps,
): Promise<Known> => ({
  nodes: await Promise.all(nodes.map((find) => knownNode(deps, find))),
  services: await Promise.all(services.map((find) => knownService(deps, find))),
})

import { supervisedName } from '../keys/index.ts'
import { readDataFolder } from '../post/index.ts'
import { type DurableFs, realFs } from '../storage/index.ts'
import { bytesOf, type IdentityPlace, identitiesOf, type KeptNetwork, pathsOf } from './design.ts'
import { configText } from './files.ts'
import type { NetworkWorld } from './network-world.ts'
import type { IdentityFacts, PlaceFacts } from './next-deed.ts'

const configLimit = 1024 * 1024

async function textAt(fs: DurableFs, path: string): Promise<string | null> {
  if ((await fs.stat(path)) === null) return null
  return new TextDecoder().decode(await fs.read(path, configLimit))
}

async function configNow({ design, poetKey }: KeptNetwork): Promise<PlaceFacts['config']> {
  const text = await textAt(realFs, pathsOf(design).config)
  if (text === null) return 'none'
  if (poetKey !== null && text === configText(design, poetKey)) return 'whole'
  return text === configText(design, null) ? 'first' : 'other'
}

async function keyNow({ made, key }: IdentityPlace): Promise<IdentityFacts['key']> {
  const [atData, inPlace] = [await realFs.stat(made), await realFs.stat(key)]
  if (inPlace === null) return atData === null ? 'none' : 'made'
  return atData === null ? 'in-place' : 'both'
}

export interface IdentitySeen extends IdentityFacts {
  readonly doneBytes: number
}

/** Read only. How much of its data is there, and where its key lies. */
export async function lookAtIdentity(place: IdentityPlace, world: NetworkWorld): Promise<IdentitySeen> {
  const { read, data } = await readDataFolder(place.folder)
  const whole = read.ok && data?.complete === true && read.metadata.nonce !== null && read.metadata.numUnits === place.units
  const some = (await realFs.list(place.folder)).length > 0
  const service = { kind: 'service', name: place.name } as const
  return {
    data: whole ? 'whole' : some ? 'partly' : 'none',
    key: await keyNow(place),
    entry: world.entryFolder(service) !== null,
    serviceUp: world.standing(service) === 'up',
    doneBytes: Math.min(bytesOf(place.units), Number(data?.presentBytes ?? 0)),
  }
}

export interface PlaceSeen extends PlaceFacts {
  readonly identities: readonly IdentitySeen[]
}

/** All that is there, by a look of now. Read only; throws the file's error for what can't be looked at: unknown is never empty. */
export async function lookAtPlace(kept: KeptNetwork, world: NetworkWorld): Promise<PlaceSeen> {
  const { design } = kept
  const paths = pathsOf(design)
  const node = { kind: 'node', name: design.name } as const
  const nodeUp = world.standing(node) === 'up'
  const identities: IdentitySeen[] = []
  for (const place of identitiesOf(design)) identities.push(await lookAtIdentity(place, world))
  return {
    config: await configNow(kept),
    entry: world.entryFolder(node) === paths.data,
    keyKnown: kept.poetKey !== null,
    nodeUp,
    nodeAnswers: nodeUp && (await world.nodeAnswers(design.name)),
    ownKey: (await realFs.stat(`${paths.keys}/${supervisedName}`)) !== null,
    identities,
  }
}

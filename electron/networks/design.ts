import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { guideNetwork } from '../contract/model/guide-network.ts'
import { type NetworkPort, NetworkWishes, networkPorts } from '../contract/model/network.ts'
import { goldenAtx } from './golden-atx.ts'

const Path = z.string().check(z.minLength(1), z.maxLength(4096))
const Port = z.number().check(z.int(), z.gte(1), z.lte(65_535))
const ports = Object.fromEntries(Object.keys(networkPorts).map((name) => [name, Port])) as Record<NetworkPort, typeof Port>

/** A network as it was agreed to: the wishes with paths in the place of handles, and the ports that were free. All of it is fixed. */
export const NetworkDesign = z.object({
  ...NetworkWishes.shape,
  parent: Path,
  node: Path,
  service: Path,
  postcli: Path,
  ports: z.object(ports),
  /** One for each identity's service. */
  operators: z.array(Port),
})
export type NetworkDesign = z.output<typeof NetworkDesign>

/** What is kept of a network that is being made. */
const Kept = z.object({ version: z.literal(1), design: NetworkDesign, poetKey: z.nullable(z.string()), made: z.boolean() })
export type KeptNetwork = z.output<typeof Kept>

/** Bytes of a kept file; one of fifty identities has two thousand. */
export const keptLimit = 64 * 1024

/** `null` for text that is none of ours, or damaged. */
export function parseKept(text: string): KeptNetwork | null {
  if (text.length > keptLimit) return null
  try {
    const read = z.safeParse(Kept, JSON.parse(text))
    return read.success && read.data.design.operators.length === read.data.design.units.length ? read.data : null
  } catch {
    return null
  }
}
export const keptText = (kept: KeptNetwork): string => `${JSON.stringify(kept, null, 2)}\n`

/** The preset's own: with the genesis time it makes the golden ATX (facts: spacemesh-protocol 2.9). */
const extraData = 'standalone'

export const goldenOf = ({ genesisAt }: Pick<NetworkDesign, 'genesisAt'>): string => goldenAtx(genesisAt, extraData)

/** The whole data of an identity. */
export const bytesOf = (units: number): number => units * guideNetwork.labelsPerUnit * 16

export const registersAt = ({ genesisAt, phaseShiftMs, graceMs }: NetworkDesign): number => genesisAt + phaseShiftMs - graceMs

/** Every path of a network, spelled once; forward slashes work on every system that has nodes. */
export function pathsOf({ parent, name }: Pick<NetworkDesign, 'parent' | 'name'>) {
  const folder = `${parent.replace(/[/\\]+$/, '')}/${name}`
  return {
    folder,
    config: `${folder}/config.json`,
    lock: `${folder}/node.lock`,
    data: `${folder}/node`,
    keys: `${folder}/node/identities`,
    /** The key that a node makes for itself when it finds none: out of its sight before others are put there. */
    unused: `${folder}/unused`,
    post: `${folder}/post`,
    logs: `${folder}/logs`,
  }
}

export interface IdentityPlace {
  readonly name: RigName
  readonly units: number
  readonly folder: string
  /** Where postcli makes the key. */
  readonly made: string
  /** Where the node loads it. */
  readonly key: string
  readonly log: string
  readonly operator: number
}

export function identitiesOf(design: NetworkDesign): readonly IdentityPlace[] {
  const paths = pathsOf(design)
  const digits = String(design.units.length).length
  return design.units.map((units, index) => {
    const name = RigName.parse(`${design.name.slice(0, 60)}-${String(index + 1).padStart(digits, '0')}`)
    const folder = `${paths.post}/${name}`
    return {
      name,
      units,
      folder,
      made: `${folder}/identity.key`,
      key: `${paths.keys}/${name}.key`,
      log: `${paths.logs}/${name}-postcli.log`,
      operator: design.operators[index] ?? 0,
    }
  })
}

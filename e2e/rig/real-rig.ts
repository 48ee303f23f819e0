import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { RigLayout } from '../../electron/devnet/rig/layout.ts'
import { type WrittenRig, writeRig } from '../../electron/devnet/rig/write.ts'

const run = promisify(execFile)
const CPU_PROVIDER = 4_294_967_295
const FIRST_START_MS = 600_000

export interface RealRigOptions {
  /** Private, empty folder for the rig. */
  readonly folder: string
  /** Holds go-spacemesh, post-service and postcli. */
  readonly programs: string
  readonly layout: RigLayout
  /** Far enough ahead for the data to be made and one start and stop of a node. */
  readonly genesisSeconds: number
}

/**
 * Makes the same rig for the real programs: keys and configs as for the simulated one, PoST data by postcli, and the
 * PoET's key from a first start of the network node. Keys are made for the occasion; everything stays on loopback.
 */
export function writeRealRig(options: RealRigOptions): Promise<WrittenRig> {
  const postcli = join(resolve(options.programs), 'postcli')
  return writeRig({
    ...options,
    firstStartDeadlineMs: FIRST_START_MS,
    makePost: async (identity, key, place) => {
      const { labelsPerUnit, maxFileSize } = options.layout
      const settings = {
        provider: CPU_PROVIDER,
        labelsPerUnit,
        scryptN: 2,
        numUnits: identity.units,
        maxFileSize,
        datadir: place.folder,
        id: key.id.toString('hex'),
        commitmentAtxId: Buffer.from(place.golden).toString('hex'),
      }
      const flags = Object.entries(settings).map(([name, value]) => `-${name}=${value}`)
      const { stderr } = await run(postcli, [...flags, '-yes'])
      if (!stderr.includes('initialization completed')) throw new Error(`postcli did not finish the data of ${identity.name}`)
    },
  })
}

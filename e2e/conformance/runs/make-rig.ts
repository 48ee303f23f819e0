import { rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import type { RigLayout } from '../../../electron/devnet/rig/layout.ts'
import { writeRig } from '../../../electron/devnet/rig/write.ts'
import { writeRealRig } from '../../rig/real-rig.ts'
import type { MadeRig } from './run-tools.ts'

/** Time a simulated rig takes to be made: interpreter, first start and stop. */
const MAKING_MS = 8000
const FIRST_START_MS = 60_000

interface Place {
  /** Private folder of the run. */
  readonly folder: string
  readonly programs: string
}

const secondsFromNow = (ms: number): number => Math.ceil((Date.now() + ms) / 1000)

export async function makeSimulatedRig({ folder, programs }: Place, layout: RigLayout, leadMs: number): Promise<MadeRig> {
  const genesisSeconds = secondsFromNow(leadMs + MAKING_MS)
  const options = { folder: join(folder, 'rig'), programs, layout, genesisSeconds, firstStartDeadlineMs: FIRST_START_MS }
  const { description, ids } = await writeRig(options)
  return { rig: description, ids, genesisSeconds }
}

const START_MS = 40_000
const BYTES_PER_MS = 2000
const MAX_TRIES = 4

/** What the data of a layout takes on a quiet machine of two cores, more the busier this one is. */
function expectedMaking(layout: RigLayout): number {
  const bytes = layout.identities.reduce((sum, { units }) => sum + units * layout.labelsPerUnit * 16, 0)
  const [load = 0] = loadavg()
  return (START_MS + bytes / BYTES_PER_MS) * Math.min(5, Math.max(1, load / availableParallelism()))
}

/**
 * The data is bound to the genesis, which must therefore be chosen before it is made. When the making took longer than
 * was thought, so that the lead isn't left any more, all is made once more with the time that it really takes.
 */
export async function makeRealRig({ folder, programs }: Place, layout: RigLayout, leadMs: number): Promise<MadeRig> {
  let makingMs = expectedMaking(layout)
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const started = Date.now()
    const genesisSeconds = secondsFromNow(makingMs + leadMs)
    const place = join(folder, `rig-${tries}`)
    const { description, ids } = await writeRealRig({ folder: place, programs, layout, genesisSeconds })
    if (Date.now() + leadMs <= genesisSeconds * 1000) return { rig: description, ids, genesisSeconds }
    makingMs = (Date.now() - started) * 1.5
    rmSync(place, { recursive: true, force: true })
  }
  throw new Error(`the machine was too slow: the data was not made in time for its genesis in ${MAX_TRIES} tries`)
}

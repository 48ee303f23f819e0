import { serviceCommandLine } from '../post/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Memory, Room } from './admission.ts'
import type { Prover } from './around.ts'
import { isOwn } from './external-provers.ts'
import { kindOf } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { physicalDisk } from './physical-disk.io.ts'
import { processStat } from './process-identity.io.ts'

interface Seen {
  /** As of a fresh look. */
  readonly provers: readonly Prover[]
  readonly settings: Pick<Settings, 'simulated' | 'limits'>
  readonly memory: () => Memory | null
}

const ofDisk = (folder: string | null): Promise<string | null> => (folder === null ? Promise.resolve(null) : physicalDisk(folder))

/** What is left of memory and disk for a slot's program beside the provers that run; `null`: it is none. */
export async function roomOf({ spec, record }: LiveSlot, { provers, settings, memory }: Seen): Promise<Room | null> {
  if (!kindOf(spec.key.kind).proves) return null
  const ownPid = record.run?.identity?.pid ?? null
  const others = provers.filter((one) => !isOwn(ownPid, one) && processStat(one.pid) !== null)
  const disk = settings.limits?.servicesPerDisk === undefined ? null : await ofDisk(spec.dataFolder)
  const disks = disk === null ? [] : await Promise.all(others.map(({ folder: { way } }) => ofDisk(way)))
  return {
    // Simulated ones take none.
    memory: settings.simulated ? null : memory(),
    fast: serviceCommandLine(spec.args).fast,
    fastBeside: others.filter(({ argv }) => serviceCommandLine(argv.slice(1)).fast).length,
    disk,
    onDisk: disks.filter((one) => one === disk).length,
  }
}

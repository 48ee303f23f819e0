import type { Bytes, RigName } from '../contract/model/basics.ts'
import { behind } from '../faults/index.ts'
import { findKeyCopies, type KeyReader } from '../identities/index.ts'
import type { Answer } from '../net/index.ts'
import type { DataReader, OperatorStatus } from '../post/index.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import type { ServicePlace } from './service-memory.ts'
import type { DataSeen, Sighting } from './sightings.ts'

export interface DiskOf {
  readonly point: string
  /** What a person knows it by; `null` where that is not told. */
  readonly name: string | null
}

export interface ServiceWatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly readers: { readonly keys: KeyReader; readonly data: DataReader }
  /** The file system that holds a path; `null` where it can't be told. */
  readonly diskOf: (path: string) => Promise<DiskOf | null>
  /** Whether a proof is wanted or in progress: the address is asked often then. */
  readonly busy: (service: RigName) => boolean
  readonly ask: (address: string, signal: AbortSignal) => Promise<Answer<OperatorStatus>>
  /** The barrier of one source of this service. */
  readonly barrier: (source: string) => Barrier
}

export const operatorEvery = { busyMs: 2_000, calmMs: 15_000 }
const dataEveryMs = 60_000
const gigantic = 2n ** 53n

async function look(dataFolder: string, { readers: { keys, data: folders }, diskOf }: ServiceWatchDependencies): Promise<DataSeen> {
  const [{ read, data, keyNames }, disk] = await Promise.all([folders.read(dataFolder), diskOf(dataFolder)])
  const bytes = data?.expectedBytes ?? null
  return {
    identity: read.ok ? read.metadata.nodeId : null,
    numUnits: read.ok ? read.metadata.numUnits : null,
    sizeBytes: bytes === null || bytes >= gigantic ? null : (Number(bytes) as Bytes),
    disk: disk?.point ?? null,
    ...(disk?.name == null ? {} : { diskName: disk.name }),
    copies: (keyNames ?? []).length > 0 ? await findKeyCopies([dataFolder], keys) : [],
  }
}

/** Watches one service: its data folder each minute, its operator address at the rates of the house. Read only. */
export function watchService(place: ServicePlace, deps: ServiceWatchDependencies): { stop: () => void; askNow: () => void } {
  const { clock, emit } = deps
  const ending = new AbortController()
  const { dataFolder, operatorAddress: address } = place
  const lookAtData = async (folder: string) => {
    const data = await look(folder, deps)
    if (!ending.signal.aborted) emit({ source: 'data', service: place.name, at: clock.now(), data })
    return dataEveryMs
  }
  const readData = dataFolder === null ? null : repeat(clock, () => lookAtData(dataFolder), deps.barrier('data'))
  const ask = async () => {
    if (address !== null) {
      const answer = await behind<Answer<OperatorStatus>>(
        deps.barrier('operator'),
        () => deps.ask(address, ending.signal),
        (detail) => ({ kind: 'fault', detail }),
      )
      if (!ending.signal.aborted) emit({ source: 'operator', service: place.name, at: clock.now(), answer })
    }
    return deps.busy(place.name) ? operatorEvery.busyMs : operatorEvery.calmMs
  }
  const operator = address === null ? null : repeat(clock, ask, deps.barrier('operator loop'))
  return {
    stop: () => {
      ending.abort()
      readData?.stop()
      operator?.stop()
    },
    askNow: () => operator?.now(),
  }
}

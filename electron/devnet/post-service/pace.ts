import { type NetworkTime, networkTime } from '../shared/network-time.ts'

/** How fast the simulated service works; every duration in milliseconds, already divided by the speed factor. */
export interface Pace {
  /** Divides protocol-internal waits. */
  readonly speed: number
  /** What a proof's durations run by. */
  readonly time: NetworkTime
  /** Between two reports of how far the reading is. */
  readonly tickMs: number
  readonly bytesPerSecond: number
  readonly hashesPerSecond: number
  readonly randomxStartMs: number
  readonly verifyMs: number
}

/** Read rate without a setting: what a small machine showed on 128 MiB of data (recordings: run-remote, diskC). */
const DEFAULT_BYTES_PER_SECOND = 100 * 1024 * 1024
const LIGHT_HASHES_PER_SECOND = 45
/** guess: fast RandomX hashes ten times as fast as light; only light was recorded. */
const FAST_HASHES_PER_SECOND = 450

const positive = (text: string | undefined, otherwise: number): number => {
  const value = Number(text)
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : otherwise
}

/** Ten services read at once in a playground, and somebody watches: five reports a second are enough. */
const PLAYGROUND_TICK_MS = 200
const TICK_MS = 20

/**
 * Reads `SMESHDESK_DEVNET_SPEED` (factor, default 1) and `SMESHDESK_DEVNET_READ_RATE` (bytes per second before the factor).
 * In a playground the network's clock says how fast a proof is made, and the factor counts for the program's own waits only.
 */
export function paceOf(environment: Readonly<Record<string, string | undefined>>, randomxMode: 'fast' | 'light'): Pace {
  const playground = environment.SMESHDESK_DEVNET_PLAYGROUND ?? null
  const speed = positive(environment.SMESHDESK_DEVNET_SPEED, 1)
  const factor = playground === null ? speed : 1
  const hashes = randomxMode === 'fast' ? FAST_HASHES_PER_SECOND : LIGHT_HASHES_PER_SECOND
  return {
    speed,
    time: networkTime(playground),
    tickMs: playground === null ? TICK_MS : PLAYGROUND_TICK_MS,
    bytesPerSecond: positive(environment.SMESHDESK_DEVNET_READ_RATE, DEFAULT_BYTES_PER_SECOND) * factor,
    hashesPerSecond: hashes * factor,
    randomxStartMs: 1000 / factor,
    verifyMs: 400 / factor,
  }
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type ClockPiece, fastestRate } from './network-clock.ts'

/** What all programs of a playground go by, in one file that only `devnet playground` writes. */
export interface PlaygroundNow {
  readonly clock: ClockPiece
  /** The PoET takes no connection. */
  readonly poetCut: boolean
  /** Names of PoST folders whose services read slowly. */
  readonly slow: readonly string[]
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** What the text says; `null` when it says nothing that can be used. */
export function parsePlayground(text: string): PlaygroundNow | null {
  try {
    const { clock, poetCut, slow } = JSON.parse(text) as { clock?: Partial<ClockPiece>; poetCut?: unknown; slow?: unknown }
    const { wall, network, rate, told, until } = clock ?? {}
    if (!isNumber(wall) || !isNumber(network) || !isNumber(rate) || !isNumber(told)) return null
    if (rate < 0 || rate > fastestRate || told <= 0 || told > fastestRate) return null
    if (until !== undefined && !isNumber(until)) return null
    const names = Array.isArray(slow) ? slow.filter((name) => typeof name === 'string') : []
    return { clock: { wall, network, rate, told, ...(until !== undefined && { until }) }, poetCut: poetCut === true, slow: names }
  } catch {
    return null
  }
}

/** Reads the file; `null` when it isn't there or can't be understood. */
export function readPlayground(path: string): PlaygroundNow | null {
  try {
    return parsePlayground(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Readers see the file before or after, never a part of it. */
export function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

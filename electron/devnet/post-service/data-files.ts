import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Metadata } from './metadata.ts'

export interface DataFile {
  readonly path: string
  readonly size: number
}

/** The data files that lie in a PoST folder, in the order in which they are read. */
export function listDataFiles(folder: string): readonly DataFile[] {
  return readdirSync(folder)
    .map((name) => ({ name, number: /^postdata_(\d+)\.bin$/.exec(name)?.[1] }))
    .flatMap(({ name, number }) => (number === undefined ? [] : [{ name, number: Number(number) }]))
    .toSorted((left, right) => left.number - right.number)
    .map(({ name }) => ({ path: join(folder, name), size: statSync(join(folder, name)).size }))
}

/** Bytes the metadata promises. */
export const totalBytes = (metadata: Metadata): number => Number(BigInt(metadata.numUnits) * metadata.labelsPerUnit * 16n)

/** Sizes the files should have: all full but the last. */
export function expectedSizes(metadata: Metadata): readonly number[] {
  const total = totalBytes(metadata)
  const full = Number(metadata.maxFileSize)
  if (full <= 0 || total <= 0) return []
  const count = Math.ceil(total / full)
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? full : total - full * (count - 1)))
}

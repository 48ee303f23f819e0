import { totalmem } from 'node:os'
import type { Memory } from './admission.ts'

/** As of now; of the group that we and what we start live in, where that has less than the computer. */
export function memoryNow(): Memory {
  const limit = process.constrainedMemory()
  return { total: limit > 0 ? Math.min(totalmem(), limit) : totalmem(), free: process.availableMemory() }
}

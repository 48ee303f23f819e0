import { randomBytes } from 'node:crypto'
import { createFaults, type Faults } from './faults.ts'

/** Faults that go to this log, by the real clock. */
export const faultLog = (log: (line: string) => void): Faults =>
  createFaults({ log, now: () => performance.now(), reference: () => randomBytes(4).toString('hex') })

import * as z from 'zod/mini'
import { Instant } from './basics.ts'

/** What can be broken on purpose in the simulated rig. */
export const BreakName = z.enum(['stop-service', 'late-proof', 'cut-data', 'kill-node', 'cut-poet', 'break-key', 'copy-key'])
export type BreakName = z.output<typeof BreakName>

/** Seconds of the simulated network in one of ours; 0: it stands. */
export const SimulationSpeed = z.union([z.literal(0), z.literal(1), z.literal(4)])
export type SimulationSpeed = z.output<typeof SimulationSpeed>

export const Simulation = z.object({
  speed: SimulationSpeed,
  /** Since when it stands; the epoch's clock is told as it was then. `null` while it runs. */
  pausedAt: z.nullable(Instant),
  /** All that can be broken, what each would break, and since when it is broken. */
  breaks: z.array(z.object({ what: BreakName, target: z.string(), since: z.nullable(Instant) })),
})
export type Simulation = z.output<typeof Simulation>

import * as z from 'zod/mini'
import type { Instant } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { Simulation } from '../contract/model/simulation.ts'

/** What `devnet playground` prints. */
const Report = z.object({
  rate: z.number(),
  since: z.number(),
  sinceGenesisMs: z.number(),
  breaks: Simulation.shape.breaks,
})
export type Report = z.output<typeof Report>

/** Throws when it is not a report. */
export const parseReport = (text: string): Report => z.parse(Report, JSON.parse(text))

/** What the page is told of it; a rate between those that can be chosen is shown as the nearest one below. */
export const simulationOf = ({ rate, since, breaks }: Report): Simulation => ({
  speed: rate === 0 ? 0 : rate < 4 ? 1 : 4,
  pausedAt: rate === 0 ? (Math.round(since) as Instant) : null,
  breaks,
})

/**
 * While the network stands its nodes tell a genesis that moves along with our clock, so that layers stand. A page that stands at
 * the moment of the pause needs the genesis as it was then.
 */
export function standingAt(clock: EpochClock, pausedAt: Instant): EpochClock {
  const passed = Math.max(0, clock.comparedAt - pausedAt)
  return { ...clock, genesisAt: (clock.genesisAt - passed) as Instant }
}

import { coreFlood } from './core-flood.ts'
import type { BenchFigure } from './figure.ts'
import { intakeRate } from './intake-rate.ts'

/** How fast a node's events are taken in, and what a flood of them does to the core. */
export const eventIntake = async (): Promise<readonly BenchFigure[]> => [...(await intakeRate()), ...(await coreFlood())]

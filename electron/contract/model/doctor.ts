import * as z from 'zod/mini'
import { Check, Instant } from './basics.ts'

/** One thing that the doctor looked at. */
export const DoctorResult = z.object({
  check: Check,
  /** What it is about, and its name; empty where there is only one. */
  place: z.enum(['node', 'service', 'identity', 'keys', 'profile', 'computer']),
  name: z.string(),
  /** Where it is mended: a hash route; `null`: outside of Smeshdesk. */
  page: z.nullable(z.string()),
  /** How long the look took that this rests on. */
  ms: z.number(),
})
export type DoctorResult = z.output<typeof DoctorResult>

/** A run of the doctor, in looks; `stopped`: by a person, before its end. */
export const DoctorRun = z.object({
  startedAt: Instant,
  endedAt: z.nullable(Instant),
  stopped: z.boolean(),
  done: z.number(),
  of: z.number(),
})
export type DoctorRun = z.output<typeof DoctorRun>

/** How far the last run is, and some of its `total` results from number `from` on; from 0 on they are those of another run. */
export const DoctorEvent = z.object({ run: z.nullable(DoctorRun), from: z.number(), total: z.number(), results: z.array(DoctorResult) })
export type DoctorEvent = z.output<typeof DoctorEvent>

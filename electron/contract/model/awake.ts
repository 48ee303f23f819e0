import * as z from 'zod/mini'
import { Instant, SmesherId } from './basics.ts'

/** A proof for which the computer must not fall asleep: one that is in the making, or is asked for within a quarter of an hour. */
export const AwakeFor = z.object({ identity: SmesherId, name: z.string(), is: z.enum(['proving', 'due']) })
export type AwakeFor = z.output<typeof AwakeFor>

/** Whether Smeshdesk keeps this computer awake. */
export const Awake = z.object({
  /** The person has not turned it off. */
  on: z.boolean(),
  /** `asked`: the system has not said yet; `cannot`: it refused, or this shell has no way. */
  state: z.enum(['not-needed', 'asked', 'held', 'cannot']),
  /** Since when it stands so. */
  since: Instant,
  for: z.array(AwakeFor),
  /** Why it cannot, as the system's own line; empty where the shell has no way. */
  detail: z.string(),
})
export type Awake = z.output<typeof Awake>

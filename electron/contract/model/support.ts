import * as z from 'zod/mini'
import { Instant, ShownPath } from './basics.ts'

/** A support bundle that is ready and not saved: exactly these parts, as they will be saved. */
export const Bundle = z.object({
  id: z.string(),
  at: Instant,
  parts: z.array(z.object({ name: z.string(), characters: z.number() })),
  /** How many places of them were taken out or replaced. */
  taken: z.number(),
})
export type Bundle = z.output<typeof Bundle>

export const SavedBundle = z.object({ path: ShownPath, bytes: z.number() })

import * as z from 'zod/mini'
import { Instant } from './basics.ts'

/** Where alerts are posted. `host`: of the address, which holds a secret besides; `null`: nowhere. */
export const Webhook = z.object({
  host: z.nullable(z.string()),
  /** What came of the newest post, where it was not taken: a code of the system's, or the answer's status. */
  failed: z.nullable(z.object({ at: Instant, why: z.string() })),
})
export type Webhook = z.output<typeof Webhook>

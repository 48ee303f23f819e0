import type { InTheWay } from './consent-names.ts'
import type { Problem } from './context.ts'
import type { FrozenReason } from './recover.ts'

/** How a run came to rest. */
export type Rest =
  | { readonly kind: 'ended' }
  | { readonly kind: 'paused'; readonly problem: Problem; readonly detail: string; readonly inTheWay?: readonly InTheWay[] }
  | { readonly kind: 'frozen'; readonly reason: FrozenReason; readonly detail: string }

import type { FrozenReason, MoveProblem } from '../contract/model/move-lists.ts'
import type { InTheWay } from './consent-names.ts'

/** How a run came to rest. */
export type Rest =
  | { readonly kind: 'ended' }
  | { readonly kind: 'paused'; readonly problem: MoveProblem; readonly detail: string; readonly inTheWay?: readonly InTheWay[] }
  | { readonly kind: 'frozen'; readonly reason: FrozenReason; readonly detail: string }

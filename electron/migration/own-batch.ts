import type { FrozenReason, MoveProblem } from '../contract/model/move-lists.ts'
import { NotOurs } from '../storage/index.ts'
import type { LiveBatch } from './batch-row.ts'
import type { InTheWay } from './consent-names.ts'
import { Paused } from './context.ts'

/** How a run came to rest. */
export type Rest =
  | { readonly kind: 'ended' }
  | { readonly kind: 'paused'; readonly problem: MoveProblem; readonly detail: string; readonly inTheWay?: readonly InTheWay[] }
  | { readonly kind: 'frozen'; readonly reason: FrozenReason; readonly detail: string }

/** What a batch knows of itself beyond its journal. */
export type OwnBatch = {
  live: LiveBatch
  abortRequested: boolean
  /** Answers whoever asked to put everything back. */
  decided: PromiseWithResolvers<boolean> | null
  run: Promise<void> | null
  /** Its slots could not be held again at the start of the app: it does nothing before they are. */
  lacksHold: boolean
}

export function decide(own: OwnBatch, putBack: boolean): void {
  own.decided?.resolve(putBack)
  own.decided = null
}

export const atRest: LiveBatch = {
  doing: 'waiting-for-you',
  values: {},
  activity: 'needs-resume',
  progress: null,
  situation: null,
  lookedAt: null,
  problem: null,
  inTheWay: [],
}

export const frozenAs = (code: FrozenReason, detail: string) => ({
  activity: 'frozen' as const,
  doing: 'frozen' as const,
  problem: { code, detail },
})

/** How a rest looks on the screen. */
export function restedAs(rest: Rest): Pick<LiveBatch, 'activity' | 'doing' | 'problem'> {
  switch (rest.kind) {
    case 'ended':
      return { activity: 'ended', doing: 'ended', problem: null }
    case 'frozen':
      return frozenAs(rest.reason, rest.detail)
    case 'paused': {
      const problem = { code: rest.problem, detail: rest.detail }
      return rest.problem === 'needs-consent'
        ? { activity: 'needs-arming', doing: 'waiting-for-arming', problem }
        : { activity: 'needs-resume', doing: 'waiting-for-you', problem }
    }
  }
}

export const unexpected = (error: unknown): Rest => ({
  kind: 'paused',
  problem: error instanceof Paused ? error.problem : error instanceof NotOurs ? 'profile-taken' : 'unexpected',
  detail: error instanceof Paused ? error.message : String(error),
})

import type { LastEvent, OperatorSeen, PostStateSeen } from '../contract/model/identity.ts'
import type { Timed } from './timed.ts'

/** What three sources say, each with since when and as of when. */
export interface Claims {
  readonly post: Timed<PostStateSeen>
  readonly operator: Timed<OperatorSeen>
  /** What the service said before; `null` when that is not known. */
  readonly operatorBefore: OperatorSeen | null
  /** `at`: when the event arrived; `null` when there was none. */
  readonly event: { readonly value: LastEvent; readonly at: number } | null
}

export interface Settled {
  readonly post: PostStateSeen
  readonly operator: OperatorSeen
  readonly event: LastEvent
}

const busy: readonly OperatorSeen[] = ['k2pow', 'reading', 'done']

/** An event may arrive this much later than the state that it explains. */
const eventsLagMs = 3_000

/**
 * Takes the newer word where two sources differ only because one of them was asked earlier. A contradiction is one when both
 * were heard after the other had changed; until then the older word is out of date, and nobody is told of a disagreement.
 */
export function settle({ post, operator, operatorBefore, event }: Claims): Settled {
  const said: Settled = { post: post.value, operator: operator.value, event: event?.value ?? 'none' }
  if (post.value === 'idle' && busy.includes(operator.value)) {
    // The node ended the proof after the service was last asked, or the service began after the node was last asked.
    if (operator.at < post.since) return { ...said, operator: 'idle' }
    if (post.at < operator.since) return { ...said, post: 'proving' }
  }
  if (post.value === 'idle' && event?.value === 'post_start') {
    if (post.at < event.at) return { ...said, post: 'proving' }
    // PostStates was faster than the event that says how it ended.
    if (post.at - post.since < eventsLagMs && post.since > event.at)
      return { ...said, post: 'proving', operator: busy.includes(said.operator) ? said.operator : 'done' }
  }
  if (post.value === 'proving' && !busy.includes(operator.value)) {
    // The proof is in, or was just collected, and PostStates was asked before that: not yet accepted, no longer due.
    const isIn = (event?.value === 'complete' || event?.value === 'published') && post.at < event.at
    const collected = operator.value === 'idle' && operatorBefore === 'done' && post.at < operator.since
    if (isIn || collected) return { ...said, operator: 'done' }
  }
  return said
}

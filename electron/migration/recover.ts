import { type ForwardState, type FrozenReason, frozenReasons } from '../contract/model/move-lists.ts'
import type { DiskFacts } from './disk-facts.ts'
import { keySituation } from './disk-facts.ts'
import type { JournalView } from './journal-view.ts'
import { hasEnded, isForward, rankOf, saferOf } from './machine.ts'
import type { PlannedMove } from './planned-move.ts'

export type Recovery =
  /** Go on from here: never more armed than journal and disk both say. */
  | { readonly kind: 'forward'; readonly state: ForwardState }
  | { readonly kind: 'undo' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'frozen'; readonly reason: FrozenReason; readonly latched: boolean }

type Planned = Pick<PlannedMove, 'identity'>

const frozen = (reason: FrozenReason): Recovery => ({ kind: 'frozen', reason, latched: false })
const forward = (state: ForwardState): Recovery => ({ kind: 'forward', state })

/** The source's key file is out of use, as it is from `source-retired` on. */
function whileRetired(view: JournalView, state: ForwardState, target: 'loadable' | 'temporary' | 'absent'): Recovery {
  if (target === 'loadable') {
    if (!view.armIntended) return frozen('target-armed-by-others')
    // The link is there but perhaps not durable: the step is done again, sees it, and syncs.
    return forward(rankOf(state) >= rankOf('armed') ? state : 'verified')
  }
  if (rankOf(state) >= rankOf('armed')) return frozen('target-key-gone')
  return forward(target === 'absent' ? saferOf(state, 'rows-staged') : state)
}

function goForward(view: JournalView, state: ForwardState, { disk, plan }: { disk: DiskFacts; plan: Planned }): Recovery {
  const { source, target } = keySituation(disk, plan.identity)
  if (source === 'loadable') {
    const tooLate = rankOf(state) >= rankOf('source-retired') || disk.source.retired !== 'absent'
    return tooLate ? frozen('source-copy-restored') : forward(state)
  }
  if (source === 'retired') return whileRetired(view, state, target)
  if (disk.source.retired === 'other') return frozen('retired-copy-differs')
  // The user may have removed the retired file once the key was armed; then the target has the only copy, and keeps it.
  if (target === 'loadable') return view.armIntended ? whileRetired(view, state, target) : frozen('target-armed-by-others')
  return frozen(target === 'temporary' ? 'last-copy-is-temporary' : 'key-gone')
}

function goBack(disk: DiskFacts, plan: Planned): Recovery {
  const { source, target } = keySituation(disk, plan.identity)
  if (target === 'loadable') return frozen('target-armed-by-others')
  if (source !== 'absent') return { kind: 'undo' }
  if (disk.source.retired === 'other') return frozen('retired-copy-differs')
  return frozen(target === 'temporary' ? 'last-copy-is-temporary' : 'key-gone')
}

/**
 * What may be done next, from what the journal claims and what the disk shows. The journal is believed only where the disk agrees;
 * otherwise the less armed of the two holds, and a contradiction freezes. A frozen batch stays so until a person
 * resumes it with `unlatch`, and even then only when nothing contradicts any more.
 */
export function recover(
  view: JournalView,
  disk: DiskFacts,
  { plan, unlatch }: { readonly plan: Planned; readonly unlatch: boolean },
): Recovery {
  // A person let go of it: what lies where is theirs since.
  if (view.state === 'closed') return { kind: 'ended' }
  const { source, target } = keySituation(disk, plan.identity)
  const state = view.state === 'frozen' ? view.before : view.state
  if (source === 'loadable' && target === 'loadable') return frozen('two-loadable')
  if (view.state === 'frozen' && !unlatch) return { kind: 'frozen', reason: latchedReason(view), latched: true }
  if (hasEnded(state)) return { kind: 'ended' }
  return isForward(state) ? goForward(view, state, { disk, plan }) : goBack(disk, plan)
}

/** The journal's own word for it, where this version does not know it; else nothing. */
export const unknownReason = (view: JournalView): string =>
  frozenReasons.some((reason) => reason === view.frozenBecause) ? '' : (view.frozenBecause ?? '')

/** Why it is frozen, by its journal. */
export const latchedReason = (view: JournalView): FrozenReason =>
  frozenReasons.find((reason) => reason === view.frozenBecause) ?? 'journal-broken'

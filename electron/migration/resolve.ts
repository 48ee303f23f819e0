import type { Resolution } from '../contract/model/migration.ts'
import type { FrozenReason } from '../contract/model/move-lists.ts'
import type { KeySituation } from './disk-facts.ts'
import type { JournalView } from './journal-view.ts'

/** What this batch believes can't be trusted, so it gives no key back. */
const mistrusted: readonly FrozenReason[] = ['superseded', 'journal-broken', 'plan-broken', 'disk-failing', 'two-loadable']

/**
 * The ways out of a safety stop, or of an armed key whose node does not start, that a person may choose, by what lies where now. Giving the key back needs that it was never armed: what
 * the target may have signed the source would not know of. Letting go changes no file; with two loadable keys there is no way out but one
 * key less.
 */
export function resolutionsOf(view: JournalView, situation: KeySituation | null, problem: string | null): Resolution[] {
  if (situation === null) return []
  // Armed, and the target does not come up: its other identities are down with it.
  const down = problem === 'refuses-to-start' || problem === 'not-listed'
  if (view.state === 'armed') return down && situation.source !== 'loadable' && situation.target === 'loadable' ? ['disarm'] : []
  if (view.state !== 'frozen') return []
  const { source, target } = situation
  if (source === 'loadable' && target === 'loadable') return []
  const trusted = !mistrusted.some((reason) => reason === view.frozenBecause)
  const canGoBack = trusted && !view.armIntended && target !== 'loadable' && source !== 'absent'
  return canGoBack ? ['put-back', 'close'] : ['close']
}

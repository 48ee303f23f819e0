import type { EpochStanding, IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { State } from '../../../electron/contract/state.ts'
import { isOpen } from '../../frame/alert-order.ts'
import { tallyOf } from '../../state/tally.ts'
import { overviewWords as words } from '../../words/overview.ts'
import { shellWords } from '../../words/shell.ts'

/** A claim of calm that is older than this is none, whatever the core said then. */
const calmHoldsMs = 180_000

export interface Told {
  readonly sentence: string
  /** What is not known beside it. */
  readonly doubt: string
  /** Whether anything below it may be counted as it stands. */
  readonly counts: boolean
}

const only = (sentence: string): Told => ({ sentence, doubt: '', counts: false })

/** What of the state the sentence rests on; `null`: nothing came yet. */
export type Judged = Pick<State, 'rig' | 'verdict' | 'identities' | 'alerts'>

/** The rig in one sentence, by the core's own word and counts; without its word, that nothing is known. */
export const verdictSaid = (state: Judged | null, now: number, lost = false): Told => {
  if (lost) return only(words.lost)
  if (state?.rig.problem) return only(words.problem)
  if (state === null || state.verdict === null) return only(words.looking)
  const { onCourse, needs, calm, provenAt, why: cause } = state.verdict
  if (cause === 'nothing-there') return only(words.nothing)
  const all = Object.keys(state.identities).length
  const isOld = calm && (provenAt === null || now - provenAt > calmHoldsMs)
  const why = isOld ? 'stale' : calm ? null : cause
  const doubt = why === null ? '' : (shellWords.alert.why[why] ?? shellWords.alert.why.unknown ?? '')
  const things = Object.values(state.alerts).filter((alert) => alert.identities.length === 0 && isOpen(alert)).length
  const said = words.verdict({ all, onCourse, needs, things })
  // Where all seem to be on course, that this is not known comes first.
  return doubt !== '' && all === onCourse ? { sentence: doubt, doubt: '', counts: true } : { sentence: said, doubt, counts: true }
}

/** What stands below it: what is not known, how the identities stand, how old the oldest look is. Empty where nothing may be counted. */
export const verdictRest = (
  { doubt, counts }: Told,
  { identities, provenAt }: { readonly identities: Readonly<Record<string, IdentityRow>>; readonly provenAt: number | null },
  now: number,
): string => {
  if (!counts) return ''
  const standings = [...tallyOf(identities).clocks.values()].map(({ is }) => is)
  const sum = (...keys: readonly EpochStanding[]) =>
    standings.reduce((total, is) => total + keys.reduce((own, key) => own + (is.get(key) ?? 0), 0), 0)
  const summary = words.summary({
    published: sum('published', 'published-late'),
    works: sum('proving'),
    due: sum('due', 'late'),
    ahead: sum('ahead'),
  })
  return [doubt, summary, words.asOf(provenAt === null ? null : now - provenAt)].filter((part) => part !== '').join(' ')
}

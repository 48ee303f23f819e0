import type { EpochStanding } from '../../../electron/contract/model/identity.ts'
import { isOpen, useAlerts } from '../../frame/use-alerts.ts'
import { useLink, useMirror, useNow, useRows } from '../../state/desk.ts'
import { tallyOf } from '../../state/tally.ts'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { overviewWords as words } from '../../words/overview.ts'
import { shellWords } from '../../words/shell.ts'
import { Coming } from './coming.tsx'
import { EarnedEpochs } from './earned.tsx'
import { Fleet } from './fleet.tsx'
import { Lanes } from './lanes.tsx'
import styles from './overview.module.css'
import { Risks } from './risks.tsx'

/** Is everything going to be fine this epoch? The verdict, what speaks against it, and when which proof is made. */
export const Overview = () => {
  const rows = useRows('identities')
  const nodes = useMirror((state) => Object.keys(state.nodes).length) ?? 0
  const list = Object.values(rows)
  return (
    <div className={layout.page}>
      <Verdict />
      <Risks />
      {list.length + nodes === 0 ? (
        <Empty {...identitiesWords.empty} to="/nodes/add" icon="add" />
      ) : (
        <>
          <Lanes rows={list} />
          <div className={styles.under}>
            <Fleet rows={list} />
            <Coming rows={list} />
            <EarnedEpochs />
          </div>
        </>
      )}
    </div>
  )
}

/** A claim of calm that is older than this is none, whatever the core said then. */
const calmHoldsMs = 180_000

interface Told {
  readonly sentence: string
  /** What is not known beside it. */
  readonly doubt: string
  /** Whether anything below it may be counted as it stands. */
  readonly counts: boolean
}

const only = (sentence: string): Told => ({ sentence, doubt: '', counts: false })

/** The rig in one sentence, by the core's own word and counts; without its word, that nothing is known. */
const useVerdict = (now: number): Told => {
  const link = useLink()
  const broken = useMirror(({ rig }) => rig.problem !== null) === true
  const verdict = useMirror((state) => state.verdict)
  const all = useMirror(({ identities }) => Object.keys(identities).length) ?? 0
  const alerts = useAlerts()
  if (link.kind === 'lost') return only(words.lost)
  if (broken) return only(words.problem)
  if (verdict === null) return only(words.looking)
  const { onCourse, needs, calm, provenAt } = verdict
  if (verdict.why === 'nothing-there') return only(words.nothing)
  const isOld = calm && (provenAt === null || now - provenAt > calmHoldsMs)
  const why = isOld ? 'stale' : calm ? null : verdict.why
  const doubt = why === null ? '' : (shellWords.alert.why[why] ?? shellWords.alert.why.unknown ?? '')
  const things = alerts.filter((alert) => alert.identities.length === 0 && isOpen(alert)).length
  const said = words.verdict({ all, onCourse, needs, things })
  // Where all seem to be on course, that this is not known comes first.
  return doubt !== '' && all === onCourse ? { sentence: doubt, doubt: '', counts: true } : { sentence: said, doubt, counts: true }
}

const Verdict = () => {
  const now = useNow()
  const { sentence, doubt, counts } = useVerdict(now)
  const provenAt = useMirror(({ verdict }) => verdict?.provenAt ?? null)
  const standings = [...tallyOf(useRows('identities')).clocks.values()].map(({ is }) => is)
  const sum = (...keys: readonly EpochStanding[]) =>
    standings.reduce((total, is) => total + keys.reduce((own, key) => own + (is.get(key) ?? 0), 0), 0)
  const summary = words.summary({
    published: sum('published', 'published-late'),
    works: sum('proving'),
    due: sum('due', 'late'),
    ahead: sum('ahead'),
  })
  const rest = [doubt, summary, words.asOf(provenAt === null ? null : now - provenAt)]
  return (
    <header className={styles.verdict}>
      <h1>{sentence}</h1>
      {counts && <p>{rest.filter((part) => part !== '').join(' ')}</p>}
    </header>
  )
}

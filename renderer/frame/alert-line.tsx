import type { State } from '../../electron/contract/api.ts'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { ActButton } from '../acts/act-button.tsx'
import { useLink, useMirror, useNow } from '../state/desk.ts'
import { stoppedByMoves } from '../state/standing-still.ts'
import { ButtonLink } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Mark } from '../ui/mark.tsx'
import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'
import { alertWords } from '../words/alerts.ts'
import { rigFaultLine } from '../words/rig-fault.ts'
import { shellWords } from '../words/shell.ts'
import { states } from '../words/states.ts'
import styles from './alert-line.module.css'
import { routeOf } from './route-of.ts'

const words = shellWords.alert
const rank: readonly Tone[] = ['bad', 'odd', 'warn', 'active', 'idle']
const markOf: Record<Tone, MarkName> = {
  bad: 'failed',
  odd: 'disagree',
  warn: 'at-risk',
  active: 'waiting',
  idle: 'info',
  good: 'published',
}

/** The worst first; among equals the oldest. */
const worstFirst = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.toSorted((a, b) => rank.indexOf(a.tone) - rank.indexOf(b.tone) || a.since - b.since)

const sorted = new WeakMap<object, readonly Alert[]>()
const openAlerts = ({ alerts }: State): readonly Alert[] => {
  const known = sorted.get(alerts)
  if (known) return known
  const rows = worstFirst(Object.values(alerts))
  sorted.set(alerts, rows)
  return rows
}

const newestLook = ({ nodes }: State): number | null =>
  Object.values(nodes).reduce<number | null>((newest, { seenAt }) => (seenAt === null ? newest : Math.max(newest ?? 0, seenAt)), null)

/** Below the band: the worst open alert, one sentence and one button; with nothing open it says so and since when. */
export const AlertLine = () => {
  const link = useLink()
  const alerts = useMirror(openAlerts) ?? []
  const problem = useMirror(({ rig }) => rig.problem)
  const [worst] = alerts
  if (link.kind === 'lost') return <LostLine since={link.since} />
  if (problem) return <Strip tone="bad" mark="failed" head={words.problem} rest={rigFaultLine(problem)} />
  return worst ? <WorstLine alert={worst} more={alerts.length - 1} /> : <CalmLine />
}

const WorstLine = ({ alert, more }: { alert: Alert; more: number }) => {
  const said = alertWords(alert.words, alert.values)
  const mark = states[alert.words]?.mark ?? markOf[alert.tone]
  return (
    <Strip tone={alert.tone} mark={mark} head={said.head} rest={said.rest}>
      {more > 0 && <span className={styles.more}>{words.more(more)}</span>}
      {alert.act !== null ? (
        <ActButton act={alert.act} label={said.act} small />
      ) : (
        alert.route !== null && (
          <ButtonLink to={routeOf(alert.route)} small>
            {said.act}
          </ButtonLink>
        )
      )}
    </Strip>
  )
}

const batchesOf = ({ batches }: State) => batches

const LostLine = ({ since }: { since: number }) => {
  const now = useNow()
  const batches = useMirror(batchesOf)
  return <Strip tone="warn" mark="unknown" head={words.lost} rest={words.lostFor(now - since, stoppedByMoves(batches ?? {}))} />
}

const runningMove = ({ batches }: State) => Object.values(batches).find(({ activity }) => activity === 'running') ?? null

const CalmLine = () => {
  const seen = useMirror(newestLook)
  const move = useMirror(runningMove)
  const now = useNow()
  if (move) {
    const done = move.evidence.length
    return (
      <Quiet
        mark="waiting"
        tone="active"
        said={words.moving(move.identityName, Math.min(move.plan.steps.length, done + 1), move.plan.steps.length)}
      />
    )
  }
  if (seen === null) return <Quiet mark="unknown" tone="idle" said={words.checked(null)} />
  return <Quiet mark="published" tone="good" said={`${words.calm} ${words.checked(now - seen)}`} />
}

const Quiet = ({ mark, tone, said }: { mark: MarkName; tone: Tone; said: string }) => (
  <section className={classes(styles.strip, styles.calm)} aria-label={words.region}>
    <Mark name={mark} tone={tone} />
    <span className={styles.words}>{said}</span>
  </section>
)

interface StripProps {
  readonly tone: Tone
  readonly mark: MarkName
  readonly head: string
  readonly rest: string
  readonly children?: React.ReactNode
}

const Strip = ({ tone, mark, head, rest, children }: StripProps) => (
  <section className={classes(styles.strip, styles[tone])} aria-label={words.region}>
    <Mark name={mark} tone={tone} />
    <span className={styles.words} role={tone === 'bad' ? 'alert' : 'status'} title={`${head} ${rest}`}>
      <b>{head}</b> {rest}
    </span>
    <span className={styles.end}>{children}</span>
  </section>
)

import { Link } from 'wouter'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { useLink, useMirror, useNow, useRows } from '../state/desk.ts'
import { stoppedByMoves } from '../state/standing-still.ts'
import { classes } from '../ui/classes.ts'
import { Mark } from '../ui/mark.tsx'
import type { Look } from '../ui/tone.ts'
import { alertWords } from '../words/alerts.ts'
import { rigFaultLine } from '../words/rig-fault.ts'
import { shellWords } from '../words/shell.ts'
import { AlertActs } from './alert-acts.tsx'
import styles from './alert-line.module.css'
import { alertMark } from './alert-mark.ts'
import { isOpen, useAlerts } from './use-alerts.ts'

const words = shellWords.alert

/** Below the band: the worst open alert, one sentence and one button; with nothing open, whether that is known, and since when. */
export const AlertLine = () => {
  const link = useLink()
  const alerts = useAlerts()
  const problem = useMirror(({ rig }) => rig.problem)
  const [worst] = alerts
  if (link.kind === 'lost') return <LostLine since={link.since} />
  if (problem) return <Strip tone="bad" mark="failed" head={words.problem} rest={rigFaultLine(problem)} />
  return worst ? <WorstLine alert={worst} all={alerts.filter(isOpen).length} /> : <QuietLine />
}

const WorstLine = ({ alert, all }: { alert: Alert; all: number }) => {
  const now = useNow()
  const said = alertWords(alert, now)
  return (
    <Strip tone={alert.tone} mark={alertMark(alert)} head={said.head} rest={said.rest}>
      {all > 1 && (
        <Link href="/activity" className={styles.more ?? ''}>
          {words.all(all)}
        </Link>
      )}
      <AlertActs alert={alert} said={said} />
    </Strip>
  )
}

const LostLine = ({ since }: { since: number }) => {
  const now = useNow()
  const batches = useRows('batches')
  return <Strip tone="warn" mark="unknown" head={words.lost} rest={words.lostFor(now - since, stoppedByMoves(batches))} />
}

/** Calm only by the core's own word; every other quiet says what is not known. */
const QuietLine = () => {
  const verdict = useMirror((state) => state.verdict)
  const move = Object.values(useRows('batches')).find(({ activity }) => activity === 'running')
  const now = useNow()
  if (move) {
    const done = move.evidence.length
    const of = move.plan.steps.length
    return <Quiet mark="waiting" tone="active" said={words.moving(move.identityName, Math.min(of, done + 1), of)} />
  }
  if (verdict === null) return <Quiet mark="unknown" tone="idle" said={words.checked(null)} />
  const checked = verdict.provenAt === null ? '' : ` ${words.checked(now - verdict.provenAt)}`
  if (!verdict.calm)
    return <Quiet mark="unknown" tone="idle" said={`${words.why[verdict.why ?? 'unknown'] ?? words.why.unknown}${checked}`} />
  return <Quiet mark="published" tone="good" said={`${words.calm}${checked}`} />
}

const Quiet = ({ mark, tone, said }: Look & { said: string }) => (
  <section className={classes(styles.strip, styles.calm)} aria-label={words.region}>
    <Mark name={mark} tone={tone} />
    <span className={styles.words}>{said}</span>
  </section>
)

interface StripProps extends Look {
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

import { useState } from 'react'
import type { Alert } from '../../../electron/contract/model/rig.ts'
import { count } from '../../format/numbers.ts'
import { AlertActs } from '../../frame/alert-acts.tsx'
import { alertMark } from '../../frame/alert-mark.ts'
import { isOpen, useAlerts } from '../../frame/use-alerts.ts'
import { useAct } from '../../state/act.ts'
import { useCalm, useMirror, useNow } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { age, atLeast } from '../../words/ages.ts'
import { alertWords } from '../../words/alerts.ts'
import { doctorWords } from '../../words/doctor.ts'
import { glossaryWords } from '../../words/glossary.ts'
import { noticesWords } from '../../words/notices.ts'
import { shellWords } from '../../words/shell.ts'
import styles from './activity.module.css'
import { Happenings } from './happenings.tsx'
import { type LogName, logAt, logOf, pathOf } from './log-of.ts'
import { LogPart } from './log-part.tsx'

const words = shellWords.alerts
const filters = ['all', 'open', 'over'] as const
type Filter = (typeof filters)[number]
/** The worst stand first: who needs more of them asks. */
const shownAtOnce = 50
const fits = (alert: Alert, filter: Filter): boolean => filter === 'all' || (alert.acknowledge || !isOpen(alert)) === (filter === 'over')

const countOf = (alerts: readonly Alert[], part: Filter): number => alerts.filter((alert) => fits(alert, part)).length
const leadOf = (alerts: readonly Alert[], calm: boolean): string => {
  const [open, unseen] = [countOf(alerts, 'open'), alerts.filter(({ acknowledge }) => acknowledge).length]
  if (open + unseen === 0) return calm ? shellWords.alert.calm : words.noneKnown
  return words.summary(open, unseen)
}

/** Everything that is open, the worst first, each with the one act that helps; beside it the log that explains it. */
export const Activity = ({ log }: { log: LogName | null }) => {
  const alerts = useAlerts()
  const calm = useCalm()
  const [filter, choose] = useState<Filter>('all')
  const usual = useUsualLog(alerts)
  return (
    <div className={classes(layout.page, styles.grid)}>
      <div className={styles.inbox}>
        <PageHead title={shellWords.activity} lead={leadOf(alerts, calm)}>
          <Help />
          <SeenAll alerts={alerts.filter(({ acknowledge }) => acknowledge)} />
        </PageHead>
        {alerts.length > 0 && (
          <Segments<Filter>
            label={words.filter.label}
            value={filter}
            onChange={choose}
            options={filters.map((value) => ({
              value,
              label: words.filter[value],
              count: count(countOf(alerts, value)),
            }))}
          />
        )}
        <AlertItems key={filter} alerts={alerts.filter((alert) => fits(alert, filter))} none={alerts.length > 0 ? words.none : ''} />
        <Happenings />
      </div>
      <LogPart log={log ?? usual} />
    </div>
  )
}

/** The first of them, and more when asked. */
const AlertItems = ({ alerts, none }: { alerts: readonly Alert[]; none: string }) => {
  const [most, showMost] = useState(shownAtOnce)
  return (
    <>
      {alerts.length === 0 && none !== '' && <p className={text.note}>{none}</p>}
      <ol className={classes(layout.ruled, layout.above)} aria-label={words.title}>
        {alerts.slice(0, most).map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ol>
      {most < alerts.length && (
        <Button small onPress={() => showMost(most + shownAtOnce)}>
          {words.more(alerts.length - most)}
        </Button>
      )}
    </>
  )
}

const Help = () => (
  <>
    <ButtonLink to="/settings/notifications" kind="quiet">
      {noticesWords.title}
    </ButtonLink>
    <ButtonLink to="/activity/glossary" kind="quiet">
      {glossaryWords.open}
    </ButtonLink>
    <ButtonLink to="/activity/doctor">{doctorWords.open}</ButtonLink>
  </>
)

/** Of the worst alert that a log explains, else of the first node. */
const useUsualLog = (alerts: readonly Alert[]): LogName | null => {
  const path = useMirror((state) => {
    const log = alerts.map((alert) => logOf(alert, state)).find((one) => one !== null)
    const [node] = Object.keys(state.nodes)
    return log ? pathOf(log) : node === undefined ? null : pathOf({ kind: 'node', name: node })
  })
  return path === null ? null : logAt(path)
}

/** After a week away there may be many that are over: one act for those that stand here now, none for what can still be mended. */
const SeenAll = ({ alerts }: { alerts: readonly Alert[] }) => {
  const see = useAct(async (client) => {
    for (const { id } of alerts) await client.rig.acknowledge({ alert: id })
  })
  if (alerts.length < 2 && !see.pending) return null
  return (
    <>
      {see.fault && <Fault words={see.fault} />}
      <Button onPress={() => void see.run()}>{words.seenAll(alerts.length)}</Button>
    </>
  )
}

const AlertItem = ({ alert }: { alert: Alert }) => {
  const now = useNow()
  const log = useMirror((state) => {
    const of = logOf(alert, state)
    return of === null ? null : pathOf(of)
  })
  const said = alertWords(alert, now)
  return (
    <li className={styles.item}>
      <Mark name={alertMark(alert)} tone={alert.tone} />
      <div className={styles.words}>
        <b className={classes(text[alert.tone])}>{said.head}</b>
        <p>{said.rest}</p>
      </div>
      <span className={text.age}>{alert.atLeast ? atLeast(now - alert.since) : age(now - alert.since)}</span>
      <span className={layout.acts}>
        <AlertActs alert={alert} said={said} />
        {log !== null && alert.act?.do !== 'read-log' && (
          <ButtonLink to={`/activity/${log}`} small kind="quiet">
            {words.showLog}
          </ButtonLink>
        )}
      </span>
    </li>
  )
}

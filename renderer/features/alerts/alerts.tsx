import type { Alert } from '../../../electron/contract/model/rig.ts'
import { AlertActs } from '../../frame/alert-acts.tsx'
import { alertMark } from '../../frame/alert-mark.ts'
import { useAlerts } from '../../frame/use-alerts.ts'
import { useAct } from '../../state/act.ts'
import { useCalm, useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { alertWords } from '../../words/alerts.ts'
import { shellWords } from '../../words/shell.ts'
import styles from './alerts.module.css'
import { Happenings } from './happenings.tsx'

const words = shellWords.alerts

/** Everything that is open, the worst first, each with the one act that helps. */
export const Alerts = () => {
  const alerts = useAlerts()
  const calm = useCalm()
  return (
    <div className={layout.page}>
      <PageHead
        title={words.title}
        lead={alerts.length === 0 ? (calm ? shellWords.alert.calm : words.noneKnown) : words.summary(alerts.length)}
      >
        <SeenAll alerts={alerts.filter(({ acknowledge }) => acknowledge)} />
      </PageHead>
      <ol className={layout.ruled} aria-label={words.title}>
        {alerts.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ol>
      <Happenings />
    </div>
  )
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
  const said = alertWords(alert, now)
  return (
    <li className={styles.item}>
      <Mark name={alertMark(alert)} tone={alert.tone} />
      <div className={styles.words}>
        <b className={classes(text[alert.tone])}>{said.head}</b>
        <p>{said.rest}</p>
      </div>
      <span className={text.age}>{age(now - alert.since)}</span>
      <span className={layout.acts}>
        <AlertActs alert={alert} said={said} />
      </span>
    </li>
  )
}

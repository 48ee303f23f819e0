import { Link } from 'wouter'
import type { Alert } from '../../../electron/contract/model/rig.ts'
import { time, utc } from '../../format/time.ts'
import { AlertActs } from '../../frame/alert-acts.tsx'
import { alertMark } from '../../frame/alert-mark.ts'
import { useAlerts } from '../../frame/use-alerts.ts'
import { useNow, useRows } from '../../state/desk.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { EvidenceList, EvidenceRow } from '../../ui/evidence-row.tsx'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { alertWords } from '../../words/alerts.ts'
import { saysWords } from '../../words/evidence.ts'
import { identitiesWords } from '../../words/identities.ts'
import { overviewWords } from '../../words/overview.ts'
import { seenText } from '../../words/seen.ts'
import styles from './overview.module.css'

const words = overviewWords.risks
const sources = identitiesWords.drawer
const shown = 8

/** All that is open, in the order of the core: by cost and urgency, each with one act and its evidence. */
export const Risks = () => {
  const alerts = useAlerts()
  if (alerts.length === 0) return null
  return (
    <section aria-label={words.title} className={styles.risks}>
      <ol>
        {alerts.slice(0, shown).map((alert) => (
          <Risk key={alert.id} alert={alert} />
        ))}
      </ol>
      {alerts.length > shown && <Link href="/alerts">{words.more(alerts.length - shown)}</Link>}
    </section>
  )
}

const Risk = ({ alert }: { alert: Alert }) => {
  const now = useNow()
  const said = alertWords(alert, now)
  const { deadline, since, over, atLeast } = alert
  return (
    <li>
      <Mark name={alertMark(alert)} tone={alert.tone} />
      <div className={styles.said}>
        <Disclosure
          label={
            <span title={words.evidence}>
              <b>{said.head}</b>
              <small>{said.rest}</small>
            </span>
          }
        >
          <Proof alert={alert} />
        </Disclosure>
      </div>
      <span className={styles.due} title={utc(deadline ?? since)}>
        {over !== null
          ? ''
          : deadline === null
            ? words.open(now - since, atLeast)
            : deadline > now
              ? words.left(deadline - now)
              : words.passed}
      </span>
      <span className={styles.acts}>
        <AlertActs alert={alert} said={said} />
      </span>
    </li>
  )
}

const mostIdentities = 3

/** What it rests on: what the rule itself saw, else who says what of the identities that it concerns. */
const Proof = ({ alert: { risk, evidence, identities } }: { alert: Alert }) => {
  const rows = useRows('identities')
  const own = identities.slice(0, mostIdentities).flatMap((id) => rows[id] ?? [])
  const hidden = identities.length - own.length
  return (
    <>
      <p className={text.note}>{words.rule(overviewWords.rules[risk], risk)}</p>
      {evidence.map((line) => (
        <p key={line} className={styles.seen}>
          {seenText(line)}
        </p>
      ))}
      {evidence.length === 0 && own.length === 0 && <p className={text.note}>{words.nothing}</p>}
      {own.map((row) => (
        <WhoSays key={row.id} row={row} />
      ))}
      {hidden > 0 && <p className={text.note}>{words.moreIdentities(hidden)}</p>}
    </>
  )
}

const WhoSays = ({ row }: { row: ReturnType<typeof useRows<'identities'>>[string] }) => {
  const now = useNow()
  return (
    <>
      <Link href={`/identities/${row.id}`}>{row.name}</Link>
      <EvidenceList>
        {row.evidence.map((one) => (
          <EvidenceRow
            key={`${one.source} ${one.detail}`}
            source={sources.source[one.source]}
            says={saysWords(one)}
            mark={one.at === null ? 'unknown' : 'info'}
            tone={one.tone}
            age={one.at === null ? sources.never : one.stale ? sources.stale(time(one.at, now, { seconds: true })) : age(now - one.at)}
            ageTitle={one.at === null ? undefined : utc(one.at)}
            detail={seenText(one.detail)}
          />
        ))}
      </EvidenceList>
    </>
  )
}

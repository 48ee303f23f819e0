import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { shellWord } from '../../format/ids.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { endHead, endWhy } from '../../words/endings.ts'
import { nodesWords } from '../../words/nodes.ts'
import { EntryActs } from './entry-acts.tsx'
import styles from './nodes.module.css'
import { isUp } from './service-state.ts'

const words = nodesWords.services

/** Its addresses, how it ended last, and the exact command line. */
export const ServiceDetails = ({ id, service }: { id: string; service: ServiceRow }) => {
  const line = service.slot.commandLine.map(shellWord).join(' ')
  return (
    <div id={id} className={styles.inset}>
      <dl className={classes(layout.facts, styles.facts)}>
        <dt>{words.columns.operator}</dt>
        <dd>
          {service.operatorAddress === null ? (
            <span className={text.quiet}>{words.noOperator}</span>
          ) : (
            <span className={text.code}>{service.operatorAddress}</span>
          )}
        </dd>
        <dt>{nodesWords.columns.name}</dt>
        <dd>{words.serves(service.node)}</dd>
        <Connection service={service} />
        <Times slot={service.slot} />
        <dt>{words.command}</dt>
        <dd>
          <div className={classes(text.command, styles.command)}>{line}</div>
          <CopyId short={words.copy.copy} whole={line} words={words.copy} plain />
        </dd>
      </dl>
      <div className={classes(layout.row, layout.end)}>
        <EntryActs kind="service" name={service.name} forget={words.forget} />
      </div>
    </div>
  )
}

const Connection = ({ service: { connection, slot } }: { service: ServiceRow }) => {
  const now = useNow(60_000)
  if (!isUp(slot.state)) return null
  const since = connection.since === null ? null : time(connection.since, now, { seconds: true })
  return (
    <>
      <dt>{words.connectionName}</dt>
      <dd>
        {connection.state === 'connected'
          ? words.connected(since)
          : connection.state === 'not-connected'
            ? words.unconnected(words.reasons[connection.reason ?? ''] ?? words.reasons.other ?? '', connection.dials)
            : words.connectionUnknown}
      </dd>
    </>
  )
}

const Times = ({ slot }: Pick<ServiceRow, 'slot'>) => {
  const now = useNow(60_000)
  return (
    <>
      {slot.startedAt !== null && (
        <>
          <dt>{words.columns.state}</dt>
          <dd>{words.started(time(slot.startedAt, now, { seconds: true }))}</dd>
        </>
      )}
      {slot.lastEnd !== null && (
        <>
          <dt>{words.lastEnd}</dt>
          <dd>
            {endHead(slot.lastEnd, now)} {endWhy(slot.lastEnd)}
          </dd>
        </>
      )}
    </>
  )
}

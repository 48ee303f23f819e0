import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { endingWords } from '../../words/endings.ts'
import { shellWord } from '../../words/format.ts'
import { nodesWords } from '../../words/nodes.ts'
import { time } from '../../words/time.ts'
import { Forget } from './forget.tsx'
import styles from './nodes.module.css'

const words = nodesWords.services

/** Its addresses, how it ended last, and the exact command line. */
export const ServiceDetails = ({ id, service }: { id: string; service: ServiceRow }) => {
  const line = service.commandLine.map(shellWord).join(' ')
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
        <Times service={service} />
        <dt>{words.command}</dt>
        <dd>
          <div className={styles.command}>{line}</div>
          <CopyId short={words.copy.copy} whole={line} words={words.copy} plain />
        </dd>
      </dl>
      <div className={styles.forget}>
        <Forget kind="service" name={service.name} label={words.forget} />
      </div>
    </div>
  )
}

const Times = ({ service }: { service: ServiceRow }) => {
  const now = useNow(60_000)
  return (
    <>
      {service.startedAt !== null && (
        <>
          <dt>{words.columns.state}</dt>
          <dd>{words.started(time(service.startedAt, now, { seconds: true }))}</dd>
        </>
      )}
      {service.lastEnd !== null && (
        <>
          <dt>{words.lastEnd(time(service.lastEnd.at, now, { seconds: true }))}</dt>
          <dd>
            {endingWords(service.lastEnd.meaning)}{' '}
            <span className={text.faint}>{words.exit(service.lastEnd.exit, service.lastEnd.signal)}</span>
            {service.lastEnd.line !== '' && <div className={text.path}>{service.lastEnd.line}</div>}
          </dd>
        </>
      )}
    </>
  )
}

import { Fragment } from 'react'
import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { shellWord } from '../../format/ids.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Facts } from '../../ui/facts.tsx'
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
  const now = useNow(60_000)
  const { slot, operatorAddress } = service
  const line = slot.commandLine.map(shellWord).join(' ')
  return (
    <div id={id} className={styles.inset}>
      <Facts
        className={styles.facts}
        facts={[
          [
            words.columns.operator,
            <span key="operator" className={operatorAddress === null ? text.quiet : text.code}>
              {operatorAddress ?? words.noOperator}
            </span>,
          ],
          [nodesWords.columns.name, words.serves(service.node)],
          service.dataFolder === null && [words.columns.state, words.elsewhereHelp],
          isUp(slot.state) && [words.connectionName, connectionSaid(service, now)],
          slot.startedAt !== null && [words.columns.state, words.started(time(slot.startedAt, now, { seconds: true }))],
          slot.lastEnd !== null && [words.lastEnd, `${endHead(slot.lastEnd, now)} ${endWhy(slot.lastEnd)}`],
          [
            words.command,
            <Fragment key="line">
              <div className={classes(text.command, styles.command)}>{line}</div>
              <CopyId short={words.copy.copy} whole={line} words={words.copy} plain />
            </Fragment>,
          ],
        ]}
      />
      <div className={classes(layout.row, layout.end)}>
        <EntryActs kind="service" name={service.name} forget={words.forget} />
      </div>
    </div>
  )
}

const connectionSaid = ({ connection: { state, since, reason, dials } }: ServiceRow, now: number): string => {
  if (state === 'connected') return words.connected(since === null ? null : time(since, now, { seconds: true }))
  if (state === 'unknown') return words.connectionUnknown
  return words.unconnected(words.reasons[reason ?? ''] ?? words.reasons.other ?? '', dials)
}

import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { percent } from '../../format/numbers.ts'
import { useNow } from '../../state/desk.ts'
import { Meter } from '../../ui/meter.tsx'
import text from '../../ui/text.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import { progressed } from './figures.ts'
import styles from './identities.module.css'

/** Solid while it reads, hatched while luck decides, hatched odd and never a number while the sources disagree. */
export const ProgressCell = ({ row }: { row: IdentityRow }) => {
  const seen = progressed(row)
  switch (seen.is) {
    case 'odd':
      return (
        <div className={styles.bar}>
          <Meter label={words.meter.odd} part={null} kind="odd" />
          <span className={text.quiet}>{words.sign}</span>
        </div>
      )
    case 'done':
      return (
        <div className={styles.bar}>
          <Meter label={words.meter.done} part={1} kind="done" />
          <span>{percent(1)}</span>
        </div>
      )
    case 'k2pow':
      return <K2pow row={row} />
    case 'reading':
      return seen.byLog ? (
        <ByLog part={seen.part} />
      ) : (
        <div className={styles.bar}>
          <Meter label={words.meter.reading(seen.part)} part={seen.part} kind="solid" />
          <span>{percent(seen.part)}</span>
        </div>
      )
    case 'unknown':
      return <span className={text.quiet}>{words.unknown}</span>
    case 'not-started':
      return <span className={text.faint}>{words.notStarted}</span>
  }
}

/** A log tells in steps of whole files: it is at least there. */
const ByLog = ({ part }: { part: number | null }) => (
  <div className={styles.bar} title={words.log.title}>
    <Meter label={words.meter.readingByLog(part)} part={part ?? 0} kind="solid" />
    <span className={text.quiet}>{part === null ? words.log.reads : words.log.atLeast(part)}</span>
  </div>
)

const K2pow = ({ row }: { row: IdentityRow }) => {
  const now = useNow()
  const { expectedAt } = row.progress
  const part = expectedAt === null || row.since === null ? null : Math.min(0.99, (now - row.since) / (expectedAt - row.since))
  return (
    <div className={styles.bar} title={row.progress.source === 'log' ? words.log.title : undefined}>
      <Meter label={words.meter.k2pow(part)} part={part ?? 1} kind="guess" />
      <span className={text.quiet}>{part === null ? words.about('?') : words.about(percent(part))}</span>
    </div>
  )
}

import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { shortId } from '../../format/ids.ts'
import { clockTime, utc } from '../../format/time.ts'
import { classes } from '../../ui/classes.ts'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import { seenText } from '../../words/seen.ts'
import styles from './migrate.module.css'

const words = migrateWords.progress

/** The chained record of the move, newest first, as it stands in the file. */
export const JournalPart = ({ batch: { journal, journalHead } }: { batch: BatchRow }) => (
  <>
    <h2>{words.journal}</h2>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
    <section className={styles.journal} tabIndex={0} aria-label={words.journal}>
      <ol reversed>
        {journal.toReversed().map((record) => (
          <li key={record.seq} title={seenText(record.text)}>
            <time dateTime={new Date(record.at).toISOString()} title={utc(record.at)}>
              {clockTime(record.at, true)}
            </time>
            <span>{`${record.kind} ${seenText(record.text)}`}</span>
          </li>
        ))}
      </ol>
    </section>
    <p className={classes(text.faint, text.small)}>{words.records(journal.length, shortId(journalHead))}</p>
  </>
)

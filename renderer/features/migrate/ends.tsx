import type { BatchRow, MovePlan } from '../../../electron/contract/model/migration.ts'
import { useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'

/** Every process that the move ends, as the consent names it. */
export const Ends = ({ ends = [] }: Pick<MovePlan, 'ends'>) => {
  const now = useNow(60_000)
  const words = migrateWords.ends
  return (
    <Section title={words.title}>
      <ul className={classes(text.small, styles.still)} aria-label={words.title}>
        {ends.length === 0 && <li>{words.none}</li>}
        {ends.map((one) => (
          <li key={one.pid} title={`${one.executable}: ${one.commandLine}`}>
            {words.line(one, now)}
          </li>
        ))}
      </ul>
      {ends.length > 0 && <p className={text.note}>{words.only}</p>}
    </Section>
  )
}

/** Who stands in the way of a move that waits, and what going on does to each. */
export const InTheWay = ({ inTheWay = [] }: Pick<BatchRow, 'inTheWay'>) => {
  const now = useNow(60_000)
  const words = migrateWords.inTheWay
  const ended = inTheWay.filter(({ what }) => what !== 'other')
  const others = inTheWay.filter(({ what }) => what === 'other')
  return (
    <>
      {ended.length > 0 && (
        <>
          <p>{words.goingOn}</p>
          <ul className={text.small} aria-label={words.goingOn}>
            {ended.map((one) => (
              <li key={one.pid} title={one.commandLine}>
                {migrateWords.ends.line(one, now)}
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <p>{words.byHand}</p>
          <ul className={text.small} aria-label={words.byHand}>
            {others.map((one) => (
              <li key={one.pid}>{words.line(one)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

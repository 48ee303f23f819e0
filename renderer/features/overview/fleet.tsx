import { Link } from 'wouter'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { count } from '../../format/numbers.ts'
import { classes } from '../../ui/classes.ts'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { overviewWords } from '../../words/overview.ts'
import { fleetOf } from './fleet-parts.ts'
import styles from './overview.module.css'

const words = overviewWords.fleet

/** How many are shown by which word; each count leads to those rows. */
export const Fleet = ({ rows }: { rows: readonly IdentityRow[] }) => {
  const parts = fleetOf(rows)
  return (
    <Section title={words.title}>
      {parts.length === 0 && <p className={text.note}>{words.none}</p>}
      <ul className={styles.fleet}>
        {parts.map(({ title, mark, tone, count: own, units }) => (
          <li key={`${tone} ${title}`}>
            <Mark name={mark} tone={tone} />
            <Link
              href={`/identities/state/${encodeURIComponent(title)}`}
              className={classes(text.medium, styles.word)}
              title={words.show(title)}
            >
              {title}
            </Link>
            <b>{count(own)}</b>
            <span className={text.quiet}>{words.units(units)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

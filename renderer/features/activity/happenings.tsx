import type { Happening } from '../../../electron/contract/model/happening.ts'
import type { State } from '../../../electron/contract/state.ts'
import { time, utc } from '../../format/time.ts'
import { useNow, useRows } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { happeningSays, happeningsWords as words } from '../../words/happenings.ts'
import styles from './activity.module.css'

const shown = 50

/** Newest first, and of one moment what was told last. States stand in the rows themselves, and change too often to be read here. */
const newest = (rows: State['happenings']): readonly Happening[] =>
  Object.values(rows)
    .filter(({ what }) => what.is !== 'state-changed')
    .sort((one, other) => one.at - other.at)
    .slice(-shown)
    .reverse()

/** By the name that it has now. */
const named = (row: Happening, identities: State['identities']): Happening => {
  const name = 'identity' in row.what && row.what.identity !== null ? identities[row.what.identity]?.name : undefined
  return name === undefined ? row : { ...row, what: { ...row.what, name } as Happening['what'] }
}

/** What was seen to happen, also before the last start. All that was kept beyond these newest is the history's. */
export const Happenings = () => {
  const now = useNow(60_000)
  const rows = newest(useRows('happenings'))
  const identities = useRows('identities')
  return (
    <Section className={layout.farAbove} title={words.title}>
      {rows.length === 0 ? (
        <p className={text.note}>{words.none}</p>
      ) : (
        <ol className={layout.ruled}>
          {rows.map((row) => (
            <li key={row.key} className={classes(layout.line, styles.happened)}>
              <time className={text.age} dateTime={new Date(row.at).toISOString()} title={utc(row.at)}>
                {time(row.at, now, { seconds: true })}
              </time>
              <span>{happeningSays(named(row, identities))}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

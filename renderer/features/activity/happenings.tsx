import type { Happening } from '../../../electron/contract/model/happening.ts'
import type { State } from '../../../electron/contract/state.ts'
import { time, utc, utcSpan } from '../../format/time.ts'
import { useNow, useRows } from '../../state/desk.ts'
import { useUnlooked } from '../../state/unlooked.ts'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { happeningSays, happeningsWords as words } from '../../words/happenings.ts'
import { gapSays } from '../../words/history.ts'
import styles from './activity.module.css'

const shown = 50

interface Line {
  readonly key: string
  readonly at: number
  readonly said: string
  readonly title: string
  readonly isGap: boolean
}

/** By the name that it has now. */
const named = (row: Happening, identities: State['identities']): Happening => {
  const name = 'identity' in row.what && row.what.identity !== null ? identities[row.what.identity]?.name : undefined
  return name === undefined ? row : { ...row, what: { ...row.what, name } as Happening['what'] }
}

/** Of one moment as it was told. States stand in the rows themselves, and change too often to be read here. */
const linesOf = ({ happenings, identities }: Pick<State, 'happenings' | 'identities'>): readonly Line[] =>
  Object.values(happenings)
    .filter(({ what }) => what.is !== 'state-changed')
    .sort((one, other) => one.at - other.at)
    .slice(-shown)
    .map((row) => ({ key: row.key, at: row.at, said: happeningSays(named(row, identities)), title: utc(row.at), isGap: false }))

/** A time in which nobody looked stands where it began, within what is shown. */
const useLines = (now: number): readonly Line[] => {
  const told = linesOf({ happenings: useRows('happenings'), identities: useRows('identities') })
  const oldest = told.length < shown ? 0 : (told[0]?.at ?? 0)
  const gaps = useUnlooked(now)
    .filter(({ since }) => since >= oldest)
    .slice(0, shown)
    .map((gap): Line => {
      const { node, since, until } = gap
      return { key: `${node} ${since}`, at: since, said: gapSays(gap, now), title: utcSpan(since, until ?? now), isGap: true }
    })
  return [...told, ...gaps].sort((one, other) => one.at - other.at).reverse()
}

/** What was seen to happen, also before the last start, newest first. All that was kept beyond these newest is the history's. */
export const Happenings = () => {
  const now = useNow(60_000)
  const lines = useLines(now)
  return (
    <Section className={layout.farAbove} title={words.title}>
      {lines.length === 0 ? (
        <p className={text.note}>{words.none}</p>
      ) : (
        <ol className={layout.ruled}>
          {lines.map(({ key, at, said, title, isGap }) => (
            <li key={key} className={classes(layout.line, styles.happened)}>
              <time className={text.age} dateTime={new Date(at).toISOString()} title={title}>
                {time(at, now, { seconds: true })}
              </time>
              <span className={classes(isGap && text.quiet)}>{said}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

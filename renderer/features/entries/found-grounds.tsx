import type { Ground } from '../../../electron/contract/model/found.ts'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { noteWords } from '../../words/door.ts'
import { foundWords as words } from '../../words/found.ts'
import styles from './found-rig.module.css'
import { type Thing, withoutProgramNotes } from './found-things.ts'

export const Grounds = ({ grounds }: { grounds: readonly Ground[] }) => (
  <ul className={classes(styles.grounds, text.small, text.quiet)} aria-label={words.how}>
    {grounds.map(({ by, what, on }) => (
      <li key={`${by} ${what}`}>{words.grounds[by](what, on)}</li>
    ))}
  </ul>
)

/** One line, of what runs or of what starts it; the others on demand. */
export const FoldedGrounds = ({ grounds }: { grounds: readonly Ground[] }) => {
  const first = grounds.find(({ by }) => by === 'process') ?? grounds.find(({ on }) => on !== null) ?? grounds[0]
  const others = grounds.filter((one) => one !== first)
  if (first === undefined || others.length === 0) return <Grounds grounds={grounds} />
  return (
    <Disclosure label={words.moreGrounds(words.grounds[first.by](first.what, first.on), others.length)}>
      <Grounds grounds={others} />
    </Disclosure>
  )
}

/** What is to be decided, and what is to be known before it is added. */
export const Questions = ({ thing }: { thing: Thing }) => {
  const { undecided, draft } = thing
  // What stands in the rig has the program that its entry names.
  const known = thing.known === null ? draft.notes : withoutProgramNotes(draft.notes)
  const notes = known.filter((note) => note !== 'config-unread' && (note !== 'dials-unknown-node' || thing.kind === 'node'))
  const lines = [...undecided.map((one) => words.undecided[one]), ...notes.map((note) => noteWords[note])]
  return lines.length === 0 ? null : (
    <ul className={classes(styles.questions, text.small)}>
      {lines.map((line, at) => (
        <li key={line}>
          <Mark name={at < undecided.length ? 'unknown' : 'info'} tone={at < undecided.length ? 'warn' : 'idle'} />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  )
}

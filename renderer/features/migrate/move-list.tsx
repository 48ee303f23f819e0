import type { BatchRow, LostMove } from '../../../electron/contract/model/migration.ts'
import { time, utc } from '../../format/time.ts'
import { useNow, useRows } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { migrateWords } from '../../words/migrate.ts'
import { isConfirmed } from './confirmed.ts'
import styles from './migrate.module.css'

const words = migrateWords.open

const looks: Readonly<Record<BatchRow['activity'], Look>> = {
  running: { mark: 'waiting', tone: 'active' },
  'needs-resume': { mark: 'stalled', tone: 'warn' },
  'needs-arming': { mark: 'stalled', tone: 'warn' },
  frozen: { mark: 'safety-stop', tone: 'bad' },
  ended: { mark: 'accepted', tone: 'idle' },
}

/** When it ended, or else when its last record was written. */
const endOf = ({ journal }: BatchRow): number => journal.at(-1)?.at ?? 0

/** Moves that run or wait, before anything new is begun; those that ended are one line, the newest first. */
export const MoveList = () => {
  const batches = Object.values(useRows('batches'))
  const lost = Object.values(useRows('lostMoves'))
  const open = batches.filter(({ activity }) => activity !== 'ended')
  const ended = batches.filter(({ activity }) => activity === 'ended').toSorted((a, b) => endOf(b) - endOf(a))
  return (
    <>
      {open.length + lost.length > 0 && (
        <Section className={styles.moves} title={words.title}>
          <Moves lost={lost} batches={open} />
        </Section>
      )}
      {ended.length > 0 && (
        <div className={styles.moves}>
          <Disclosure label={words.ended(ended.length)}>
            <Moves batches={ended} />
          </Disclosure>
        </div>
      )}
    </>
  )
}

const Moves = ({ lost = [], batches }: { lost?: readonly LostMove[]; batches: readonly BatchRow[] }) => (
  <ul className={layout.ruled}>
    {lost.map((move) => (
      <LostLine key={move.id} move={move} />
    ))}
    {batches.map((batch) => (
      <MoveLine key={batch.batch} batch={batch} />
    ))}
  </ul>
)

/** A move that nobody remembers comes before all others. */
const LostLine = ({ move }: { move: LostMove }) => (
  <li className={styles.moveLine}>
    <Chip mark="safety-stop" tone="bad">
      {migrateWords.lost.chip}
    </Chip>
    <b className={text.medium}>{move.name}</b>
    <span className={classes(text.quiet, layout.grow)}>{migrateWords.lost.line(move)}</span>
    <ButtonLink to={`/migrate/${move.id}`} small>
      {words.show}
    </ButtonLink>
  </li>
)

const endWords = (batch: BatchRow): string => {
  if (batch.state === 'aborted' || batch.state === 'closed') return migrateWords.state[batch.state]
  return isConfirmed(batch) ? migrateWords.state.confirmed : migrateWords.state.moved
}

const MoveLine = ({ batch }: { batch: BatchRow }) => {
  const now = useNow(60_000)
  const look: Look = batch.state === 'aborted' || batch.state === 'closed' ? { mark: 'retired', tone: 'idle' } : looks[batch.activity]
  return (
    <li className={styles.moveLine}>
      <Chip {...look}>{batch.activity === 'ended' ? endWords(batch) : migrateWords.activity[batch.activity]}</Chip>
      <b className={text.medium}>{batch.identityName}</b>
      <span className={classes(text.quiet, layout.grow)}>{words.line(batch.source, batch.target)}</span>
      <span className={text.age} title={utc(endOf(batch))}>
        {time(endOf(batch), now)}
      </span>
      <ButtonLink to={`/migrate/${batch.batch}`} small>
        {words.show}
      </ButtonLink>
    </li>
  )
}

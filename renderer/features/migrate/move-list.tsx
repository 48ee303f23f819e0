import type { State } from '../../../electron/contract/api.ts'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { useMirror } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import type { MarkName } from '../../ui/marks.ts'
import text from '../../ui/text.module.css'
import type { Tone } from '../../ui/tone.ts'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'

const words = migrateWords.open

const looks: Readonly<Record<BatchRow['activity'], readonly [MarkName, Tone]>> = {
  running: ['waiting', 'active'],
  'needs-resume': ['stalled', 'warn'],
  'needs-arming': ['stalled', 'warn'],
  frozen: ['safety-stop', 'bad'],
  ended: ['accepted', 'idle'],
}

const batchesOf = ({ batches }: State) => batches

/** Moves that run or wait, before anything new is begun; those that ended come after. */
export const MoveList = () => {
  const batches = Object.values(useMirror(batchesOf) ?? {})
  const open = batches.filter(({ activity }) => activity !== 'ended')
  const ended = batches.filter(({ activity }) => activity === 'ended')
  return (
    <>
      <Moves title={words.title} batches={open} />
      <Moves title={words.ended} batches={ended} />
    </>
  )
}

const Moves = ({ title, batches }: { title: string; batches: readonly BatchRow[] }) =>
  batches.length > 0 && (
    <section className={styles.moves} aria-label={title}>
      <div className={layout.section}>
        <h2>{title}</h2>
      </div>
      <ul>
        {batches.map((batch) => (
          <MoveLine key={batch.batch} batch={batch} />
        ))}
      </ul>
    </section>
  )

const MoveLine = ({ batch }: { batch: BatchRow }) => {
  const [mark, tone] = looks[batch.activity]
  const said =
    batch.activity === 'ended'
      ? batch.state === 'aborted'
        ? migrateWords.state.aborted
        : migrateWords.state.moved
      : migrateWords.activity[batch.activity]
  return (
    <li className={styles.moveLine}>
      <Chip mark={mark} tone={tone}>
        {said}
      </Chip>
      <b className={text.medium}>{batch.identityName}</b>
      <span className={classes(text.quiet, layout.grow)}>{words.line(batch.source, batch.target)}</span>
      <ButtonLink to={`/migrate/${batch.batch}`} small>
        {words.show}
      </ButtonLink>
    </li>
  )
}

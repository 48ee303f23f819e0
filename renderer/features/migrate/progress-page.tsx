import type { ReactNode } from 'react'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { list } from '../../format/numbers.ts'
import { clockTime, leftClock } from '../../format/time.ts'
import { useLink, useMirror, useNow } from '../../state/desk.ts'
import { standingStill } from '../../state/standing-still.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Meter } from '../../ui/meter.tsx'
import text from '../../ui/text.module.css'
import { plainEvidence } from '../../words/check-evidence.ts'
import { migrateWords } from '../../words/migrate.ts'
import { AbortButton } from './abort-button.tsx'
import { JournalPart } from './journal-part.tsx'
import { KeysTable } from './keys-table.tsx'
import styles from './migrate.module.css'
import { noReturn, stepsDone } from './move-steps.ts'
import { ResumeNotice } from './resume-notice.tsx'
import { StepsEvidence } from './steps-evidence.tsx'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.progress

/** What it does now, where the key can be loaded right now, each step with its evidence, the journal, the way back. */
export const ProgressPage = ({ batch }: { batch: BatchRow }) => {
  const lost = useLink().kind === 'lost'
  return (
    <WizardFrame
      title={migrateWords.titleOf(batch.identityName, batch.source, batch.target)}
      step={3}
      aside={
        <>
          {batch.activity === 'running' && <Leave />}
          <JournalPart batch={batch} />
          <WayBack batch={batch} />
        </>
      }
      foot={footOf(batch, lost)}
    >
      <Waits batch={batch} />
      <Doing batch={batch} />
      <ResumeNotice batch={batch} />
      <KeysTable batch={batch} />
      <StepsEvidence batch={batch} />
    </WizardFrame>
  )
}

/** What closing this page means, which is another thing in each shell. */
const Leave = () => {
  const host = useMirror(({ rig }) => rig.host) ?? 'console'
  return (
    <>
      <h2>{host === 'desktop' ? words.keep : words.leave}</h2>
      <p className={text.note}>{words.leaveText[host]}</p>
    </>
  )
}

/** Without Smeshdesk nothing of it goes on: what it has stopped stands still. */
const Waits = ({ batch }: { batch: BatchRow }) => {
  const lost = useLink().kind === 'lost'
  if (!lost || batch.activity === 'ended') return null
  const names = standingStill(batch)?.names ?? []
  return (
    <section className={classes(styles.notice, styles.stop)} aria-label={words.lostTitle}>
      <Chip mark="stalled" tone="warn" strong>
        {words.lostTitle}
      </Chip>
      <p role="alert">{words.lost(list(names), names.length === 1)}</p>
    </section>
  )
}

const Doing = ({ batch }: { batch: BatchRow }) => {
  const { doing, values, state } = batch
  const lost = useLink().kind === 'lost'
  const stopped = batch.evidence.find((one) => one.state === 'aborted')?.values.stopped
  if (state === 'aborted')
    return (
      <>
        <h2 className={text.step}>{migrateWords.aborted.title}</h2>
        <p className={text.quiet}>{migrateWords.aborted.lead(batch.source, batch.identityName)}</p>
        {stopped !== undefined && <p>{migrateWords.aborted.stopped(stopped)}</p>}
      </>
    )
  if (state === 'closed')
    return (
      <>
        <h2 className={text.step}>{migrateWords.closed.title}</h2>
        <p className={text.quiet}>{migrateWords.closed.lead(batch.identityName)}</p>
      </>
    )
  if (batch.activity !== 'running' || lost) return null
  const of = batch.plan.steps.length
  const step = Math.min(of, stepsDone(batch) + 1)
  const more = doing === 'waiting-layers' ? words.layers(values) : values.because ? words.because(plainEvidence(values.because)) : ''
  return (
    <>
      <div role="status">
        <h2 className={text.step}>{words.doing[doing]}</h2>
      </div>
      <p className={text.quiet}>{`${words.stepOf(step, of)} ${more}`}</p>
      {batch.progress !== null && <Bar progress={batch.progress} />}
    </>
  )
}

const Bar = ({ progress: { from, until } }: { progress: NonNullable<BatchRow['progress']> }) => {
  const now = useNow()
  const left = until - now
  const part = (now - from) / Math.max(1, until - from)
  const said = left > 0 ? words.left(left) : words.over
  return (
    <>
      <div className={styles.bar}>
        <Meter label={said} part={part} kind="solid" tall />
        <span>{left > 0 ? leftClock(left) : ''}</span>
      </div>
      <div className={styles.barNote}>
        <span>{words.since(clockTime(from, true))}</span>
        <span>{said}</span>
      </div>
    </>
  )
}

const mindWords = (batch: BatchRow): string => {
  const point = noReturn(batch.plan.steps)
  if (batch.canAbort) return words.mindText(point, batch.source)
  return stepsDone(batch) >= point ? words.noAbort : words.notYet
}

const WayBack = ({ batch }: { batch: BatchRow }) => {
  if (batch.activity !== 'running') return null
  return (
    <>
      <h2>{words.mind}</h2>
      <p className={text.note}>{mindWords(batch)}</p>
      {batch.canAbort && (
        <div className={layout.above}>
          <AbortButton batch={batch} />
        </div>
      )}
    </>
  )
}

/** What can be done at its end; while it runs, that nothing needs to be. A move that waits has its choices on the page. */
const footOf = (batch: BatchRow, lost: boolean): ReactNode => {
  if (batch.activity === 'ended')
    return (
      <>
        <ButtonLink to="/migrate">{migrateWords.moved.again}</ButtonLink>
        <ButtonLink to={`/migrate/new/${batch.identity}`} kind="primary">
          {migrateWords.aborted.again}
        </ButtonLink>
      </>
    )
  if (batch.activity !== 'running' || lost) return null
  return (
    <span className={layout.row}>
      <Mark name="waiting" tone="active" />
      <span className={text.note}>{words.nothing}</span>
    </span>
  )
}

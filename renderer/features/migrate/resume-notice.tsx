import { useState } from 'react'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'

const words = migrateWords.resume

const problemWords = ({ problem, activity }: BatchRow): string => {
  if (problem === null) return words.restarted
  const known: Readonly<Record<string, string>> = activity === 'frozen' ? migrateWords.frozen.reasons : words.problems
  return known[problem.code] ?? (activity === 'frozen' ? migrateWords.frozen.other(problem.code) : words.other(problem.code))
}

/** A move that waits says why; it goes on only with the words of its own plan. A safety stop says more and promises less. */
export const ResumeNotice = ({ batch }: { batch: BatchRow }) => {
  if (batch.activity !== 'needs-resume' && batch.activity !== 'frozen') return null
  const frozen = batch.activity === 'frozen'
  return (
    <section
      className={classes(styles.notice, frozen && styles.stop)}
      aria-label={frozen ? migrateWords.frozen.title(batch.identityName) : words.title}
    >
      <Chip mark={frozen ? 'safety-stop' : 'stalled'} tone={frozen ? 'bad' : 'warn'} strong>
        {frozen ? migrateWords.frozen.title(batch.identityName) : words.title}
      </Chip>
      <p role={frozen ? 'alert' : 'status'}>{problemWords(batch)}</p>
      {batch.problem && batch.problem.detail !== '' && <p className={text.path}>{batch.problem.detail}</p>}
      {frozen && <p className={text.quiet}>{migrateWords.frozen.lead}</p>}
      <Resume batch={batch} frozen={frozen} />
    </section>
  )
}

const Resume = ({ batch, frozen }: { batch: BatchRow; frozen: boolean }) => {
  const [typed, type] = useState('')
  const resume = useAct((client, said: string) => client.migration.resume({ batch: batch.batch, words: said }))
  const wanted = batch.plan.consentWords
  return (
    <>
      <div>
        <TypedWords
          before={frozen ? migrateWords.frozen.type : words.type}
          agreed={words.agreed}
          words={wanted}
          value={typed}
          onChange={type}
          mono
        />
      </div>
      {resume.fault && <Fault words={resume.fault} />}
      <span className={styles.resume}>
        <Button
          kind={frozen ? 'plain' : 'primary'}
          closed={typed === wanted && !resume.pending ? null : words.closed}
          onPress={() => {
            void resume.run(typed)
          }}
        >
          {frozen ? migrateWords.frozen.act : words.act}
        </Button>
      </span>
    </>
  )
}

/** Why it waits, in a line, for the page that asks for consent itself. */
export const ResumeReason = ({ batch }: { batch: BatchRow }) => (
  <>
    <p className={text.note}>{problemWords(batch)}</p>
    {batch.problem && batch.problem.detail !== '' && <p className={text.path}>{batch.problem.detail}</p>}
  </>
)

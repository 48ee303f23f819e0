import { useEffect, useRef, useState } from 'react'
import type { BatchRow, Resolution } from '../../../electron/contract/model/migration.ts'
import { momentAt } from '../../../electron/time/index.ts'
import { list } from '../../format/numbers.ts'
import { duration, time, timeNear } from '../../format/time.ts'
import { useAct } from '../../state/act.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { standingStill } from '../../state/standing-still.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import { plainEvidence } from '../../words/check-evidence.ts'
import { migrateWords } from '../../words/migrate.ts'
import { AbortButton } from './abort-button.tsx'
import { InTheWay } from './ends.tsx'
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
      {batch.problem && batch.problem.detail !== '' && <p className={text.path}>{plainEvidence(batch.problem.detail)}</p>}
      {frozen && <p className={text.quiet}>{migrateWords.frozen.lead}</p>}
      <InTheWay inTheWay={batch.inTheWay} />
      <Standing batch={batch} />
      {frozen ? (
        <>
          <h2>{migrateWords.frozen.decide}</h2>
          <p className={text.quiet}>{migrateWords.frozen.decideText}</p>
          <Resume batch={batch} frozen />
        </>
      ) : (
        <Choices batch={batch} />
      )}
    </section>
  )
}

/** What the delay costs, by the network's clock. */
const useCost = (): string => {
  const now = useNow()
  const clock = useMirror(({ epoch }) => epoch)
  const moment = clock && momentAt(clock, now)
  if (moment?.kind === 'gap') return words.cost.gap(timeNear(moment.gap.close, now), duration(moment.gap.close - now))
  return moment?.kind === 'between'
    ? words.cost.between(timeNear(moment.next.open, now), duration(moment.next.open - now))
    : words.cost.unknown
}

/** Of those that it has stopped: who does not run now. */
const useStill = (batch: BatchRow): { readonly names: readonly string[]; readonly since: number | null } => {
  const still = standingStill(batch)
  const running = useMirror(({ nodes, services }) =>
    (still?.names ?? []).filter((name) => (name === batch.plan.service ? services[name] : nodes[name])?.slot?.pid != null).join('\n'),
  )
  const runs = (running ?? '').split('\n')
  return { names: (still?.names ?? []).filter((name) => !runs.includes(name)), since: still?.since ?? null }
}

/** Who stands still because of it, since when, and what that costs. */
const Standing = ({ batch }: { batch: BatchRow }) => {
  const now = useNow(60_000)
  const cost = useCost()
  const { names, since: at } = useStill(batch)
  if (names.length === 0) return <p className={text.quiet}>{words.stillNone}</p>
  const since = at === null ? null : `${time(at, now)}, ${duration(Math.max(60_000, now - at))}`
  return (
    <p>
      {words.still(list(names), since, names.length === 1)} <span className={text.quiet}>{cost}</span>
    </p>
  )
}

/** Both ways on, side by side; the one that leads to the safer side has the focus. */
const Choices = ({ batch }: { batch: BatchRow }) => {
  const safe = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => safe.current?.querySelector('button')?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div className={styles.choices}>
      <div ref={safe}>
        <h2>{words.safe}</h2>
        <p className={text.note}>{batch.canAbort ? words.safeText(batch.source) : words.noSafe}</p>
        {batch.canAbort && <AbortButton batch={batch} />}
      </div>
      <div>
        <h2>{words.goOn}</h2>
        <Resume batch={batch} frozen={false} />
      </div>
    </div>
  )
}

const Resume = ({ batch, frozen }: { batch: BatchRow; frozen: boolean }) => {
  const [typed, type] = useState('')
  const resume = useAct((client, said: string) => client.migration.resume({ batch: batch.batch, words: said }))
  const resolve = useAct((client, how: Resolution, said: string) => client.migration.resolve({ batch: batch.batch, how, words: said }))
  const fault = resume.fault ?? resolve.fault
  const wanted = batch.plan.consentWords
  return (
    <>
      <div>
        <TypedWords before={frozen ? migrateWords.frozen.type : words.type} words={wanted} value={typed} onChange={type} mono />
      </div>
      {fault && <Fault words={fault} />}
      <span className={layout.row}>
        <Button
          closed={typed === wanted && !resume.pending ? null : words.closed}
          onPress={() => {
            void resume.run(typed)
          }}
        >
          {frozen ? migrateWords.frozen.act : words.act}
        </Button>
      </span>
      <Ways batch={batch} open={typed === wanted && !resolve.pending} take={(how) => void resolve.run(how, typed)} />
    </>
  )
}

/** Other ways out than to look again; each says what it does. */
const Ways = ({ batch, open, take }: { batch: BatchRow; open: boolean; take: (how: Resolution) => void }) =>
  batch.resolutions.map((how) => (
    <div key={how} className={styles.way}>
      <p className={text.note}>{migrateWords.frozen.ways[how].text(batch.source)}</p>
      <span className={layout.row}>
        <Button closed={open ? null : words.closed} onPress={() => take(how)}>
          {migrateWords.frozen.ways[how].act}
        </Button>
      </span>
    </div>
  ))

/** Why it waits, in a line, for the page that asks for consent itself. */
export const ResumeReason = ({ batch }: { batch: BatchRow }) => (
  <>
    <p className={text.note}>{problemWords(batch)}</p>
    {batch.problem && batch.problem.detail !== '' && <p className={text.path}>{plainEvidence(batch.problem.detail)}</p>}
  </>
)

import type { BatchRow, Confirmation } from '../../../electron/contract/model/migration.ts'
import { currentOrNextGap } from '../../../electron/time/index.ts'
import { list } from '../../format/numbers.ts'
import { clockTime, duration, time } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow, type Verdict } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import { confirmationOf, isConfirmed, movedAt } from './confirmed.ts'
import { KeysTable } from './keys-table.tsx'
import styles from './migrate.module.css'
import { seenValues } from './steps-evidence.tsx'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.moved

/** When the first act can be there: the end of the gap that comes after the move. */
const useExpected = (at: number | null): string | null => {
  const now = useNow(60_000)
  const clock = useMirror(({ epoch }) => epoch)
  if (clock === null || at === null) return null
  const gap = currentOrNextGap(clock, at)
  return gap === null ? null : time(gap.close, now)
}

/** Moved, with what was seen; confirmed only later, by itself. */
export const MovedPage = ({ batch }: { batch: BatchRow }) => {
  return (
    <WizardFrame
      title={migrateWords.titleOf(batch.identityName, batch.source, batch.target)}
      step={4}
      foot={
        <>
          <ButtonLink to="/migrate">{words.again}</ButtonLink>
          <ButtonLink to={`/identities/${batch.identity}`} kind="primary">
            {words.show}
          </ButtonLink>
        </>
      }
    >
      <Head batch={batch} />
      <div className={styles.threeColumns}>
        <Section title={words.seen} note={words.seenNote}>
          <Seen batch={batch} />
        </Section>
        <Section title={words.watched} note={words.watchedNote}>
          <Watched seen={confirmationOf(batch)} />
        </Section>
        <Section title={words.old}>
          <p className={text.note}>{words.oldText(batch.source, isConfirmed(batch))}</p>
          {batch.evidence
            .filter((one) => one.words === 'retire-key')
            .map((one) => (
              <p key={one.at} className={text.path}>
                {Object.values(one.values).join(' ')}
              </p>
            ))}
        </Section>
      </div>
      <KeysTable batch={batch} />
    </WizardFrame>
  )
}

const Head = ({ batch }: { batch: BatchRow }) => {
  const confirmed = isConfirmed(batch)
  const at = movedAt(batch)
  const now = useNow(60_000)
  const from = batch.journal[0]?.at ?? null
  const expected = useExpected(at)
  return (
    <div className={styles.movedHead}>
      <div>
        <div role="status">
          <h2 className={text.step}>{confirmed ? words.confirmed : words.title}</h2>
        </div>
        <p className={text.quiet}>{words.lead(batch.target, batch.source, batch.identityName)}</p>
        <p className={text.quiet}>
          {confirmed ? words.proven(batch.target) : expected === null ? words.laterUnknown : words.later(expected)}
        </p>
      </div>
      <dl className={styles.figures}>
        {at !== null && (
          <div>
            <dt>{words.at}</dt>
            <dd>{time(at, now)}</dd>
          </div>
        )}
        {at !== null && from !== null && (
          <div>
            <dt>{words.offline}</dt>
            <dd>{duration(at - from)}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

const order = ['start-target', 'start-service', 'retire-key', 'stage-rows'] as const
const sentence = (step: (typeof order)[number], { source, target }: BatchRow): string =>
  step === 'start-target'
    ? words.seenSentences[step](target)
    : step === 'retire-key'
      ? words.seenSentences[step](source)
      : words.seenSentences[step]()

const Seen = ({ batch }: { batch: BatchRow }) => (
  <CheckList>
    {order.map((step) => {
      const evidence = batch.evidence.findLast(({ words: name }) => name === step)
      return (
        <CheckRow
          key={step}
          verdict={evidence ? 'pass' : 'unknown'}
          title={sentence(step, batch)}
          evidence={evidence ? clockTime(evidence.at, true) : migrateWords.progress.place.unknown}
          detail={evidence && seenValues(evidence.values)}
        />
      )
    })}
  </CheckList>
)

const banVerdict: Readonly<Record<Confirmation['ban'], Verdict>> = { none: 'pass', banned: 'fail', unknown: 'unknown' }

const Bans = ({ seen }: { seen: Confirmation | null }) => {
  const ban = seen?.ban ?? 'unknown'
  const witnesses = seen?.witnesses ?? []
  const proven = ban !== 'none' || witnesses.length > 0
  return (
    <CheckRow
      verdict={proven ? banVerdict[ban] : 'unknown'}
      title={words.ban}
      evidence={ban === 'banned' ? words.banned : witnesses.length === 0 ? words.banUnknown : words.banNone(list(witnesses))}
      detail={seen === null || seen.asked.length === 0 ? words.banWhy : words.banAsked(list(seen.asked))}
    />
  )
}

const Watched = ({ seen }: { seen: Confirmation | null }) => {
  const act = seen?.act ?? null
  const loadable = seen?.loadable ?? null
  return (
    <>
      <CheckList>
        <CheckRow
          verdict={act === null ? 'unknown' : 'pass'}
          title={words.act}
          evidence={act === null ? words.actNot : words.actSeen(act.epoch)}
          detail={act === null || seen === null ? undefined : words.actBy(act.node, list(seen.seenBy))}
        />
        <Bans seen={seen} />
        <CheckRow
          verdict={loadable === null ? 'unknown' : loadable === 1 ? 'pass' : 'fail'}
          title={words.copies}
          evidence={loadable === null ? words.copiesUnknown : loadable === 1 ? words.copiesNone : words.copiesFound(loadable)}
          detail={words.copiesWhy}
        />
      </CheckList>
      <p className={classes(text.note, layout.above)}>{words.contradiction}</p>
    </>
  )
}

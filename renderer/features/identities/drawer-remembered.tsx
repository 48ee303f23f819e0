import { useState } from 'react'
import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { LookGap, Remembered } from '../../../electron/contract/model/history.ts'
import { time, utc, utcSpan } from '../../format/time.ts'
import { useAsked } from '../../state/ask.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { gapSays, historyWords, rememberedSays } from '../../words/history.ts'
import { Answered } from './answered.tsx'
import history from './history.module.css'
import styles from './identities.module.css'

const words = historyWords.events
const pageMost = 50

/** All that is remembered of an identity, over restarts, with the times in which nobody looked; asked for when it is wanted. */
export const DrawerRemembered = ({ id }: { id: SmesherId }) => {
  const [wanted, want] = useState(false)
  return (
    <Section className={layout.above} title={words.title} level="h3">
      {wanted ? (
        <Page id={id} before={null} />
      ) : (
        <Button small onPress={() => want(true)}>
          {words.show}
        </Button>
      )}
    </Section>
  )
}

interface Line {
  readonly key: string
  readonly at: number
  readonly entry: Remembered | null
  readonly gap: LookGap | null
}

interface Answer {
  readonly entries: readonly Remembered[]
  readonly gaps: readonly LookGap[]
  readonly more: boolean
}

/** Newest first. A time without a look stands where it began, on one page only. */
const linesOf = ({ entries, gaps, more }: Answer): readonly Line[] => {
  const from = more ? (entries.at(-1)?.at ?? 0) : 0
  return [
    ...entries.map((entry) => ({ key: entry.key, at: entry.at, entry, gap: null })),
    ...gaps.filter(({ since }) => since >= from).map((gap) => ({ key: `${gap.node} ${gap.since}`, at: gap.since, entry: null, gap })),
  ].toSorted((one, other) => other.at - one.at)
}

/** One page, and below it the next one once it is wanted. */
const Page = ({ id, before }: { id: SmesherId; before: string | null }) => {
  const [wanted, want] = useState(false)
  const of = { identity: id, limit: pageMost, ...(before === null ? {} : { before }) }
  const asked = useAsked(`${id} ${before}`, (client) => client.history.events(of), { waitMs: 0 })
  return (
    <Answered asked={asked}>
      {(answer) => {
        const lines = linesOf(answer)
        const last = answer.entries.at(-1)?.key ?? null
        return (
          <>
            {lines.length === 0 && <p className={text.note}>{words.none}</p>}
            <ol className={styles.timeline}>
              {lines.map((line) => (
                <OneLine key={line.key} line={line} />
              ))}
            </ol>
            {answer.more && last !== null && (wanted ? <Page id={id} before={last} /> : <More onPress={() => want(true)} />)}
            {!answer.more && answer.forgotten !== null && <Forgotten at={answer.forgotten} />}
          </>
        )
      }}
    </Answered>
  )
}

const More = ({ onPress }: { onPress: () => void }) => (
  <Button small onPress={onPress}>
    {words.more}
  </Button>
)

const Forgotten = ({ at }: { at: number }) => {
  const now = useNow(60_000)
  return <p className={text.note}>{words.forgotten(time(at, now))}</p>
}

const OneLine = ({ line: { at, entry, gap } }: { line: Line }) => {
  const now = useNow(60_000)
  const { said, mark, tone } =
    entry === null ? { said: gap === null ? '' : gapSays(gap, now), mark: null, tone: 'idle' as const } : rememberedSays(entry)
  return (
    <li className={gap === null ? undefined : history.unlooked}>
      <time dateTime={new Date(at).toISOString()} title={gap === null ? utc(at) : utcSpan(gap.since, gap.until ?? now)}>
        {time(at, now, { seconds: true })}
      </time>
      {mark === null ? <span aria-hidden="true" /> : <Mark name={mark} tone={tone} />}
      <span className={classes(gap !== null && text.quiet)}>{said}</span>
    </li>
  )
}

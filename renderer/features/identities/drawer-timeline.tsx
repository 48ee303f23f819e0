import { useState } from 'react'
import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { TimelineEntry } from '../../../electron/contract/model/identity.ts'
import { time, utc, utcSpan } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { useWatch } from '../../state/watch.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { eventWords, fieldWords } from '../../words/evidence.ts'
import { identitiesWords } from '../../words/identities.ts'
import { type FoldedEvent, foldEvents } from './folded-events.ts'
import styles from './identities.module.css'

const words = identitiesWords.drawer

interface Timeline {
  readonly entries: readonly TimelineEntry[]
  readonly observedSince: number
}

const keptMost = 200
const shownFirst = 12
const keyOf = ({ at, kind, fields }: TimelineEntry) => `${at} ${kind} ${JSON.stringify(fields)}`
const keep = (before: Timeline | null, event: Timeline): Timeline => {
  const known = new Set((before?.entries ?? []).map(keyOf))
  const fresh = event.entries.filter((entry) => !known.has(keyOf(entry)))
  return {
    observedSince: event.observedSince,
    entries: [...(before?.entries ?? []), ...fresh].sort((a, b) => b.at - a.at).slice(0, keptMost),
  }
}

/** What the node told about this identity, newest first; equal events that follow each other are one line. */
export const DrawerTimeline = ({ id }: { id: SmesherId }) => {
  const now = useNow(60_000)
  const [all, showAll] = useState(false)
  const timeline = useWatch<Timeline, Timeline>(id, (client, signal) => client.identities.watchTimeline({ id }, signal), keep)
  const events = foldEvents(timeline?.entries ?? [])
  const shown = all ? events : events.slice(0, shownFirst)
  return (
    <Section
      className={layout.above}
      title={words.timeline}
      level="h3"
      beside={
        timeline && (
          <span className={text.age} title={utc(timeline.observedSince)}>
            {words.observed(time(timeline.observedSince, now))}
          </span>
        )
      }
    >
      {events.length > 0 ? (
        <ol className={styles.timeline}>
          {shown.map((event) => (
            <Event key={`${event.since} ${event.kind} ${event.failure}`} event={event} />
          ))}
        </ol>
      ) : (
        <p className={text.note}>{words.noEvents}</p>
      )}
      {shown.length < events.length && (
        <Button small onPress={() => showAll(true)}>
          {words.earlier(events.length - shown.length)}
        </Button>
      )}
    </Section>
  )
}

const Event = ({ event }: { event: FoldedEvent }) => {
  const now = useNow(60_000)
  const { said, mark, tone } = eventWords(event.kind, event.failure, event.count)
  const fields = fieldWords(event.fields, now)
  return (
    <li>
      <time dateTime={new Date(event.at).toISOString()} title={utcSpan(event.since, event.at)}>
        {time(event.at, now, { seconds: true })}
      </time>
      <Mark name={mark} tone={tone} />
      <span>
        <b className={text.medium}>{said}</b>
        {fields.map(({ key, shown, whole }) => (
          <span key={key} className={text.quiet} title={whole}>
            {`, ${shown}`}
          </span>
        ))}
        {event.help !== '' && (
          <Disclosure label={words.nodeSays}>
            <span className={styles.fields}>{event.help}</span>
          </Disclosure>
        )}
      </span>
    </li>
  )
}

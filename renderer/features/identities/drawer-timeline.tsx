import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { TimelineEntry } from '../../../electron/contract/model/identity.ts'
import { useNow } from '../../state/desk.ts'
import { useWatch } from '../../state/watch.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { eventWords } from '../../words/evidence.ts'
import { identitiesWords } from '../../words/identities.ts'
import { clockTime, time, utc } from '../../words/time.ts'
import styles from './identities.module.css'

const words = identitiesWords.drawer

interface Timeline {
  readonly entries: readonly TimelineEntry[]
  readonly observedSince: number
}

const keptMost = 200
const keep = (before: Timeline | null, event: Timeline): Timeline => {
  const known = new Set((before?.entries ?? []).map(({ at, kind }) => `${at} ${kind}`))
  const fresh = event.entries.filter(({ at, kind }) => !known.has(`${at} ${kind}`))
  return {
    observedSince: event.observedSince,
    entries: [...(before?.entries ?? []), ...fresh].sort((a, b) => b.at - a.at).slice(0, keptMost),
  }
}

/** What the node told about this identity, newest first, in the node's own words. */
export const DrawerTimeline = ({ id }: { id: SmesherId }) => {
  const now = useNow(60_000)
  const timeline = useWatch<Timeline, Timeline>(id, (client, signal) => client.identities.watchTimeline({ id }, signal), keep)
  return (
    <section className={layout.above} aria-label={words.timeline}>
      <div className={layout.section}>
        <h3>{words.timeline}</h3>
        <span className={layout.grow} />
        {timeline && <span className={text.age}>{words.observed(time(timeline.observedSince, now))}</span>}
      </div>
      {timeline && timeline.entries.length > 0 ? (
        <ol className={styles.timeline}>
          {timeline.entries.map((entry) => (
            <Entry key={`${entry.at} ${entry.kind}`} entry={entry} />
          ))}
        </ol>
      ) : (
        <p className={text.note}>{words.noEvents}</p>
      )}
    </section>
  )
}

const Entry = ({ entry }: { entry: TimelineEntry }) => {
  const { said, mark, tone } = eventWords(entry.kind, entry.failure)
  const fields = Object.entries(entry.fields)
  return (
    <li>
      <time dateTime={new Date(entry.at).toISOString()} title={utc(entry.at)}>
        {clockTime(entry.at, true)}
      </time>
      <Mark name={mark} tone={tone} />
      <span>
        <b className={text.medium}>{said}</b>
        {entry.help !== '' && <span className={styles.fields}>{entry.help}</span>}
        {fields.length > 0 && <span className={styles.fields}>{fields.map(([key, value]) => `${key} ${value}`).join(', ')}</span>}
      </span>
    </li>
  )
}

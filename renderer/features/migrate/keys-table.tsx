import type { BatchRow, KeyPlace } from '../../../electron/contract/model/migration.ts'
import { shortId } from '../../format/ids.ts'
import { time, utc } from '../../format/time.ts'
import { useLink, useNow } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { age } from '../../words/ages.ts'
import { migrateWords } from '../../words/migrate.ts'

const words = migrateWords.progress

const places: Readonly<Record<KeyPlace['onSource'], Look>> = {
  loadable: { mark: 'pass', tone: 'active' },
  'out-of-use': { mark: 'retired', tone: 'idle' },
  absent: { mark: 'queued', tone: 'idle' },
  unknown: { mark: 'unknown', tone: 'idle' },
}

/** Where each key can be loaded right now, by looking at the disks: at most at one place, ever. */
export const KeysTable = ({ batch }: { batch: BatchRow }) => {
  const now = useNow()
  const lost = useLink().kind === 'lost'
  const { lookedAt } = batch
  // What is not looked at again has a time, not an age that goes on counting.
  const stands = batch.activity !== 'running' || lost
  const title = batch.activity === 'ended' ? words.keysThen : words.keys
  const looked =
    lookedAt === null ? words.notLooked : stands ? words.asOf(time(lookedAt, now, { seconds: true })) : words.lookedAt(age(now - lookedAt))
  return (
    <Section
      className={layout.above}
      title={title}
      beside={
        <span className={text.age} title={lookedAt === null ? undefined : utc(lookedAt)}>
          {looked}
        </span>
      }
    >
      <table className={classes(table.table, table.ends, table.quiet)} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{words.columns.identity}</th>
            <th scope="col">{words.columns.on(batch.source)}</th>
            <th scope="col">{words.columns.on(batch.target)}</th>
            <th scope="col">{words.columns.loadable}</th>
          </tr>
        </thead>
        <tbody>
          {batch.keys.map((key) => (
            <Key key={key.identity} place={key} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

const Key = ({ place }: { place: KeyPlace }) => (
  <tr>
    <td className={table.tall}>
      <span className={layout.two}>
        <b className={text.medium}>{place.name}</b>
        <span className={classes(text.hex, text.tiny)}>{shortId(place.identity)}</span>
      </span>
    </td>
    <td>
      <Chip {...places[place.onSource]}>{words.place[place.onSource]}</Chip>
    </td>
    <td>
      <Chip {...places[place.onTarget]}>{words.place[place.onTarget]}</Chip>
    </td>
    <td>
      <Loadable at={place} />
    </td>
  </tr>
)

const Loadable = ({ at: { loadableAt, onSource, onTarget } }: { at: KeyPlace }) => {
  if (onSource === 'unknown' || onTarget === 'unknown') return <Chip {...places.unknown}>{words.place.unknown}</Chip>
  if (loadableAt.length > 1)
    return (
      <Chip mark="safety-stop" tone="bad">
        {words.twice(loadableAt)}
      </Chip>
    )
  return (
    <Chip mark="pass" tone="good">
      {loadableAt.length === 0 ? words.nowhere : words.at(loadableAt)}
    </Chip>
  )
}

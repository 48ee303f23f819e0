import { Link } from 'wouter'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { iso, time, utc } from '../../format/time.ts'
import { useMirror, useNetworkNow } from '../../state/desk.ts'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { overviewWords } from '../../words/overview.ts'
import styles from './overview.module.css'
import { type Coming as Comes, comingOf } from './what-comes.ts'

const words = overviewWords.next

/** What comes, in order. */
export const Coming = ({ rows }: { rows: readonly IdentityRow[] }) => {
  const now = useNetworkNow()
  const clocks = Object.values(useMirror((state) => state.clocks) ?? {})
  const coming = comingOf(rows, clocks, now)
  return (
    <Section title={words.title}>
      {coming.length === 0 && <p className={text.note}>{words.none}</p>}
      <ul className={styles.next}>
        {coming.map((one) => (
          <li key={`${one.at} ${one.is === 'proof' ? one.id : `${one.is} ${one.clock.key}`}`}>
            <time dateTime={iso(one.at)} title={utc(one.at)}>
              {time(one.at, now, { seconds: one.at - now < 600_000 })}
            </time>
            <span>
              <What one={one} several={clocks.length > 1} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const What = ({ one, several }: { one: Comes; several: boolean }) => {
  if (one.is === 'proof')
    return (
      <>
        <Link href={`/identities/${one.id}`}>{one.name}</Link> {words.proof}
      </>
    )
  const said = words.of[one.is](one.epoch)
  return several ? `${said} ${words.by(one.clock.nodes)}` : said
}

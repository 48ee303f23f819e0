import { useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { ConfigLook } from '../../../electron/contract/model/config.ts'
import { time, utc } from '../../format/time.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { configWords } from '../../words/config.ts'
import styles from './config.module.css'
import { Proposal } from './config-change.tsx'

const words = configWords.versions

interface VersionsProps {
  readonly name: RigName
  readonly look: ConfigLook
  readonly again: () => void
}

/** What stood there before; each can be held against what stands there, and put back. */
export const VersionsPart = ({ name, look, again }: VersionsProps) => {
  const now = useNow(60_000)
  const [chosen, choose] = useState<string | null>(null)
  const after = () => {
    choose(null)
    again()
  }
  return (
    <Section title={words.title} note={words.note} className={styles.versions}>
      {look.versions.length === 0 && <p className={text.note}>{words.none}</p>}
      <ul className={layout.ruled}>
        {look.versions.map((version) => (
          <li key={version.name} className={styles.version}>
            <span title={utc(version.keptAt)}>{time(version.keptAt, now, { seconds: true })}</span>
            <Button small kind="quiet" onPress={() => choose(version.name)}>
              {words.compare}
            </Button>
          </li>
        ))}
      </ul>
      {chosen !== null && <Comparison key={`${chosen} ${look.hash}`} name={name} version={chosen} hash={look.hash} after={after} />}
    </Section>
  )
}

interface ComparisonProps {
  readonly name: RigName
  readonly version: string
  readonly hash: string
  readonly after: () => void
}

const Comparison = ({ name, version, hash, after }: ComparisonProps) => {
  const asked = useAsked(`${version} ${hash}`, (client) => client.config.compare({ name, version }), { waitMs: 0 })
  const back = useAct(async (client) => {
    await client.config.goBack({ name, hash, version })
    after()
  })
  const same = asked.answer?.diff.length === 0
  return (
    <div className={styles.change}>
      {asked.fault && <Fault words={asked.fault} />}
      {asked.answer && (same ? <p className={text.note}>{words.same}</p> : <Proposal proposal={asked.answer} />)}
      {back.fault && <Fault words={back.fault} />}
      <Button closed={asked.answer === null || same ? words.same : null} onPress={() => void back.run()}>
        {words.back}
      </Button>
    </div>
  )
}

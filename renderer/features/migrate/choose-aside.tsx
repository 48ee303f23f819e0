import { momentAt } from '../../../electron/time/index.ts'
import { timeNear } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { Effects } from '../../ui/effects.tsx'
import { Facts } from '../../ui/facts.tsx'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import type { Choice } from './choose-page.tsx'
import styles from './migrate.module.css'

const words = migrateWords.choose

/** When this may be done, by the network's clock. */
const useWhen = (): string => {
  const now = useNow()
  const clock = useMirror(({ epoch }) => epoch)
  const moment = clock && momentAt(clock, now)
  if (moment?.kind === 'gap') return words.inGap(timeNear(moment.gap.close, now))
  return moment?.kind === 'between' ? words.calm(timeNear(moment.next.open, now)) : words.anytime
}

/** The answer to "when may I do this, and what does it cost". */
export const ChooseAside = ({ choice }: { choice: Choice }) => {
  const name = useMirror(({ identities }) => (choice.identity === null ? null : (identities[choice.identity]?.name ?? null)))
  const when = useWhen()
  const { source, target } = choice
  const whole = name !== null && source !== null && target !== null
  return (
    <>
      <h2>{words.happens}</h2>
      <p className={styles.lead}>{whole ? words.sentence(name, source, target) : words.sentenceNone}</p>
      <Facts className={text.small} facts={[[words.when, when], whole && [words.stands, words.standsText(source, target)]]} />
      <hr className={styles.rule} />
      <h2>{words.wrong}</h2>
      <div className={text.small}>
        <Effects
          effects={[
            { mark: 'pass', tone: 'good', text: words.wrongBefore },
            { mark: 'at-risk', tone: 'warn', text: words.wrongAfter(target) },
            { mark: 'banned', tone: 'bad', text: words.wrongTwice },
          ]}
        />
      </div>
    </>
  )
}

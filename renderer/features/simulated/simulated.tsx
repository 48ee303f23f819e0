import type { BreakName } from '../../../electron/contract/model/simulation.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'
import { SpeedChoice } from './speed-choice.tsx'
import { TryCards } from './try-cards.tsx'
import { useBreak } from './use-break.ts'

const words = simulatedWords.page
const names = Object.keys(simulatedWords.breaks) as BreakName[]

/** The simulation's own page: how fast it runs, what to try, what to break and mend. */
export const Simulated = () => {
  const made = useMirror(({ rig }) => rig.simulation !== null) === true
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={made ? words.lead : words.unmade} />
      {made && (
        <>
          <Section className={layout.farAbove} title={words.speed}>
            <div className={styles.speed}>
              <SpeedChoice />
              <p className={text.note}>{words.speedNote}</p>
            </div>
          </Section>
          <Section className={layout.farAbove} title={simulatedWords.tries.title}>
            <TryCards />
          </Section>
          <Section className={layout.farAbove} title={words.breaks}>
            <ul className={styles.breaks}>
              {names.map((what) => (
                <BreakRow key={what} what={what} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </div>
  )
}

const BreakRow = ({ what }: { what: BreakName }) => {
  const found = useBreak(what)
  const now = useNow()
  if (found === null) return null
  const { thing, toggle, pending, fault } = found
  const { title, effect, act, mend } = simulatedWords.breaks[what]
  const broken = thing.since !== null
  return (
    <li className={styles.break}>
      <Mark name={broken ? 'failed' : 'info'} tone={broken ? 'bad' : 'idle'} />
      <div>
        <div className={text.medium}>{title(thing.target)}</div>
        <div className={text.quiet}>{effect}</div>
        {fault && <Fault words={fault} />}
      </div>
      <span className={text.age}>{thing.since === null ? '' : words.since(now - thing.since)}</span>
      <Button small onPress={() => !pending && void toggle()}>
        {broken ? mend : act}
      </Button>
    </li>
  )
}

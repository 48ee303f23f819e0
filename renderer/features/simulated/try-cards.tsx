import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { BreakName } from '../../../electron/contract/model/simulation.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'
import { useBreak } from './use-break.ts'

const words = simulatedWords.tries

/** What a newcomer can try: each card says what will be seen and has one act. */
export const TryCards = () => {
  const stopped = useMirror(({ identities }) => Object.values(identities).find(({ service }) => service === 'diskB_post1')?.id ?? null)
  return (
    <ul className={styles.cards} aria-label={words.title}>
      <BreakCard
        what="stop-service"
        title={words.stop.title}
        text={words.stop.text}
        to={stopped === null ? null : `/identities/${stopped}`}
      />
      <Card title={words.move.title} text={words.move.text}>
        <ButtonLink to="/migrate" small>
          {words.move.act}
        </ButtonLink>
      </Card>
      <BreakCard what="kill-node" title={words.kill.title} text={words.kill.text} to="/nodes/attic" />
    </ul>
  )
}

interface BreakCardProps {
  readonly what: BreakName
  readonly title: string
  readonly text: (target: string) => string
  /** Where it can be watched. */
  readonly to: string | null
}

const BreakCard = ({ what, title, text, to }: BreakCardProps) => {
  const found = useBreak(what)
  const [, go] = useLocation()
  if (found === null) return null
  const { thing, toggle, fault } = found
  const broken = thing.since !== null
  return (
    <Card title={title} text={text(thing.target)}>
      <Button small onPress={() => void toggle().then((done) => done !== null && !broken && to !== null && go(to))}>
        {broken ? simulatedWords.breaks[what].mend : simulatedWords.breaks[what].act}
      </Button>
      {fault && <Fault words={fault} />}
    </Card>
  )
}

const Card = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <li className={styles.card}>
    <h3>{title}</h3>
    <p>{text}</p>
    <div>{children}</div>
  </li>
)

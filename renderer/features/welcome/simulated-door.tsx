import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Meter } from '../../ui/meter.tsx'
import { shellWords } from '../../words/shell.ts'
import { welcomeWords } from '../../words/welcome.ts'
import { Door } from './door.tsx'
import styles from './welcome.module.css'

const words = welcomeWords.sim

/** A start that was seen on this page leads to its screens by itself; a rig that ran already does not take the page away. */
const useOpensByItself = () => {
  const [, go] = useLocation()
  const step = useMirror(({ rig }) => rig.starting?.step ?? null)
  const ready = useMirror(({ rig }) => rig.kind === 'simulated' && rig.starting === null && rig.problem === null) === true
  const started = useRef(false)
  useEffect(() => {
    if (step !== null) started.current = step !== 'stopping' && step !== 'opening'
    else if (started.current && ready) go('/overview')
  }, [step, ready, go])
}

/** The way into a network in miniature. */
export const SimulatedDoor = () => {
  const rig = useMirror((state) => state.rig)
  const start = useAct((client) => client.rig.startSimulated(null))
  useOpensByItself()
  return (
    <Door title={words.title} lead={words.lead} points={words.points.map((point) => ({ mark: 'pass', tone: 'good', text: point }))}>
      {start.fault && <Fault words={start.fault} />}
      {rig?.starting ? (
        <StartingLine starting={rig.starting} />
      ) : rig?.kind === 'simulated' ? (
        <ButtonLink to="/overview" kind="primary" icon="simulated">
          {words.open}
        </ButtonLink>
      ) : (
        <Button
          icon="play"
          kind={rig?.kind === 'none' && rig.problem === null ? 'primary' : 'plain'}
          closed={rig?.kind === 'own' ? words.closed : start.pending ? words.starting : null}
          onPress={() => void start.run()}
        >
          {words.act}
        </Button>
      )}
    </Door>
  )
}

/** How far a start has come: the step in words, and how many there are. */
const StartingLine = ({ starting }: { starting: { readonly step: string; readonly done: number; readonly of: number } }) => {
  const step = welcomeWords.sim.steps[starting.step] ?? starting.step
  const part = starting.of === 0 ? null : starting.done / starting.of
  return (
    <div className={styles.starting} role="status">
      <div className={styles.startingLine}>
        <span>{step}</span>
        <span>{shellWords.starting.step(starting.done, starting.of)}</span>
      </div>
      <Meter label={`${step}, ${shellWords.starting.step(starting.done, starting.of)}`} part={part} kind="solid" />
    </div>
  )
}

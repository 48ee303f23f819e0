import { useState } from 'react'
import { RestartDialog } from '../../acts/restart-dialog.tsx'
import { type Program, StopDialog } from '../../acts/stop-dialog.tsx'
import { type Act, useAct } from '../../state/act.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { nodesWords } from '../../words/nodes.ts'
import { closedWords, isMissing, programWords as words } from '../../words/programs.ts'

type Asking = 'stop' | 'restart' | null

/** What runs can be stopped and restarted, what doesn't can be started; a closed act says why, and what happens now stands in its place. */
export const ProgramActs = ({ program }: { program: Program }) => {
  const { kind, name, slot } = program
  const [asking, ask] = useState<Asking>(null)
  const start = useAct((client) => (kind === 'node' ? client.nodes : client.services).start({ name }))
  const stop = useAct((client, said: string) => (kind === 'node' ? client.nodes : client.services).stop({ name, words: said }))
  const restart = useAct((client, said: string) => (kind === 'node' ? client.nodes : client.services).restart({ name, words: said }))
  const close = () => ask(null)
  const fault = start.fault ?? (asking === null ? (stop.fault ?? restart.fault) : null)
  return (
    <span className={classes(layout.acts, layout.end)}>
      {restart.pending ? (
        <Going>{words.restarting}</Going>
      ) : stop.pending || slot.state === 'stopping' ? (
        <Going>{words.stopping}</Going>
      ) : slot.stopClosed === null ? (
        <Running program={program} restart={restart} ask={ask} />
      ) : (
        <Standing program={program} start={start} />
      )}
      {slot.startClosed !== 'not-here' && (
        <ButtonLink to={`/logs/${kind}/${name}`} small kind="quiet">
          {kind === 'node' ? nodesWords.detail.logs : nodesWords.services.log}
        </ButtonLink>
      )}
      {fault && <Fault words={fault} />}
      <StopDialog program={program} act={stop} open={asking === 'stop' && slot.state !== 'stopping'} onClose={close} />
      <RestartDialog
        kind={kind}
        name={name}
        slot={slot}
        act={restart}
        open={asking === 'restart' && slot.state !== 'stopping'}
        onClose={close}
      />
    </span>
  )
}

const Going = ({ children }: { children: string }) => (
  <Button small reason="before" closed="">
    {children}
  </Button>
)

interface RunningProps {
  readonly program: Program
  readonly restart: Act<[string], unknown>
  readonly ask: (what: Asking) => void
}

const Running = ({ program: { slot, findings }, restart, ask }: RunningProps) => {
  const asks = slot.stopWords !== null
  return (
    <>
      <Button
        small
        reason="before"
        closed={slot.restartClosed === null ? null : closedWords(slot.restartClosed, findings)}
        onPress={() => (asks ? ask('restart') : void restart.run(''))}
      >
        {asks ? words.restartAsks : words.restart}
      </Button>
      <Button small onPress={() => ask('stop')}>
        {slot.outlasted ? words.endNow : words.stop}
      </Button>
    </>
  )
}

const Standing = ({ program, start }: { program: Program; start: Act<[], unknown> }) => {
  const { kind, name, slot, findings } = program
  if (start.pending) return <Going>{words.starting}</Going>
  return (
    <>
      <Button
        small
        reason="before"
        icon={slot.startClosed === null ? 'play' : undefined}
        closed={slot.startClosed === null ? null : closedWords(slot.startClosed, findings)}
        onPress={() => void start.run()}
      >
        {words.start}
      </Button>
      {isMissing(slot.startClosed) && (
        <ButtonLink to={`/${kind}s/${name}/edit`} small>
          {words.edit}
        </ButtonLink>
      )}
    </>
  )
}

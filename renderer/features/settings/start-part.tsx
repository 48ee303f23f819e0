import { useState } from 'react'
import type { Autostart } from '../../../electron/contract/model/autostart.ts'
import type { AppClient } from '../../bridge/connection.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import { DialogActs } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { startWords as words } from '../../words/start.ts'

/** Whether Smeshdesk starts by itself; sets it up and takes it back, after what is written was shown. */
export const StartPart = () => {
  const { answer, fault } = useAsked('autostart', (client) => client.autostart.show(null), { waitMs: 0 })
  return (
    <Section className={layout.farAbove} title={words.title}>
      <p className={text.note}>{words.note}</p>
      {fault && <Fault words={fault} />}
      {answer !== null && (answer.kind === 'none' ? <p className={text.note}>{words.none}</p> : <Start first={answer} />)}
    </Section>
  )
}

const looks: Readonly<Record<Autostart['state'], Look>> = {
  absent: { mark: 'info', tone: 'idle' },
  on: { mark: 'pass', tone: 'good' },
  off: { mark: 'at-risk', tone: 'warn' },
  outdated: { mark: 'at-risk', tone: 'warn' },
  changed: { mark: 'disagree', tone: 'odd' },
  unknown: { mark: 'unknown', tone: 'idle' },
}

const Start = ({ first }: { first: Autostart }) => {
  const act = useAct((client: AppClient, seal: string | null) =>
    seal === null ? client.autostart.remove(null) : client.autostart.install({ seal }),
  )
  const [now, show] = useState(first)
  const run = (seal: string | null) => void act.run(seal).then((done) => done !== null && show(done))
  const { state, file, linger, seal } = now
  const isThere = state === 'on' || state === 'off' || state === 'outdated'
  return (
    <>
      <div role="status">
        <Effects
          effects={[
            { ...looks[state], text: words.states[state] },
            ...(linger === null ? [] : [{ mark: 'info' as const, tone: 'idle' as const, text: words.linger[linger] }]),
          ]}
        />
      </div>
      <Disclosure label={words.text}>
        <Written of={now} />
      </Disclosure>
      {act.fault && <Fault words={act.fault} />}
      <p className={text.path}>{file}</p>
      <DialogActs>
        {isThere && <Button onPress={() => run(null)}>{words.remove}</Button>}
        {state !== 'on' && state !== 'changed' && <Button onPress={() => run(seal)}>{isThere ? words.renew : words.install}</Button>}
      </DialogActs>
    </>
  )
}

const Written = ({ of: { kind, text: written, commands } }: { of: Autostart }) => (
  <>
    <p className={text.note}>{words.kinds[kind]}</p>
    <pre className={text.code}>{written}</pre>
    {commands.map((command) => (
      <p key={command.join(' ')} className={text.note}>
        {words.runs(command.join(' '))}
      </p>
    ))}
  </>
)

import type { Awake } from '../../../electron/contract/model/awake.ts'
import { useAct } from '../../state/act.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { awakeWords as words } from '../../words/awake.ts'

/** Whether this computer is kept awake for proofs: for which, since when, or why it can't be. Nothing of it in a simulation. */
export const AwakePart = () => {
  const awake = useMirror((state) => state.awake)
  const set = useAct((client, on: boolean) => client.rig.setKeepAwake({ on }))
  if (awake === null) return null
  return (
    <Section className={layout.farAbove} title={words.title}>
      <Checkbox label={words.label} checked={awake.on} onChange={(on) => void set.run(on)} />
      <p className={text.note}>{words.note}</p>
      {awake.on && <Now awake={awake} />}
      {set.fault && <Fault words={set.fault} />}
    </Section>
  )
}

const looks: Readonly<Record<Awake['state'], Look>> = {
  'not-needed': { mark: 'info', tone: 'idle' },
  asked: { mark: 'waiting', tone: 'active' },
  held: { mark: 'pass', tone: 'good' },
  cannot: { mark: 'at-risk', tone: 'warn' },
}

const Now = ({ awake }: { awake: Awake }) => {
  const now = useNow()
  return (
    <div role="status">
      <Effects effects={[{ ...looks[awake.state], text: words.says(awake, now - awake.since) }]} />
    </div>
  )
}

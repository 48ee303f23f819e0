import { useState } from 'react'
import type { MovePlan, MoveScan } from '../../../electron/contract/model/migration.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { CopyId } from '../../ui/copy-id.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PlanList } from '../../ui/plan-list.tsx'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import type { FaultWords } from '../../words/errors.ts'
import { shortId } from '../../words/format.ts'
import { migrateWords } from '../../words/migrate.ts'
import { duration } from '../../words/time.ts'
import styles from './migrate.module.css'
import { noReturn, planMs } from './move-steps.ts'
import { planLines } from './plan-lines.tsx'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.plan

interface PlanProps {
  readonly scan: MoveScan
  readonly plan: MovePlan
  readonly start: (scan: MoveScan, words: string) => void
  readonly starting: boolean
  readonly fault: FaultWords | null
  readonly back: () => void
}

/** The whole plan with every path, and consent in words that belong to this plan alone. */
export const PlanPage = ({ scan, plan, start, starting, fault, back }: PlanProps) => {
  const [typed, type] = useState('')
  const [ticks, tick] = useState<readonly boolean[]>([false, false])
  const closed = !ticks.every(Boolean) ? words.closedTicks : typed === plan.consentWords ? null : words.closedWords(plan.consentWords)
  return (
    <WizardFrame
      title={migrateWords.titleOf(plan.identityName, plan.source, plan.target)}
      step={2}
      aside={
        <>
          <HalfWay plan={plan} />
          <Standstill plan={plan} />
          <Consent plan={plan} typed={typed} type={type} ticks={ticks} tick={tick} />
          {fault && <PlanFault fault={fault} back={back} />}
        </>
      }
      foot={
        <>
          <Button onPress={back}>{words.back}</Button>
          <span className={text.grow} />
          <Button kind="primary" reason="before" closed={closed ?? (starting ? words.tooOld : null)} onPress={() => start(scan, typed)}>
            {words.go}
          </Button>
        </>
      }
    >
      <div className={layout.section}>
        <h2>{words.title}</h2>
        <span className={text.quiet}>{words.takes(planMs(plan.steps))}</span>
        <span className={layout.grow} />
        <CopyId short={words.hash(shortId(plan.hash))} whole={plan.hash} words={words.copy} />
      </div>
      <PlanList label={words.title} lines={planLines(plan.steps)} />
    </WizardFrame>
  )
}

interface ConsentProps {
  readonly plan: MovePlan
  readonly typed: string
  readonly type: (typed: string) => void
  readonly ticks: readonly boolean[]
  readonly tick: (ticks: readonly boolean[]) => void
}

const Consent = ({ plan, typed, type, ticks, tick }: ConsentProps) => (
  <>
    <h2 className={layout.above}>{words.confirm}</h2>
    {words.confirms(plan.source).map((sentence, index) => (
      <Checkbox
        key={sentence}
        label={sentence}
        checked={ticks[index] ?? false}
        onChange={(on) => tick(ticks.map((was, at) => (at === index ? on : was)))}
      />
    ))}
    <div className={layout.above}>
      <TypedWords before={words.type} agreed={words.agreed} words={plan.consentWords} value={typed} onChange={type} mono />
    </div>
  </>
)

const HalfWay = ({ plan: { steps, source, target } }: { plan: MovePlan }) => {
  const point = noReturn(steps)
  return (
    <>
      <h2>{words.half}</h2>
      <div className={styles.small}>
        <Effects
          effects={[
            { mark: 'pass', tone: 'good', text: words.before(point, source) },
            { mark: 'info', tone: 'idle', text: words.after(point, target, source) },
            { mark: 'safety-stop', tone: 'bad', text: words.contradiction },
          ]}
        />
      </div>
    </>
  )
}

/** A plan that is not true any more is never begun: the way on is to look again. */
const PlanFault = ({ fault, back }: { fault: FaultWords; back: () => void }) => (
  <div className={layout.above}>
    <Fault words={fault}>
      <Button small onPress={back}>
        {migrateWords.checks.again}
      </Button>
    </Fault>
  </div>
)

const Still = ({ still: { identity, name, expectedMs } }: { still: MovePlan['standstill'][number] }) => {
  const known = useMirror(({ identities }) => identities[identity]?.name ?? null)
  return (
    <li>
      <span>{name || known || shortId(identity)}</span>
      <span className={text.quiet}>{duration(expectedMs)}</span>
    </li>
  )
}

const Standstill = ({ plan: { standstill } }: { plan: MovePlan }) => (
  <>
    <h2>{words.still}</h2>
    <ul className={`${styles.small} ${styles.still}`}>
      {standstill.length === 0 && <li>{words.stillNone}</li>}
      {standstill.map((still) => (
        <Still key={still.identity} still={still} />
      ))}
    </ul>
  </>
)

import { useState } from 'react'
import type { MovePlan, MoveScan } from '../../../electron/contract/model/migration.ts'
import { shortId } from '../../format/ids.ts'
import { duration } from '../../format/time.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Effects } from '../../ui/effects.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PlanList } from '../../ui/plan-list.tsx'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import { errorWords, type FaultWords } from '../../words/errors.ts'
import { migrateWords } from '../../words/migrate.ts'
import { Ends } from './ends.tsx'
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
  /** Both nodes are looked at again, for a new plan. */
  readonly looking: boolean
  readonly again: () => void
  readonly back: () => void
}

/** The whole plan with every path, and consent in words that belong to this plan alone. */
export const PlanPage = ({ scan, plan, start, starting, fault, looking, again, back }: PlanProps) => {
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
        </>
      }
      foot={
        <>
          <Button onPress={back}>{words.back}</Button>
          {fault || looking ? (
            <Refused fault={fault} looking={looking} again={again} />
          ) : (
            <Button kind="primary" reason="before" closed={closed ?? (starting ? words.starting : null)} onPress={() => start(scan, typed)}>
              {words.go}
            </Button>
          )}
        </>
      }
    >
      <Ends ends={plan.ends} />
      <div className={classes(layout.section, layout.above)}>
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
      <TypedWords before={words.type} words={plan.consentWords} value={typed} onChange={type} mono />
    </div>
  </>
)

const HalfWay = ({ plan: { steps, source, target } }: { plan: MovePlan }) => {
  const point = noReturn(steps)
  return (
    <>
      <h2>{words.half}</h2>
      <div className={text.small}>
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

const changed = (reference: string | null): string => words.refused.what[reference ?? ''] ?? words.refused.other

/** A plan that is not true any more is never begun. That stands where the button was, with the way on in its place. */
const Refused = ({ fault, looking, again }: { fault: FaultWords | null; looking: boolean; again: () => void }) => {
  const stale = fault?.title === errorWords.plan_changed[0]
  return (
    <>
      <span className={styles.refused} role="alert">
        {fault && <Mark name="failed" tone="bad" />}
        {fault && (
          <span>
            <b>{`${fault.title}.`}</b>{' '}
            {stale ? `${changed(fault.reference)} ${words.refused.lead} ${words.refused.agree}` : `${fault.why} ${fault.act}`}
          </span>
        )}
      </span>
      <Button kind="primary" reason="before" closed={looking ? words.refused.looking : null} onPress={again}>
        {words.refused.again}
      </Button>
    </>
  )
}

const Still = ({ still: { identity, name, expectedMs } }: { still: MovePlan['standstill'][number] }) => {
  const known = useMirror(({ identities }) => identities[identity]?.name ?? null)
  return (
    <li>
      <span>{known || name || shortId(identity)}</span>
      <span className={text.quiet}>{duration(expectedMs)}</span>
    </li>
  )
}

const Standstill = ({ plan: { standstill } }: { plan: MovePlan }) => (
  <>
    <h2>{words.still}</h2>
    <ul className={`${text.small} ${styles.still}`}>
      {standstill.length === 0 && <li>{words.stillNone}</li>}
      {standstill.map((still) => (
        <Still key={still.identity} still={still} />
      ))}
    </ul>
  </>
)

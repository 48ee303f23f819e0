import { useState } from 'react'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { count } from '../../format/numbers.ts'
import { useAct } from '../../state/act.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import { age } from '../../words/ages.ts'
import type { FaultWords } from '../../words/errors.ts'
import { migrateWords } from '../../words/migrate.ts'
import { AbortButton } from './abort-button.tsx'
import { KeysTable } from './keys-table.tsx'
import styles from './migrate.module.css'
import { noReturn } from './move-steps.ts'
import { ResumeReason } from './resume-notice.tsx'
import { StepsEvidence } from './steps-evidence.tsx'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.arm

/** The point of no return, on its own page: what can and can't be undone, everything looked at again, typed words. */
export const ArmPage = ({ batch }: { batch: BatchRow }) => {
  const [typed, type] = useState('')
  const arm = useAct((client, said: string) => client.migration.resume({ batch: batch.batch, words: said }))
  const { identityName, source, target, plan } = batch
  return (
    <WizardFrame
      title={migrateWords.titleOf(identityName, source, target)}
      step={3}
      aside={<Consent batch={batch} typed={typed} type={type} fault={arm.fault} />}
      foot={<ArmFoot batch={batch} agreed={typed === plan.consentWords} pending={arm.pending} arm={() => void arm.run(typed)} />}
    >
      <h2 className={text.step}>{words.title(identityName, target)}</h2>
      <p className={text.quiet}>{words.lead(noReturn(plan.steps), plan.steps.length)}</p>
      <Figures batch={batch} />
      <Undo batch={batch} />
      <KeysTable batch={batch} />
      <StepsEvidence batch={batch} />
    </WizardFrame>
  )
}

interface ConsentProps {
  readonly batch: BatchRow
  readonly typed: string
  readonly type: (typed: string) => void
  readonly fault: FaultWords | null
}

const Consent = ({ batch, typed, type, fault }: ConsentProps) => (
  <>
    <h2>{words.consent}</h2>
    <p className={text.note}>{words.typeNote}</p>
    <div className={layout.above}>
      <TypedWords before={words.type} words={batch.plan.consentWords} value={typed} onChange={type} mono />
    </div>
    {fault && <Fault words={fault} />}
    <h2>{words.again}</h2>
    <ResumeReason batch={batch} />
  </>
)

interface FootProps {
  readonly batch: BatchRow
  readonly agreed: boolean
  readonly pending: boolean
  readonly arm: () => void
}

const ArmFoot = ({ batch, agreed, pending, arm }: FootProps) => (
  <>
    <AbortButton batch={batch} />
    {agreed && <span className={text.note}>{words.note}</span>}
    <Button
      kind={agreed ? 'danger-ready' : 'danger'}
      reason="before"
      closed={agreed && !pending ? null : migrateWords.resume.closed}
      onPress={arm}
    >
      {words.act(batch.target)}
    </Button>
  </>
)

const Figures = ({ batch: { plan, keys, lookedAt } }: { batch: BatchRow }) => {
  const now = useNow()
  const loadable = keys.flatMap((key) => key.loadableAt)
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{words.figures.plan}</dt>
        <dd className={text.code}>{plan.hash.slice(0, 8)}</dd>
      </div>
      <div>
        <dt>{words.figures.keys}</dt>
        <dd>{count(keys.length)}</dd>
      </div>
      <div>
        <dt>{words.figures.loadable}</dt>
        <dd>
          {loadable.length === 0 ? migrateWords.progress.nowhere : migrateWords.progress.at(loadable)}{' '}
          <small>{lookedAt === null ? migrateWords.progress.notLooked : age(now - lookedAt)}</small>
        </dd>
      </div>
    </dl>
  )
}

const Undo = ({ batch: { source, target } }: { batch: BatchRow }) => (
  <div className={styles.twoColumns}>
    <section aria-label={words.cannot}>
      <h3>{words.cannot}</h3>
      <Effects effects={words.cannots(source, target).map((sentence) => ({ mark: 'failed', tone: 'bad', text: sentence }))} />
    </section>
    <section aria-label={words.can}>
      <h3>{words.can}</h3>
      <Effects effects={words.cans(source, target).map((sentence) => ({ mark: 'pass', tone: 'good', text: sentence }))} />
    </section>
  </div>
)

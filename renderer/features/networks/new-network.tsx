import { type ComponentType, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useNow } from '../../state/desk.ts'
import { isRigName } from '../../state/rig-name.ts'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { networkWords as words } from '../../words/networks.ts'
import { ClockFields } from './clock-fields.tsx'
import { askedOf, guideForm, type NetworkForm, newForm, sizesOf, unitsOf, wholeOf } from './network-form.ts'
import styles from './networks.module.css'
import { PlanPart } from './plan-part.tsx'

/** A folder or a program of this computer, typed or browsed for. */
export type PathField = ComponentType<{
  readonly label: string
  readonly help: string
  readonly kind: 'folder' | 'program'
  readonly picked: FolderEntry | null
  readonly onPick: (picked: FolderEntry | null) => void
}>

export interface PartProps {
  readonly form: NetworkForm
  readonly change: (parts: Partial<NetworkForm>) => void
}

/** What is asked for on one page, its plan below: nothing is written before the plan was shown. */
export const NewNetwork = ({ PathField }: { PathField: PathField }) => {
  const now = useNow(60_000)
  const [form, setForm] = useState(() => newForm(now))
  const [, go] = useLocation()
  const change = (parts: Partial<NetworkForm>) => setForm((before) => ({ ...before, ...parts }))
  const asked = askedOf(form)
  const wishes = 'wishes' in asked ? asked.wishes : null
  const plan = useAsked(wishes === null ? null : JSON.stringify(wishes), (client) =>
    wishes === null ? Promise.reject(new Error('nothing is asked for')) : client.networks.plan(wishes),
  )
  const make = useAct(async (client) => {
    if (wishes === null || plan.answer === null) return
    await client.networks.make({ wishes, hash: plan.answer.hash })
    go(`/networks/${wishes.name}`)
  })
  const faults = plan.answer?.faults ?? []
  const closed =
    'missing' in asked ? asked.missing : plan.answer === null ? words.missing.looking : faults.length > 0 ? words.missing.faults : null
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={words.lead} />
      <div className={styles.columns}>
        <div className={styles.form}>
          <Programs form={form} change={change} PathField={PathField} />
          <Place form={form} change={change} PathField={PathField} />
          <ClockFields form={form} change={change} onGuide={() => change(guideForm(now))} />
          <Identities form={form} change={change} />
          {plan.fault && <Fault words={plan.fault} />}
          <PlanPart plan={plan.answer} closed={closed} make={make} />
        </div>
        <Aside />
      </div>
    </div>
  )
}

const Aside = () => (
  <aside className={styles.aside} aria-label={words.aside.title}>
    <h2>{words.aside.title}</h2>
    <p className={text.note}>{words.aside.text}</p>
    <Effects effects={words.aside.points.map((point) => ({ mark: 'info' as const, tone: 'idle' as const, text: point }))} />
  </aside>
)

/** Released together, they mostly lie together: what lies beside the first is offered for the others. */
const useBeside = ({ form, change }: PartProps) => {
  const at = form.node?.path.replace(/[^/\\]+$/, '') ?? null
  const { answer } = useAsked(at, (client) =>
    Promise.all((['post-service', 'postcli'] as const).map((name) => client.folders.named({ text: `${at}${name}`, kind: 'program' }))),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled once for each answer; what a person sets afterwards stays
  useEffect(() => {
    const [service, postcli] = answer ?? []
    if (service?.entry != null && form.service === null) change({ service: service.entry })
    if (postcli?.entry != null && form.postcli === null) change({ postcli: postcli.entry })
  }, [answer])
}

interface PathProps extends PartProps {
  readonly PathField: PathField
}

const Programs = ({ form, change, PathField }: PathProps) => {
  useBeside({ form, change })
  return (
    <Section title={words.programs.title} className={styles.part}>
      <PathField
        label={words.programs.node}
        help={words.programs.nodeHelp}
        kind="program"
        picked={form.node}
        onPick={(node) => change({ node })}
      />
      <PathField
        label={words.programs.service}
        help={words.programs.serviceHelp}
        kind="program"
        picked={form.service}
        onPick={(service) => change({ service })}
      />
      <PathField
        label={words.programs.postcli}
        help={words.programs.postcliHelp}
        kind="program"
        picked={form.postcli}
        onPick={(postcli) => change({ postcli })}
      />
    </Section>
  )
}

const Place = ({ form, change, PathField }: PathProps) => (
  <Section title={words.place.title} className={styles.part}>
    <PathField
      label={words.place.parent}
      help={words.place.parentHelp}
      kind="folder"
      picked={form.parent}
      onPick={(parent) => change({ parent })}
    />
    <Field
      label={words.place.name}
      help={words.place.nameHelp}
      error={form.name !== '' && !isRigName(form.name) ? words.place.nameBad : null}
      value={form.name}
      onChange={(name) => change({ name })}
      maxLength={60}
    />
  </Section>
)

const Identities = ({ form, change }: PartProps) => {
  const units = unitsOf(form.units)
  return (
    <Section title={words.identities.title} className={styles.part}>
      <Field
        label={words.identities.units}
        help={units === null ? '' : words.identities.unitsHelp(sizesOf(units))}
        error={units === null ? words.identities.unitsBad : null}
        value={form.units}
        onChange={(value) => change({ units: value })}
        mono
        maxLength={400}
      />
      <div className={styles.fields}>
        <Field
          label={words.identities.least}
          help={words.identities.leastHelp}
          error={wholeOf(form.least) === null ? words.clock.countBad : null}
          value={form.least}
          onChange={(least) => change({ least })}
          maxLength={6}
        />
      </div>
      <Field
        label={words.identities.coinbase}
        help={words.identities.coinbaseHelp}
        error={null}
        value={form.coinbase}
        onChange={(coinbase) => change({ coinbase })}
        mono
        maxLength={120}
      />
    </Section>
  )
}

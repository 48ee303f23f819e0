import { useState } from 'react'
import type { NoticeDraft } from '../../../electron/contract/model/notice.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Select } from '../../ui/select.tsx'
import text from '../../ui/text.module.css'
import { noticesWords } from '../../words/notices.ts'
import styles from './settings.module.css'
import { fieldsOf, freeName, type Kind, kinds, missing, type Tls, type Typed, wayOf } from './target-draft.ts'

const words = noticesWords.add
const ways: readonly Tls[] = ['implicit', 'starttls', 'local']

interface AddTargetProps {
  readonly names: readonly string[]
  /** Whether it was added. */
  readonly add: (target: NoticeDraft) => Promise<boolean>
  readonly pending: boolean
}

const KindChoice = ({ kind, choose }: { kind: Kind; choose: (kind: Kind) => void }) => (
  <Select<Kind>
    label={words.kind}
    value={kind}
    onChange={choose}
    choices={kinds.map((value) => ({ value, name: noticesWords.kinds[value] }))}
    nothing=""
  />
)

const TlsChoice = ({ tls, choose }: { tls: Tls; choose: (tls: Tls) => void }) => (
  <Select<Tls>
    label={words.tls}
    value={tls}
    onChange={choose}
    choices={ways.map((value) => ({ value, name: noticesWords.tls[value] }))}
    nothing=""
  />
)

const TypedFields = ({ kind, typed, type }: { kind: Kind; typed: Typed; type: (typed: Typed) => void }) =>
  fieldsOf[kind].map(({ key, said: [label, help], secret = false }) => (
    <Field
      key={key}
      label={label}
      help={help}
      value={typed[key] ?? ''}
      onChange={(value) => type({ ...typed, [key]: value })}
      error={null}
      secret={secret}
      mono
      maxLength={key === 'address' ? 2000 : 300}
    />
  ))

/** A form for one more who is told. What is typed into it goes to the profile and comes back to no page. */
export const AddTarget = ({ names, add, pending }: AddTargetProps) => {
  const [kind, choose] = useState<Kind>('mail')
  const [named, name] = useState<string | null>(null)
  const [typed, type] = useState<Typed>({})
  const [tls, encrypt] = useState<Tls>('implicit')
  const called = named ?? freeName(noticesWords.kinds[kind], names)
  const why = missing({ kind, typed, name: called }, names)
  const submit = async () => {
    const way = wayOf(kind, typed, tls)
    if (!(await add({ name: called, on: true, threshold: 'needs', over: true, way }))) return
    type({})
    name(null)
  }
  return (
    <Disclosure label={words.title}>
      <div className={styles.form}>
        <KindChoice
          kind={kind}
          choose={(next) => {
            choose(next)
            type({})
          }}
        />
        <Field label={words.name[0]} help={words.name[1]} value={called} onChange={name} error={null} maxLength={40} />
        {kind === 'mail' && <TlsChoice tls={tls} choose={encrypt} />}
        <TypedFields kind={kind} typed={typed} type={type} />
        <p className={text.note}>{words.secret}</p>
        <div className={layout.acts}>
          <Button small closed={pending ? words.doing : why} onPress={() => void submit()}>
            {words.do}
          </Button>
        </div>
      </div>
    </Disclosure>
  )
}

import { useState } from 'react'
import { useLocation } from 'wouter'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './add.module.css'
import { addressOrNull, argumentsOf, isAddress, isRigName, nameFrom } from './add-form.ts'
import { AddPage } from './add-page.tsx'
import { FolderField, type Picked } from './folder-field.tsx'

const words = addWords.node
const kinds = ['public', 'private', 'post'] as const

interface Form {
  readonly name: string
  readonly named: boolean
  readonly folder: Picked | null
  readonly program: Picked | null
  readonly line: string
  readonly public: string
  readonly private: string
  readonly post: string
}

const empty: Form = { name: '', named: false, folder: null, program: null, line: '', public: '', private: '', post: '' }

const input = (form: Form, parts: string[]) => ({
  name: form.name as RigName,
  program: (form.program?.handle ?? null) as FolderHandle | null,
  dataFolder: (form.folder?.handle ?? null) as FolderHandle | null,
  arguments: parts,
  addresses: { public: addressOrNull(form.public), private: addressOrNull(form.private), post: addressOrNull(form.post) },
})

/** What keeps the form from being sent, in words; `null` when nothing does. */
const missing = (form: Form, taken: boolean): string | null => {
  if (!isRigName(form.name)) return words.nameBad
  if (taken) return words.nameTaken
  if (kinds.some((kind) => addressOrNull(form[kind]) !== null && !isAddress(form[kind].trim()))) return words.addressBad
  if (argumentsOf(form.line) === null) return words.argumentsBad
  return form.folder === null && kinds.every((kind) => addressOrNull(form[kind]) === null) ? words.none : null
}

/** Attach to a node that exists, by its data folder and addresses. */
export const AddNode = () => {
  const [form, setForm] = useState(empty)
  const [, go] = useLocation()
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const taken = useMirror(({ nodes }) => Object.hasOwn(nodes, form.name)) === true
  const closed = missing(form, taken)
  const add = useAct((client, parts: string[]) => client.rig.addNode(input(form, parts)))
  const send = () => {
    void add.run(argumentsOf(form.line) ?? []).then((done) => done && go(`/nodes/${form.name}`))
  }
  return (
    <AddPage title={words.title} lead={words.lead}>
      <FolderField
        label={words.folder}
        help={words.folderHelp}
        kind="folder"
        picked={form.folder}
        onPick={(folder) => change({ folder, ...(form.named ? {} : { name: nameFrom(folder) }) })}
      />
      <Field
        label={words.name}
        value={form.name}
        onChange={(name) => change({ name, named: true })}
        error={form.name !== '' && !isRigName(form.name) ? words.nameBad : taken ? words.nameTaken : null}
        help={words.nameHelp}
        maxLength={64}
      />
      <Addresses form={form} change={change} />
      <StartFields form={form} change={change} />
      {add.fault && <Fault words={add.fault} />}
      <div className={styles.acts}>
        <ButtonLink to="/nodes">{addWords.cancel}</ButtonLink>
        <Button kind="primary" closed={closed} onPress={send}>
          {words.act}
        </Button>
      </div>
    </AddPage>
  )
}

type Part = { readonly form: Form; readonly change: (part: Partial<Form>) => void }

const Addresses = ({ form, change }: Part) => (
  <fieldset className={styles.field} aria-label={words.addresses}>
    <legend>{words.addresses}</legend>
    <div className={styles.three}>
      {kinds.map((kind) => (
        <Field
          key={kind}
          label={words[kind]}
          value={form[kind]}
          onChange={(value) => change({ [kind]: value })}
          example={{ public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: '127.0.0.1:9094' }[kind]}
          error={addressOrNull(form[kind]) !== null && !isAddress(form[kind].trim()) ? words.addressBad : null}
          mono
        />
      ))}
    </div>
    <p className={styles.help}>{words.addressesHelp}</p>
  </fieldset>
)

const StartFields = ({ form, change }: Part) => (
  <>
    <FolderField
      label={words.program}
      help={words.programHelp}
      kind="program"
      picked={form.program}
      onPick={(program) => change({ program })}
    />
    {form.program !== null && (
      <Field
        label={words.arguments}
        value={form.line}
        onChange={(line) => change({ line })}
        help={<span className={text.quiet}>{words.argumentsHelp}</span>}
        error={argumentsOf(form.line) === null ? words.argumentsBad : null}
        maxLength={8000}
        mono
      />
    )}
  </>
)

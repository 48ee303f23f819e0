import { useState } from 'react'
import { useLocation } from 'wouter'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { addWords } from '../../words/add.ts'
import styles from './add.module.css'
import { addressOrNull, argumentsOf, isAddress, isRigName, nameFrom } from './add-form.ts'
import { AddPage } from './add-page.tsx'
import { FolderField, type Picked } from './folder-field.tsx'

const words = addWords.service

interface Form {
  readonly name: string
  readonly named: boolean
  readonly folder: Picked | null
  readonly program: Picked | null
  readonly node: string | null
  readonly line: string
  readonly operator: string
}

const empty: Form = { name: '', named: false, folder: null, program: null, node: null, line: '', operator: '' }

const input = (form: Form, dataFolder: FolderHandle) => ({
  name: form.name as RigName,
  program: (form.program?.handle ?? null) as FolderHandle | null,
  dataFolder,
  node: form.node as RigName | null,
  arguments: argumentsOf(form.line) ?? [],
  operatorAddress: addressOrNull(form.operator),
})

const badOperator = ({ operator }: Form) => addressOrNull(operator) !== null && !isAddress(operator.trim())

const missing = (form: Form, taken: boolean): string | null => {
  if (form.folder === null) return words.folderMissing
  if (!isRigName(form.name)) return addWords.node.nameBad
  if (taken) return words.nameTaken
  if (badOperator(form)) return addWords.node.addressBad
  return argumentsOf(form.line) === null ? addWords.node.argumentsBad : null
}

/** One process for one PoST data folder, with the exact command line. */
export const AddService = () => {
  const [form, setForm] = useState(empty)
  const [, go] = useLocation()
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const taken = useMirror(({ services }) => Object.hasOwn(services, form.name)) === true
  const add = useAct((client, folder: string) => client.rig.addService(input(form, folder as FolderHandle)))
  const send = () => {
    if (form.folder) void add.run(form.folder.handle).then((done) => done && go(form.node === null ? '/nodes' : `/nodes/${form.node}`))
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
        label={addWords.node.name}
        value={form.name}
        onChange={(name) => change({ name, named: true })}
        error={form.name !== '' && !isRigName(form.name) ? addWords.node.nameBad : taken ? words.nameTaken : null}
        help={addWords.node.nameHelp}
        maxLength={64}
      />
      <NodeChoice form={form} change={change} />
      <StartFields form={form} change={change} />
      {add.fault && <Fault words={add.fault} />}
      <div className={styles.acts}>
        <ButtonLink to="/nodes">{addWords.cancel}</ButtonLink>
        <Button kind="primary" closed={missing(form, taken)} onPress={send}>
          {words.act}
        </Button>
      </div>
    </AddPage>
  )
}

type Part = { readonly form: Form; readonly change: (part: Partial<Form>) => void }

const noNode = ''
const NodeChoice = ({ form, change }: Part) => {
  const names = (useMirror(({ nodes }) => Object.keys(nodes).sort().join('\n')) ?? '').split('\n').filter((name) => name !== '')
  return (
    <Select
      label={words.node}
      value={form.node ?? noNode}
      onChange={(node) => change({ node: node === noNode ? null : node })}
      nothing={words.noNode}
      icon="nodes"
      choices={[{ value: noNode, name: words.noNode }, ...names.map((name) => ({ value: name, name }))]}
    />
  )
}

const StartFields = ({ form, change }: Part) => (
  <>
    <Field
      label={words.operator}
      value={form.operator}
      onChange={(operator) => change({ operator })}
      example="127.0.0.1:50051"
      error={badOperator(form) ? addWords.node.addressBad : null}
      help={words.operatorHelp}
      mono
    />
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
        help={addWords.node.argumentsHelp}
        error={argumentsOf(form.line) === null ? addWords.node.argumentsBad : null}
        maxLength={8000}
        mono
      />
    )}
  </>
)

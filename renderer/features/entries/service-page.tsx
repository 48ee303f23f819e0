import { useState } from 'react'
import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import { useMirror } from '../../state/desk.ts'
import { Select } from '../../ui/select.tsx'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { AddressField } from './address-field.tsx'
import { CommandField } from './command-field.tsx'
import type { Parts } from './entry-form.ts'
import { EditEntry, EntryPage } from './entry-page.tsx'
import { FoundList } from './found.tsx'
import { KeepAct, NameField, Notes } from './keep-act.tsx'
import { PathField } from './path-field.tsx'
import { emptyService, filled, type ServiceForm, serviceEntry, serviceFormOf, serviceMissing } from './service-form.ts'
import { type EntryKind, type FieldsProps, useEntryForm } from './use-entry-form.ts'

const words = addWords.service

/** One process for one PoST data folder: found here, or by its folder and command line. */
export const AddService = () => {
  const [form, setForm] = useState(emptyService)
  return (
    <EntryPage title={words.title} lead={words.lead}>
      <FoundList title={words.found} of={({ services }) => services} onUse={(draft) => setForm(serviceFormOf(draft, false))} />
      <ServiceFields form={form} update={setForm} now={null} />
    </EntryPage>
  )
}

const kind: EntryKind<ServiceForm, ServiceDraft> = {
  rows: 'services',
  kept: (client, name) => client.door.service({ name }),
  formOf: serviceFormOf,
  read: (client, question) => client.door.readService(question),
  filled,
  missing: serviceMissing,
  keep: (client, name, { form, read }) => {
    const entry = serviceEntry(form, read)
    return name === null ? client.rig.addService(entry) : client.rig.changeService({ name, entry })
  },
}

const ServiceFields = (props: FieldsProps<ServiceForm>) => {
  const { form, now } = props
  const { read, taken, closed, change, changeLine, fault, send } = useEntryForm(kind, props)
  const back = form.node === null ? '/nodes' : `/nodes/${form.node}`
  return (
    <>
      <PathField label={words.folder} help={words.folderHelp} kind="folder" picked={form.folder} onPick={(folder) => change({ folder })} />
      <StartFields form={form} change={change} changeLine={changeLine} />
      <NodeChoice form={form} change={change} />
      <AddressField
        label={words.operator}
        kind="operator"
        help={words.operatorHelp}
        example="127.0.0.1:50051"
        value={form.operator}
        onChange={(operator) => change({ operator })}
        offered={read?.operatorAddress ?? null}
      />
      <NameField value={form.name} taken={taken ? words.nameTaken : null} onChange={(name) => change({ name })} />
      <Notes notes={(read?.notes ?? []).filter((note) => note !== 'dials-unknown-node' || form.node === null)} />
      <KeepAct fault={fault} back={back} closed={closed} label={now === null ? words.act : words.save} onPress={() => send(back)} />
    </>
  )
}

/** The entry of a service, as it stands in the settings, to be corrected. */
export const EditService = ({ name }: { name: string }) => (
  <EditEntry kind={kind} name={name} lead={words.editLead} Fields={ServiceFields} />
)

type Part = { readonly form: ServiceForm; readonly change: (parts: Parts<ServiceForm>) => void }

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

const StartFields = ({ form, change, changeLine }: Part & { readonly changeLine: (line: string, pasted: boolean) => void }) => (
  <>
    <PathField
      label={words.program}
      help={words.programHelp}
      kind="program"
      picked={form.program}
      onPick={(program) => change({ program })}
    />
    <CommandField value={form.line} onChange={changeLine} help={words.argumentsHelp} wrong={splitArguments(form.line) === null} />
  </>
)

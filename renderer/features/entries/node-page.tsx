import { useState } from 'react'
import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import field from '../../ui/field.module.css'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { AddressField } from './address-field.tsx'
import { CommandField } from './command-field.tsx'
import styles from './entries.module.css'
import type { Parts } from './entry-form.ts'
import { EditEntry, EntryPage } from './entry-page.tsx'
import { FoundList } from './found.tsx'
import { KeepAct, NameField, Notes } from './keep-act.tsx'
import { addressKinds, emptyNode, filled, type NodeForm, nodeEntry, nodeFormOf, nodeMissing } from './node-form.ts'
import { PathField } from './path-field.tsx'
import { type EntryKind, type FieldsProps, useEntryForm } from './use-entry-form.ts'

const words = addWords.node
const examples = { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: '127.0.0.1:9094' } as const

/** Attach to a node that exists: found here, or by its data folder, command line and addresses. */
export const AddNode = () => {
  const [form, setForm] = useState(emptyNode)
  return (
    <EntryPage title={words.title} lead={words.lead}>
      <FoundList title={words.found} of={({ nodes }) => nodes} onUse={(draft) => setForm(nodeFormOf(draft, false))} />
      <NodeFields form={form} update={setForm} now={null} />
    </EntryPage>
  )
}

const kind: EntryKind<NodeForm, NodeDraft> = {
  rows: 'nodes',
  kept: (client, name) => client.door.node({ name }),
  formOf: nodeFormOf,
  read: (client, question) => client.door.readNode(question),
  filled,
  missing: nodeMissing,
  keep: (client, name, { form, read }) => {
    const entry = nodeEntry(form, read)
    return name === null ? client.rig.addNode(entry) : client.rig.changeNode({ name, entry })
  },
}

const NodeFields = (props: FieldsProps<NodeForm>) => {
  const { form, now } = props
  const { read, taken, closed, change, changeLine, fault, send } = useEntryForm(kind, props)
  return (
    <>
      <PathField label={words.folder} help={words.folderHelp} kind="folder" picked={form.folder} onPick={(folder) => change({ folder })} />
      <StartFields form={form} change={change} changeLine={changeLine} />
      <Addresses form={form} change={change} offered={read?.addresses ?? null} />
      <NameField value={form.name} taken={taken ? words.nameTaken : null} onChange={(name) => change({ name })} />
      <Notes notes={read?.notes ?? []} />
      <KeepAct
        fault={fault}
        back={now === null ? '/nodes' : `/nodes/${now}`}
        closed={closed}
        label={now === null ? words.act : words.save}
        onPress={() => send(`/nodes/${form.name}`)}
      />
    </>
  )
}

/** The entry of a node, as it stands in the settings, to be corrected. */
export const EditNode = ({ name }: { name: string }) => <EditEntry kind={kind} name={name} lead={words.editLead} Fields={NodeFields} />

type Part = { readonly form: NodeForm; readonly change: (parts: Parts<NodeForm>) => void }

const Addresses = ({ form, change, offered }: Part & { readonly offered: Readonly<Record<string, string | null>> | null }) => (
  <fieldset className={styles.field} aria-label={words.addresses}>
    <legend>{words.addresses}</legend>
    <p className={field.help}>{words.addressesHelp}</p>
    <div className={styles.three}>
      {addressKinds.map((kind) => (
        <AddressField
          key={kind}
          label={words[kind]}
          kind={kind}
          help={words.sentence[kind]}
          example={examples[kind]}
          value={form[kind]}
          onChange={(value) => change({ [kind]: value })}
          offered={offered?.[kind] ?? null}
        />
      ))}
    </div>
  </fieldset>
)

/** Opens by itself where something is given; stays open when that is taken away, for who does so is typing in it. */
const StartFields = ({ form, change, changeLine }: Part & { readonly changeLine: (line: string, pasted: boolean) => void }) => {
  const [open, setOpen] = useState(false)
  const given = form.program !== null || form.line !== ''
  return (
    <details className={styles.fold} open={open || given || undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.start}</summary>
      <div className={styles.form}>
        <p className={field.help}>{words.startHelp}</p>
        <PathField
          label={words.program}
          help={words.programHelp}
          kind="program"
          picked={form.program}
          onPick={(program) => change({ program })}
        />
        <CommandField value={form.line} onChange={changeLine} help={words.argumentsHelp} wrong={splitArguments(form.line) === null} />
      </div>
    </details>
  )
}

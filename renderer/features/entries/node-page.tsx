import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { AddressField } from './address-field.tsx'
import { CommandField } from './command-field.tsx'
import styles from './entries.module.css'
import { EntryPage } from './entry-page.tsx'
import { isTaken } from './form-values.ts'
import { FoundList } from './found.tsx'
import { KeepAct, NameField } from './keep-act.tsx'
import {
  addressKinds,
  changed,
  emptyNode,
  filled,
  type NodeForm,
  type NodeParts,
  nodeEntry,
  nodeFormOf,
  nodeMissing,
  nodeQuestion,
  withLine,
} from './node-form.ts'
import { Notes } from './notes.tsx'
import { PathField } from './path-field.tsx'
import { useReading } from './use-reading.ts'

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

/** The entry of a node, as it stands in the settings, to be corrected. */
export const EditNode = ({ name }: { name: string }) => {
  const entry = useAsked(`node ${name}`, (client) => client.door.node({ name: name as RigName }), { waitMs: 0 })
  const [form, setForm] = useState<NodeForm | null>(null)
  const runs = useMirror(({ nodes }) => nodes[name]?.slot?.ours === true) === true
  useEffect(() => {
    if (entry.answer !== null) setForm(nodeFormOf(entry.answer, true))
  }, [entry.answer])
  return (
    <EntryPage title={words.edit(name)} lead={words.editLead}>
      {entry.fault && <Fault words={entry.fault} />}
      {runs && <p className={text.note}>{addWords.runs}</p>}
      {form === null ? (
        entry.fault === null && <Loading label={words.edit(name)} />
      ) : (
        <NodeFields form={form} update={(step) => setForm((before) => before && step(before))} now={name} />
      )}
    </EntryPage>
  )
}

interface FieldsProps {
  readonly form: NodeForm
  readonly update: (step: (before: NodeForm) => NodeForm) => void
  /** The name of the entry that is corrected; `null` for a new one. */
  readonly now: string | null
}

const NodeFields = ({ form, update, now }: FieldsProps) => {
  const [, go] = useLocation()
  const change = (parts: NodeParts) => update((before) => changed(before, parts))
  const changeLine = (line: string, pasted: boolean) => update((before) => withLine(before, line, pasted))
  const read = useReading({
    question: nodeQuestion(form),
    ask: (client, question) => client.door.readNode(question),
    fill: (answer) => update((before) => filled(before, answer)),
  })
  const names = useMirror(({ nodes }) => Object.keys(nodes).join('\n')) ?? ''
  const taken = isTaken(names.split('\n'), form.name, now)
  const editable = useMirror(({ rig }) => rig.editable) !== false
  const closed = editable ? (nodeMissing(form, taken) ?? (read.pending ? addWords.reading : null)) : addWords.closedSimulated
  const keep = useAct((client) => {
    const entry = nodeEntry(form, read.answer)
    return now === null ? client.rig.addNode(entry) : client.rig.changeNode({ name: now as RigName, entry })
  })
  const send = () => void keep.run().then((done) => done && go(`/nodes/${form.name}`))
  return (
    <>
      <PathField label={words.folder} help={words.folderHelp} kind="folder" picked={form.folder} onPick={(folder) => change({ folder })} />
      <StartFields form={form} change={change} changeLine={changeLine} />
      <Addresses form={form} change={change} offered={read.answer?.addresses ?? null} />
      <NameField value={form.name} taken={taken ? words.nameTaken : null} onChange={(name) => change({ name })} />
      <Notes notes={read.answer?.notes ?? []} />
      <KeepAct
        fault={keep.fault}
        back={now === null ? '/nodes' : `/nodes/${now}`}
        closed={closed}
        label={now === null ? words.act : words.save}
        onPress={send}
      />
    </>
  )
}

type Part = { readonly form: NodeForm; readonly change: (parts: NodeParts) => void }

const Addresses = ({ form, change, offered }: Part & { readonly offered: Readonly<Record<string, string | null>> | null }) => (
  <fieldset className={styles.field} aria-label={words.addresses}>
    <legend>{words.addresses}</legend>
    <p className={styles.help}>{words.addressesHelp}</p>
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
        <p className={styles.help}>{words.startHelp}</p>
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

import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Select } from '../../ui/select.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { AddressField } from './address-field.tsx'
import { CommandField } from './command-field.tsx'
import { EntryPage } from './entry-page.tsx'
import { isTaken } from './form-values.ts'
import { FoundList } from './found.tsx'
import { KeepAct, NameField } from './keep-act.tsx'
import { Notes } from './notes.tsx'
import { PathField } from './path-field.tsx'
import {
  changed,
  emptyService,
  filled,
  type ServiceForm,
  type ServiceParts,
  serviceEntry,
  serviceFormOf,
  serviceMissing,
  serviceQuestion,
  withLine,
} from './service-form.ts'
import { useReading } from './use-reading.ts'

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

/** The entry of a service, as it stands in the settings, to be corrected. */
export const EditService = ({ name }: { name: string }) => {
  const entry = useAsked(`service ${name}`, (client) => client.door.service({ name: name as RigName }), { waitMs: 0 })
  const [form, setForm] = useState<ServiceForm | null>(null)
  const runs = useMirror(({ services }) => services[name]?.slot.ours === true) === true
  useEffect(() => {
    if (entry.answer !== null) setForm(serviceFormOf(entry.answer, true))
  }, [entry.answer])
  return (
    <EntryPage title={words.edit(name)} lead={words.editLead}>
      {entry.fault && <Fault words={entry.fault} />}
      {runs && <p className={text.note}>{addWords.runs}</p>}
      {form === null ? (
        entry.fault === null && <Loading label={words.edit(name)} />
      ) : (
        <ServiceFields form={form} update={(step) => setForm((before) => before && step(before))} now={name} />
      )}
    </EntryPage>
  )
}

interface FieldsProps {
  readonly form: ServiceForm
  readonly update: (step: (before: ServiceForm) => ServiceForm) => void
  /** The name of the entry that is corrected; `null` for a new one. */
  readonly now: string | null
}

const ServiceFields = ({ form, update, now }: FieldsProps) => {
  const [, go] = useLocation()
  const change = (parts: ServiceParts) => update((before) => changed(before, parts))
  const changeLine = (line: string, pasted: boolean) => update((before) => withLine(before, line, pasted))
  const read = useReading({
    question: serviceQuestion(form),
    ask: (client, question) => client.door.readService(question),
    fill: (answer) => update((before) => filled(before, answer)),
  })
  const names = useMirror(({ services }) => Object.keys(services).join('\n')) ?? ''
  const taken = isTaken(names.split('\n'), form.name, now)
  const editable = useMirror(({ rig }) => rig.editable) !== false
  const closed = editable ? (serviceMissing(form, taken) ?? (read.pending ? addWords.reading : null)) : addWords.closedSimulated
  const keep = useAct((client) => {
    const entry = serviceEntry(form, read.answer)
    return now === null ? client.rig.addService(entry) : client.rig.changeService({ name: now as RigName, entry })
  })
  const back = form.node === null ? '/nodes' : `/nodes/${form.node}`
  const send = () => void keep.run().then((done) => done && go(back))
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
        offered={read.answer?.operatorAddress ?? null}
      />
      <NameField value={form.name} taken={taken ? words.nameTaken : null} onChange={(name) => change({ name })} />
      <Notes notes={(read.answer?.notes ?? []).filter((note) => note !== 'dials-unknown-node' || form.node === null)} />
      <KeepAct fault={keep.fault} back={back} closed={closed} label={now === null ? words.act : words.save} onPress={send} />
    </>
  )
}

type Part = { readonly form: ServiceForm; readonly change: (parts: ServiceParts) => void }

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

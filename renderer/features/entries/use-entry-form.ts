import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { type Asked, useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { addWords } from '../../words/add.ts'
import {
  type AnyDraft,
  changed,
  type EntryForm,
  type EntryKind,
  formOf,
  isTaken,
  missingOf,
  type Parts,
  questionOf,
  withLine,
} from './entry-form.ts'

export interface FieldsProps<Form extends EntryForm> {
  readonly form: Form
  readonly update: (step: (before: Form) => Form) => void
  /** The name of the entry that is corrected; `null` for a new one. */
  readonly now: string | null
}

/** Reads folder and command line again whenever they change, and fills what nobody has filled by hand. */
function useReading<Form extends EntryForm, Draft extends AnyDraft>(
  kind: EntryKind<Form, Draft>,
  { form, update }: FieldsProps<Form>,
): Asked<Draft> {
  const question = questionOf(form)
  const read = useAsked(question === null ? null : JSON.stringify(question), (client) =>
    question === null ? Promise.reject(new Error('nothing to read')) : kind.read(client, question),
  )
  const { answer } = read
  const fill = (draft: Draft) => update((before) => kind.filled(before, draft))
  const latest = useRef(fill)
  useEffect(() => {
    latest.current = fill
  })
  useEffect(() => {
    if (answer !== null) latest.current(answer)
  }, [answer])
  return read
}

/** A form of either kind while it is filled: what was read, what keeps it from being sent, and how it is. */
export function useEntryForm<Form extends EntryForm, Draft extends AnyDraft>(kind: EntryKind<Form, Draft>, props: FieldsProps<Form>) {
  const { form, update, now } = props
  const [, go] = useLocation()
  const read = useReading(kind, props)
  const names = useMirror((state) => Object.keys(state[kind.rows]).join('\n')) ?? ''
  const taken = isTaken(names.split('\n'), form.name, now)
  const editable = useMirror(({ rig }) => rig.editable) !== false
  const keep = useAct((client) => kind.keep(client, now as RigName | null, { form, read: read.answer }))
  return {
    read: read.answer,
    taken,
    closed: editable ? (missingOf(kind, form, taken) ?? (read.pending ? addWords.reading : null)) : addWords.closedSimulated,
    change: (parts: Parts<Form>) => update((before) => changed(before, parts)),
    changeLine: (line: string, pasted: boolean) => update((before) => withLine(before, line, pasted)),
    fault: keep.fault,
    send: (to: string) => void keep.run().then((done) => done && go(to)),
  }
}

/** The form of an entry that stands in the settings already; `null` until it was read. */
export function useKept<Form extends EntryForm, Draft extends AnyDraft>(kind: EntryKind<Form, Draft>, name: string) {
  const entry = useAsked(`${kind.rows} ${name}`, (client) => kind.kept(client, name as RigName), { waitMs: 0 })
  const [form, setForm] = useState<Form | null>(null)
  const runs = useMirror((state) => state[kind.rows][name]?.slot?.ours === true) === true
  useEffect(() => {
    if (entry.answer !== null) setForm(formOf(kind, entry.answer, true))
  }, [entry.answer, kind])
  return { form, runs, fault: entry.fault, update: (step: (before: Form) => Form) => setForm((before) => before && step(before)) }
}

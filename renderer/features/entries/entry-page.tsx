import { type ComponentType, type ReactNode, useState } from 'react'
import { useMirror } from '../../state/desk.ts'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import field from '../../ui/field.module.css'
import layout from '../../ui/layout.module.css'
import { Icon } from '../../ui/mark.tsx'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import { CommandField } from './command-field.tsx'
import styles from './entries.module.css'
import { type AnyDraft, type EntryForm, type EntryKind, type EntryWords, formOf, type Parts } from './entry-form.ts'
import { FoundList } from './found.tsx'
import { KeepAct, NameField, Notes } from './keep-act.tsx'
import { PathField } from './path-field.tsx'
import { splitArguments } from './split-arguments.ts'
import { type FieldsProps, useEntryForm, useKept } from './use-entry-form.ts'

/** A form in one column; beside it, where what is added will stand. */
const EntryPage = ({ title, lead, children }: { title: string; lead: string; children: ReactNode }) => {
  const file = useMirror(({ rig }) => rig.settingsFile)
  return (
    <div className={layout.page}>
      <PageHead title={title} lead={lead} />
      <div className={styles.columns}>
        <div className={styles.form}>{children}</div>
        <aside className={styles.aside} aria-label={addWords.rig}>
          <h2>{addWords.rig}</h2>
          <p className={text.note}>{addWords.rigHelp}</p>
          <p className={text.path}>{file}</p>
        </aside>
      </div>
    </div>
  )
}

export interface OwnProps<Form extends EntryForm, Draft> {
  readonly form: Form
  readonly read: Draft | null
  readonly change: (parts: Parts<Form>) => void
}

interface KindProps<Form extends EntryForm, Draft extends AnyDraft> {
  readonly kind: EntryKind<Form, Draft>
  /** The fields that only this kind has. */
  readonly Own: ComponentType<OwnProps<Form, Draft>>
}

type EntryProps<Form extends EntryForm, Draft extends AnyDraft, Name> = KindProps<Form, Draft> & { readonly name: Name }

/** A new entry where `name` is `null`, else one that stands in the settings, to be corrected. */
export const Entry = <Form extends EntryForm, Draft extends AnyDraft>({ name, ...props }: EntryProps<Form, Draft, string | null>) =>
  name === null ? <NewEntry {...props} /> : <KeptEntry {...props} name={name} />

const NewEntry = <Form extends EntryForm, Draft extends AnyDraft>({ kind, Own }: KindProps<Form, Draft>) => {
  const [form, setForm] = useState(kind.empty)
  return (
    <EntryPage title={kind.words.title} lead={kind.words.lead}>
      <FoundList title={kind.words.found} of={kind.found} onUse={(draft) => setForm(formOf(kind, draft, false))} />
      <Fields kind={kind} Own={Own} form={form} update={setForm} now={null} />
    </EntryPage>
  )
}

const KeptEntry = <Form extends EntryForm, Draft extends AnyDraft>({ kind, Own, name }: EntryProps<Form, Draft, string>) => {
  const { form, runs, fault, update } = useKept(kind, name)
  const title = addWords.node.edit(name)
  return (
    <EntryPage title={title} lead={kind.words.editLead}>
      {fault && <Fault words={fault} />}
      {runs && <p className={text.note}>{addWords.runs}</p>}
      {form === null ? (
        fault === null && <Loading label={title} />
      ) : (
        <Fields kind={kind} Own={Own} form={form} update={update} now={name} />
      )}
    </EntryPage>
  )
}

const programField = ({ program, programHelp }: EntryWords) => ({ label: program, help: programHelp, kind: 'program' }) as const
const folderField = ({ folder, folderHelp }: EntryWords) => ({ label: folder, help: folderHelp, kind: 'folder' }) as const

const Fields = <Form extends EntryForm, Draft extends AnyDraft>(props: KindProps<Form, Draft> & FieldsProps<Form>) => {
  const { kind, Own, form, now } = props
  const { words } = kind
  const { read, taken, closed, change, changeLine, fault, send } = useEntryForm(kind, props)
  const away = kind.away(form)
  const start = (
    <>
      {!away && <PathField {...programField(words)} picked={form.program} onPick={(program) => change({ program } as Parts<Form>)} />}
      <CommandField value={form.line} onChange={changeLine} help={words.argumentsHelp} wrong={splitArguments(form.line) === null} />
    </>
  )
  return (
    <>
      {!away && <PathField {...folderField(words)} picked={form.folder} onPick={(folder) => change({ folder } as Parts<Form>)} />}
      {kind.folded ? <Fold given={form.program !== null || form.line !== ''}>{start}</Fold> : start}
      <Own form={form} read={read} change={change} />
      <NameField value={form.name} taken={taken ? words.nameTaken : null} onChange={(name) => change({ name } as Parts<Form>)} />
      <Notes notes={kind.notes(form, read?.notes ?? [])} />
      <KeepAct
        fault={fault}
        back={kind.home(form, now)}
        closed={closed}
        label={now === null ? words.act : words.save}
        onPress={() => send(kind.home(form, form.name))}
      />
    </>
  )
}

/** How it is started. Opens by itself where something is given; stays open when that is taken away, for who does so is typing in it. */
const Fold = ({ given, children }: { given: boolean; children: ReactNode }) => {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.fold} open={open || given || undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        {addWords.node.start}
      </summary>
      <div className={styles.form}>
        <p className={field.help}>{addWords.node.startHelp}</p>
        {children}
      </div>
    </details>
  )
}

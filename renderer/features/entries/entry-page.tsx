import type { ComponentType, ReactNode } from 'react'
import { useMirror } from '../../state/desk.ts'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'
import type { EntryForm } from './entry-form.ts'
import { type EntryKind, type FieldsProps, useKept } from './use-entry-form.ts'

/** A form in one column; beside it, where what is added will stand. */
export const EntryPage = ({ title, lead, children }: { title: string; lead: string; children: ReactNode }) => {
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

interface EditProps<Form extends EntryForm, Draft> {
  readonly kind: EntryKind<Form, Draft>
  readonly name: string
  readonly lead: string
  readonly Fields: ComponentType<FieldsProps<Form>>
}

/** An entry as it stands in the settings, to be corrected. */
export const EditEntry = <Form extends EntryForm, Draft>({ kind, name, lead, Fields }: EditProps<Form, Draft>) => {
  const { form, runs, fault, update } = useKept(kind, name)
  const title = addWords.node.edit(name)
  return (
    <EntryPage title={title} lead={lead}>
      {fault && <Fault words={fault} />}
      {runs && <p className={text.note}>{addWords.runs}</p>}
      {form === null ? fault === null && <Loading label={title} /> : <Fields form={form} update={update} now={name} />}
    </EntryPage>
  )
}

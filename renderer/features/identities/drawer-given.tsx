import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { givenLimits, isGivenName, isGivenNote } from '../../../electron/contract/model/given-text.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { useEscape } from '../../ui/escape.ts'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { identitiesWords } from '../../words/identities.ts'
import styles from './identities.module.css'

const words = identitiesWords.given

/** What a person wrote of it, and the way to write it anew. */
export const DrawerGiven = ({ row }: { row: IdentityRow }) => {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  // The focus goes back to where it came from.
  useEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus()
    wasOpen.current = open
  }, [open])
  if (open) return <GivenForm row={row} close={() => setOpen(false)} />
  return (
    <div className={styles.given}>
      {row.note !== undefined && <p>{row.note}</p>}
      <Button small kind="quiet" reference={opener} onPress={() => setOpen(true)}>
        {words.edit}
      </Button>
      {row.fileName !== undefined && <span className={text.faint}>{words.known(row.fileName)}</span>}
    </div>
  )
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed)

/** Enter keeps it, in the note with Ctrl; Escape leaves it as it was. */
const GivenForm = ({ row, close }: { row: IdentityRow; close: () => void }) => {
  const fileName = row.fileName ?? row.name
  const [name, setName] = useState(row.fileName === undefined ? '' : row.name)
  const [note, setNote] = useState(row.note ?? '')
  const form = useRef<HTMLFormElement>(null)
  const keep = useAct((client) => client.identities.describe({ id: row.id, name: orNull(name), note: orNull(note) }))
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  useEscape(close)
  const wrong = (ok: boolean) => (ok ? null : words.bad)
  const bad = { name: wrong(isGivenName(name)), note: wrong(isGivenNote(note)) }
  const closed = bad.name ?? bad.note
  const send = () => void (closed === null && keep.run().then((done) => done !== null && close()))
  const press = (event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const { name: nameLimit, note: noteLimit } = givenLimits
  return (
    <form ref={form} className={styles.givenForm} aria-label={words.title} onSubmit={submit} onKeyDown={press}>
      <Field label={words.name} value={name} onChange={setName} help={words.nameHelp(fileName)} error={bad.name} maxLength={nameLimit} />
      <Field label={words.note} value={note} onChange={setNote} help={words.noteHelp} error={bad.note} rows={2} maxLength={noteLimit} />
      {keep.fault && <Fault words={keep.fault} />}
      <div className={layout.acts}>
        <Button small submit closed={closed}>
          {words.save}
        </Button>
        <Button small kind="quiet" onPress={close}>
          {words.back}
        </Button>
      </div>
    </form>
  )
}

import { programLine, splitArguments as splitWords, styleOf } from '../../../electron/arguments/index.ts'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { DraftNote, NodeDraft, ServiceDraft } from '../../../electron/contract/model/door.ts'
import type { Found } from '../../../electron/contract/model/found.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import type { AppClient } from '../../bridge/connection.ts'
import { shellWord } from '../../format/ids.ts'
import { isRigName } from '../../state/rig-name.ts'
import { addWords } from '../../words/add.ts'
import { splitArguments } from './split-arguments.ts'

/** What a person sees and changes of every entry. */
export interface EntryForm {
  readonly name: string
  readonly folder: FolderEntry | null
  readonly program: FolderEntry | null
  readonly line: string
  /** The parts that were set by hand: nothing fills them any more. */
  readonly touched: ReadonlySet<string>
  /** The line was pasted: what is read of it takes its place. */
  readonly pasted: boolean
}

export type Parts<Form extends EntryForm> = Partial<Omit<Form, 'touched' | 'pasted'>>

export type AnyDraft = NodeDraft | ServiceDraft

/** What is said of a node and of a service alike. */
export type EntryWords = Pick<typeof addWords.node, keyof typeof addWords.node & keyof typeof addWords.service>

/** What tells one kind of entry from another. */
export interface EntryKind<Form extends EntryForm, Draft> {
  readonly rows: 'nodes' | 'services'
  readonly words: EntryWords
  /** How it is started is asked behind a fold: it mostly runs already. */
  readonly folded: boolean
  readonly empty: Form
  readonly found: (found: Found) => readonly { readonly draft: Draft; readonly pid: number | null; readonly known: string | null }[]
  /** As it stands in the settings. */
  readonly kept: (client: AppClient, name: RigName) => Promise<Draft>
  readonly read: (client: AppClient, question: NonNullable<ReturnType<typeof questionOf>>) => Promise<Draft>
  /** Filled from what was read; what a person has set stays. */
  readonly filled: (form: Form, draft: Draft) => Form
  /** It stands on another machine: neither folder nor program is asked for. */
  readonly away: (form: Form) => boolean
  /** What keeps it from being sent that no other kind has, in words. */
  readonly missing: (form: Form) => string | null
  /** Of what was read, what the form has not answered. */
  readonly notes: (form: Form, notes: readonly DraftNote[]) => readonly DraftNote[]
  /** The page where an entry of this name stands; `null`: none yet. */
  readonly home: (form: Form, name: string | null) => string
  /** `name`: the entry that is corrected; `null` adds one. */
  readonly keep: (client: AppClient, name: RigName | null, made: { readonly form: Form; readonly read: Draft | null }) => Promise<unknown>
}

export const emptyEntry: EntryForm = { name: '', folder: null, program: null, line: '', touched: new Set(), pasted: false }

const addressPattern = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/

/** Only the form; the main side parses and confirms it again. */
export const isAddress = (address: string): boolean =>
  addressPattern.test(address) && Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535

export const addressOrNull = (address: string): string | null => (address.trim() === '' ? null : address.trim())

/** Names that differ in case only are one. */
export const isTaken = (names: readonly string[], name: string, now: string | null): boolean =>
  name !== '' && names.some((one) => one !== now && one.toLowerCase() === name.toLowerCase())

/**
 * A whole command line that is pasted behind one that nobody has touched takes its place: that was filled in while the hand was on its
 * way. Further arguments are added to it. `before`: the line as it stood, `after`: as it stands now.
 */
export function pastedLine(before: string, after: string, touched: boolean): string {
  if (touched || before === '' || !after.startsWith(before)) return after
  const added = after.slice(before.length)
  return programLine(splitWords(added, styleOf(added)) ?? []).program === null ? after : added
}

/** By hand, emptied too: nothing fills these parts any more. */
export const changed = <Form extends EntryForm>(form: Form, parts: Parts<Form>): Form => ({
  ...form,
  ...parts,
  touched: new Set([...form.touched, ...Object.keys(parts)]),
})

/** With the line as it stands in its field; `pasted`: much of it came at once. */
export const withLine = <Form extends EntryForm>(form: Form, line: string, pasted: boolean): Form => ({
  ...form,
  line: pasted ? pastedLine(form.line, line, form.touched.has('line')) : line,
  touched: new Set([...form.touched, 'line']),
  pasted,
})

/** Filled from what was read; what a person has set stays. */
export const filledEntry = <Form extends EntryForm>(form: Form, draft: AnyDraft): Form => {
  const keep = (part: keyof EntryForm) => form.touched.has(part)
  return {
    ...form,
    name: keep('name') || draft.name === '' ? form.name : draft.name,
    folder: keep('folder') || draft.dataFolder === null ? form.folder : draft.dataFolder,
    program: keep('program') || draft.program === null ? form.program : draft.program,
    line:
      (keep('line') && !form.pasted) || draft.arguments.length === 0
        ? form.line
        : draft.arguments.map((word) => (word === '' ? "''" : shellWord(word))).join(' '),
    pasted: false,
  }
}

const handleOf = (entry: FolderEntry | null): FolderHandle | null => (entry?.handle ?? null) as FolderHandle | null

/** A whole draft as a form: `kept` when it is an entry already, which nothing may change by itself. */
export const formOf = <Form extends EntryForm, Draft>(
  { empty, filled }: Pick<EntryKind<Form, Draft>, 'empty' | 'filled'>,
  draft: Draft,
  kept: boolean,
): Form => ({
  ...filled(empty, draft),
  touched: kept ? new Set(Object.keys(empty)) : empty.touched,
})

/** What keeps the form from being sent, in words; `null` when nothing does. */
export const missingOf = <Form extends EntryForm>(
  { missing, words }: { missing: (form: Form) => string | null; words: EntryWords },
  form: Form,
  taken: boolean,
): string | null => {
  const own = missing(form)
  if (own !== null) return own
  if (splitArguments(form.line) === null) return addWords.node.argumentsBad
  if (!isRigName(form.name)) return addWords.node.nameBad
  return taken ? words.nameTaken : null
}

/** What the main side is asked to read; `null` for a line that can't be split, or nothing to read. */
export function questionOf({ folder, program, line }: EntryForm) {
  const words = splitArguments(line)
  if (words === null || (words.length === 0 && folder === null)) return null
  return { arguments: words, program: handleOf(program), dataFolder: handleOf(folder) }
}

/** What every entry has; its arguments as the main side read them, where it did. */
export const entryOf = (form: EntryForm, read: AnyDraft | null) => ({
  name: form.name as RigName,
  program: handleOf(form.program),
  dataFolder: handleOf(form.folder),
  arguments: form.line.trim() === '' ? [] : (read?.arguments ?? splitArguments(form.line) ?? []),
})

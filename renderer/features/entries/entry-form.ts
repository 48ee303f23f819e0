import { programLine, splitArguments as splitWords, styleOf } from '../../../electron/arguments/index.ts'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { NodeDraft, ServiceDraft } from '../../../electron/contract/model/door.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { shellWord } from '../../format/ids.ts'
import { splitArguments } from '../nodes/split-arguments.ts'

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

type Draft = NodeDraft | ServiceDraft

export const emptyEntry: EntryForm = { name: '', folder: null, program: null, line: '', touched: new Set(), pasted: false }

const rigNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const addressPattern = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/

export const isRigName = (name: string): boolean => rigNamePattern.test(name)

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
export const filledEntry = <Form extends EntryForm>(form: Form, draft: Draft): Form => {
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

/** What the main side is asked to read; `null` for a line that can't be split, or nothing to read. */
export function questionOf({ folder, program, line }: EntryForm) {
  const words = splitArguments(line)
  if (words === null || (words.length === 0 && folder === null)) return null
  return { arguments: words, program: handleOf(program), dataFolder: handleOf(folder) }
}

/** What every entry has; its arguments as the main side read them, where it did. */
export const entryOf = (form: EntryForm, read: Draft | null) => ({
  name: form.name as RigName,
  program: handleOf(form.program),
  dataFolder: handleOf(form.folder),
  arguments: form.line.trim() === '' ? [] : (read?.arguments ?? splitArguments(form.line) ?? []),
})

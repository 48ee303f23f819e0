import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { shellWord } from '../../format/ids.ts'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { addressOrNull, isAddress, isRigName, pastedLine } from './form-values.ts'

export const addressKinds = ['public', 'private', 'post'] as const
type Part = 'name' | 'folder' | 'program' | 'line' | (typeof addressKinds)[number]

/** What a person sees and changes; `touched`: by hand, so that nothing fills it any more. */
export interface NodeForm {
  readonly name: string
  readonly folder: FolderEntry | null
  readonly program: FolderEntry | null
  readonly line: string
  readonly public: string
  readonly private: string
  readonly post: string
  readonly touched: ReadonlySet<Part>
  /** The line was pasted: what is read of it takes its place. */
  readonly pasted: boolean
}

export type NodeParts = Partial<Omit<NodeForm, 'touched' | 'pasted'>>

const nothing: ReadonlySet<Part> = new Set()
const everything: ReadonlySet<Part> = new Set(['name', 'folder', 'program', 'line', ...addressKinds])

export const emptyNode: NodeForm = {
  name: '',
  folder: null,
  program: null,
  line: '',
  public: '',
  private: '',
  post: '',
  touched: nothing,
  pasted: false,
}

export const lineOf = (args: readonly string[]): string => args.map((word) => (word === '' ? "''" : shellWord(word))).join(' ')

/** By hand, emptied too: nothing fills these parts any more. */
export const changed = (form: NodeForm, parts: NodeParts): NodeForm => ({
  ...form,
  ...parts,
  touched: new Set([...form.touched, ...(Object.keys(parts) as Part[])]),
})

/** With the line as it stands in its field; `pasted`: much of it came at once. */
export const withLine = (form: NodeForm, line: string, pasted: boolean): NodeForm => ({
  ...changed(form, { line: pasted ? pastedLine(form.line, line, form.touched.has('line')) : line }),
  pasted,
})

/** Filled from what was read; what a person has set stays. */
export function filled(form: NodeForm, draft: NodeDraft): NodeForm {
  const keep = (part: Part) => form.touched.has(part)
  return {
    ...form,
    name: keep('name') || draft.name === '' ? form.name : draft.name,
    folder: keep('folder') || draft.dataFolder === null ? form.folder : draft.dataFolder,
    program: keep('program') || draft.program === null ? form.program : draft.program,
    line: (keep('line') && !form.pasted) || draft.arguments.length === 0 ? form.line : lineOf(draft.arguments),
    pasted: false,
    public: keep('public') ? form.public : (draft.addresses.public ?? form.public),
    private: keep('private') ? form.private : (draft.addresses.private ?? form.private),
    post: keep('post') ? form.post : (draft.addresses.post ?? form.post),
  }
}

/** A whole draft as a form: `kept` when it is an entry already, which nothing may change by itself. */
export const nodeFormOf = (draft: NodeDraft, kept: boolean): NodeForm => ({
  ...filled(emptyNode, draft),
  touched: kept ? everything : nothing,
})

/** What the main side is asked to read; `null` for a line that can't be split, or nothing to read. */
export function nodeQuestion({ folder, program, line }: NodeForm) {
  const words = splitArguments(line)
  if (words === null || (words.length === 0 && folder === null)) return null
  return {
    arguments: words,
    program: (program?.handle ?? null) as FolderHandle | null,
    dataFolder: (folder?.handle ?? null) as FolderHandle | null,
  }
}

/** The entry; its arguments as the main side read them, where it did. */
export const nodeEntry = (form: NodeForm, read: NodeDraft | null) => ({
  name: form.name as RigName,
  program: (form.program?.handle ?? null) as FolderHandle | null,
  dataFolder: (form.folder?.handle ?? null) as FolderHandle | null,
  arguments: form.line.trim() === '' ? [] : (read?.arguments ?? splitArguments(form.line) ?? []),
  addresses: { public: addressOrNull(form.public), private: addressOrNull(form.private), post: addressOrNull(form.post) },
})

/** What keeps the form from being sent, in words; `null` when nothing does. */
export function nodeMissing(form: NodeForm, taken: boolean): string | null {
  const words = addWords.node
  if (form.folder === null && addressKinds.every((kind) => addressOrNull(form[kind]) === null)) return words.none
  if (addressKinds.some((kind) => addressOrNull(form[kind]) !== null && !isAddress(form[kind].trim()))) return words.addressBad
  if (splitArguments(form.line) === null) return words.argumentsBad
  if (!isRigName(form.name)) return words.nameBad
  return taken ? words.nameTaken : null
}

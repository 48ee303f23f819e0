import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { addressOrNull, isAddress, isRigName, pastedLine } from './form-values.ts'
import { lineOf } from './node-form.ts'

type Part = 'name' | 'folder' | 'program' | 'line' | 'node' | 'operator'

export interface ServiceForm {
  readonly name: string
  readonly folder: FolderEntry | null
  readonly program: FolderEntry | null
  readonly line: string
  readonly node: string | null
  readonly operator: string
  readonly touched: ReadonlySet<Part>
  /** The line was pasted: what is read of it takes its place. */
  readonly pasted: boolean
}

export type ServiceParts = Partial<Omit<ServiceForm, 'touched' | 'pasted'>>

const everything: ReadonlySet<Part> = new Set(['name', 'folder', 'program', 'line', 'node', 'operator'])

export const emptyService: ServiceForm = {
  name: '',
  folder: null,
  program: null,
  line: '',
  node: null,
  operator: '',
  touched: new Set(),
  pasted: false,
}

/** By hand, emptied too: nothing fills these parts any more. */
export const changed = (form: ServiceForm, parts: ServiceParts): ServiceForm => ({
  ...form,
  ...parts,
  touched: new Set([...form.touched, ...(Object.keys(parts) as Part[])]),
})

/** With the line as it stands in its field; `pasted`: much of it came at once. */
export const withLine = (form: ServiceForm, line: string, pasted: boolean): ServiceForm => ({
  ...changed(form, { line: pasted ? pastedLine(form.line, line, form.touched.has('line')) : line }),
  pasted,
})

/** Filled from what was read; what a person has set stays. */
export function filled(form: ServiceForm, draft: ServiceDraft): ServiceForm {
  const keep = (part: Part) => form.touched.has(part)
  return {
    ...form,
    name: keep('name') || draft.name === '' ? form.name : draft.name,
    folder: keep('folder') || draft.dataFolder === null ? form.folder : draft.dataFolder,
    program: keep('program') || draft.program === null ? form.program : draft.program,
    line: (keep('line') && !form.pasted) || draft.arguments.length === 0 ? form.line : lineOf(draft.arguments),
    pasted: false,
    node: keep('node') ? form.node : (draft.node ?? form.node),
    operator: keep('operator') ? form.operator : (draft.operatorAddress ?? form.operator),
  }
}

/** A whole draft as a form: `kept` when it is an entry already, which nothing may change by itself. */
export const serviceFormOf = (draft: ServiceDraft, kept: boolean): ServiceForm => ({
  ...filled(emptyService, draft),
  touched: kept ? everything : new Set(),
})

/** What the main side is asked to read; `null` for a line that can't be split, or nothing to read. */
export function serviceQuestion({ folder, program, line }: ServiceForm) {
  const words = splitArguments(line)
  if (words === null || (words.length === 0 && folder === null)) return null
  return {
    arguments: words,
    program: (program?.handle ?? null) as FolderHandle | null,
    dataFolder: (folder?.handle ?? null) as FolderHandle | null,
  }
}

/** The entry; its arguments as the main side read them, where it did. */
export const serviceEntry = (form: ServiceForm, read: ServiceDraft | null) => ({
  name: form.name as RigName,
  program: (form.program?.handle ?? null) as FolderHandle | null,
  dataFolder: (form.folder?.handle ?? '') as FolderHandle,
  node: form.node as RigName | null,
  arguments: form.line.trim() === '' ? [] : (read?.arguments ?? splitArguments(form.line) ?? []),
  operatorAddress: addressOrNull(form.operator),
})

/** What keeps the form from being sent, in words; `null` when nothing does. */
export function serviceMissing(form: ServiceForm, taken: boolean): string | null {
  if (form.folder === null) return addWords.service.folderMissing
  if (addressOrNull(form.operator) !== null && !isAddress(form.operator.trim())) return addWords.node.addressBad
  if (splitArguments(form.line) === null) return addWords.node.argumentsBad
  if (!isRigName(form.name)) return addWords.node.nameBad
  return taken ? addWords.service.nameTaken : null
}

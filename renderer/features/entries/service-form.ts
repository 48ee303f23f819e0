import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { addressOrNull, type EntryForm, emptyEntry, entryOf, filledEntry, isAddress, isRigName } from './entry-form.ts'

export interface ServiceForm extends EntryForm {
  readonly node: string | null
  readonly operator: string
}

const everything: ReadonlySet<string> = new Set(['name', 'folder', 'program', 'line', 'node', 'operator'])

export const emptyService: ServiceForm = { ...emptyEntry, node: null, operator: '' }

/** Filled from what was read; what a person has set stays. */
export const filled = (form: ServiceForm, draft: ServiceDraft): ServiceForm => ({
  ...filledEntry(form, draft),
  node: form.touched.has('node') ? form.node : (draft.node ?? form.node),
  operator: form.touched.has('operator') ? form.operator : (draft.operatorAddress ?? form.operator),
})

/** A whole draft as a form: `kept` when it is an entry already, which nothing may change by itself. */
export const serviceFormOf = (draft: ServiceDraft, kept: boolean): ServiceForm => ({
  ...filled(emptyService, draft),
  touched: kept ? everything : emptyService.touched,
})

export const serviceEntry = (form: ServiceForm, read: ServiceDraft | null) => ({
  ...entryOf(form, read),
  dataFolder: (form.folder?.handle ?? '') as FolderHandle,
  node: form.node as RigName | null,
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

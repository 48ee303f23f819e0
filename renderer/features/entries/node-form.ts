import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import { addWords } from '../../words/add.ts'
import { splitArguments } from '../nodes/split-arguments.ts'
import { addressOrNull, type EntryForm, emptyEntry, entryOf, filledEntry, isAddress, isRigName } from './entry-form.ts'

export const addressKinds = ['public', 'private', 'post'] as const

export type NodeForm = EntryForm & Readonly<Record<(typeof addressKinds)[number], string>>

const everything: ReadonlySet<string> = new Set(['name', 'folder', 'program', 'line', ...addressKinds])

export const emptyNode: NodeForm = { ...emptyEntry, public: '', private: '', post: '' }

/** Filled from what was read; what a person has set stays. */
export function filled(form: NodeForm, draft: NodeDraft): NodeForm {
  const address = (kind: (typeof addressKinds)[number]) => (form.touched.has(kind) ? form[kind] : (draft.addresses[kind] ?? form[kind]))
  return { ...filledEntry(form, draft), public: address('public'), private: address('private'), post: address('post') }
}

/** A whole draft as a form: `kept` when it is an entry already, which nothing may change by itself. */
export const nodeFormOf = (draft: NodeDraft, kept: boolean): NodeForm => ({
  ...filled(emptyNode, draft),
  touched: kept ? everything : emptyNode.touched,
})

export const nodeEntry = (form: NodeForm, read: NodeDraft | null) => ({
  ...entryOf(form, read),
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

import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import { addWords } from '../../words/add.ts'
import { addressOrNull, type EntryForm, type EntryKind, emptyEntry, entryOf, filledEntry, isAddress } from './entry-form.ts'

export const addressKinds = ['public', 'private', 'post'] as const

export type NodeForm = EntryForm & Readonly<Record<(typeof addressKinds)[number], string>>

const words = addWords.node

export const nodeKind: EntryKind<NodeForm, NodeDraft> = {
  rows: 'nodes',
  words,
  folded: true,
  empty: { ...emptyEntry, public: '', private: '', post: '' },
  found: ({ nodes }) => nodes,
  kept: (client, name) => client.door.node({ name }),
  read: (client, question) => client.door.readNode(question),
  filled: (form, draft) => {
    const address = (kind: (typeof addressKinds)[number]) => (form.touched.has(kind) ? form[kind] : (draft.addresses[kind] ?? form[kind]))
    return { ...filledEntry(form, draft), public: address('public'), private: address('private'), post: address('post') }
  },
  missing: (form) => {
    if (form.folder === null && addressKinds.every((kind) => addressOrNull(form[kind]) === null)) return words.none
    return addressKinds.some((kind) => addressOrNull(form[kind]) !== null && !isAddress(form[kind].trim())) ? words.addressBad : null
  },
  notes: (_form, notes) => notes,
  home: (_form, name) => (name === null ? '/nodes' : `/nodes/${name}`),
  keep: (client, name, { form, read }) => {
    const addresses = { public: addressOrNull(form.public), private: addressOrNull(form.private), post: addressOrNull(form.post) }
    const entry = { ...entryOf(form, read), addresses }
    return name === null ? client.rig.addNode(entry) : client.rig.changeNode({ name, entry })
  },
}

import { plainConsent } from '../../../electron/contract/consent.ts'
import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import { addWords } from '../../words/add.ts'
import { addressOrNull, type EntryForm, type EntryKind, emptyEntry, entryOf, filledEntry, isAddress } from './entry-form.ts'

export const addressKinds = ['public', 'private', 'post'] as const

export const tlsParts = ['ca', 'cert', 'key', 'domain'] as const

export type NodeForm = EntryForm &
  Readonly<Record<(typeof addressKinds)[number], string>> & {
    /** Files of mutual TLS by which its post address is asked; all empty: in plain text. */
    readonly tls: Readonly<Record<(typeof tlsParts)[number], string>>
    /** What was typed to ask a public address in plain text. */
    readonly plain: string
  }

const noTls = { ca: '', cert: '', key: '', domain: '' }
const wantsTls = ({ tls }: NodeForm): boolean => tlsParts.some((part) => tls[part].trim() !== '')

const words = addWords.node

export const nodeKind: EntryKind<NodeForm, NodeDraft> = {
  rows: 'nodes',
  words,
  folded: true,
  empty: { ...emptyEntry, public: '', private: '', post: '', tls: noTls, plain: '' },
  away: () => false,
  found: ({ nodes }) => nodes,
  kept: (client, name) => client.door.node({ name }),
  read: (client, question) => client.door.readNode(question),
  filled: (form, draft) => {
    const address = (kind: (typeof addressKinds)[number]) => (form.touched.has(kind) ? form[kind] : (draft.addresses[kind] ?? form[kind]))
    const kept = {
      ...(draft.tls === undefined ? {} : { tls: { ...noTls, ...draft.tls, domain: draft.tls.domain ?? '' } }),
      ...(draft.plainText === true ? { plain: words.plainWords(draft.name) } : {}),
    }
    return { ...filledEntry(form, draft), ...kept, public: address('public'), private: address('private'), post: address('post') }
  },
  missing: (form) => {
    if (form.folder === null && addressKinds.every((kind) => addressOrNull(form[kind]) === null)) return words.none
    if (
      wantsTls(form) &&
      (['ca', 'cert', 'key'] as const).some((part) => !form.tls[part].trim().startsWith('/') && !/^[A-Za-z]:/.test(form.tls[part].trim()))
    )
      return words.tlsMissing
    return addressKinds.some((kind) => addressOrNull(form[kind]) !== null && !isAddress(form[kind].trim())) ? words.addressBad : null
  },
  notes: (_form, notes) => notes,
  home: (_form, name) => (name === null ? '/nodes' : `/nodes/${name}`),
  keep: (client, name, { form, read }) => {
    const addresses = { public: addressOrNull(form.public), private: addressOrNull(form.private), post: addressOrNull(form.post) }
    const { domain, ...files } = form.tls
    const tls = wantsTls(form) ? { tls: { ...files, ...(domain.trim() === '' ? {} : { domain: domain.trim() }) } } : {}
    const plain = form.plain === words.plainWords(form.name) ? { plainText: plainConsent(form.name) } : {}
    const entry = { ...entryOf(form, read), addresses, ...tls, ...plain }
    return name === null ? client.rig.addNode(entry) : client.rig.changeNode({ name, entry })
  },
}

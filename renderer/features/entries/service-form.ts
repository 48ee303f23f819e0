import type { LogLevel, RigName, SmesherId } from '../../../electron/contract/model/basics.ts'
import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import { addWords } from '../../words/add.ts'
import { addressOrNull, type EntryForm, type EntryKind, emptyEntry, entryOf, filledEntry, isAddress } from './entry-form.ts'
import { provingFields, wrongIn } from './line-options.ts'

export interface ServiceForm extends EntryForm {
  readonly node: string | null
  readonly operator: string
  readonly logLevel: LogLevel | null
  /** On another machine. */
  readonly elsewhere: boolean
  /** Whom it proves for there; empty while nobody has said it. */
  readonly identity: string
}

const words = addWords.service

export const serviceKind: EntryKind<ServiceForm, ServiceDraft> = {
  rows: 'services',
  words,
  folded: false,
  empty: { ...emptyEntry, node: null, operator: '', logLevel: null, elsewhere: false, identity: '' },
  away: ({ elsewhere }) => elsewhere,
  found: ({ services }) => services.filter(({ supervised }) => !supervised),
  kept: (client, name) => client.door.service({ name }),
  read: (client, question) => client.door.readService(question),
  filled: (form, draft) => ({
    ...filledEntry(form, draft),
    node: form.touched.has('node') ? form.node : (draft.node ?? form.node),
    logLevel: form.touched.has('logLevel') ? form.logLevel : (draft.logLevel ?? form.logLevel),
    ...(draft.elsewhere === true ? { elsewhere: true, identity: draft.identity ?? '' } : {}),
    operator: form.touched.has('operator') ? form.operator : (draft.operatorAddress ?? form.operator),
  }),
  missing: (form) => {
    if (form.folder === null && !form.elsewhere) return words.folderMissing
    const wrong = provingFields.find((field) => wrongIn(field, form.line) !== null)
    if (wrong !== undefined) return words.options[wrong].wrong
    return addressOrNull(form.operator) !== null && !isAddress(form.operator.trim()) ? addWords.node.addressBad : null
  },
  notes: (form, notes) => notes.filter((note) => note !== 'dials-unknown-node' || form.node === null),
  home: ({ node }) => (node === null ? '/nodes' : `/nodes/${node}`),
  keep: (client, name, { form, read }) => {
    const entry = {
      ...entryOf(form, read),
      ...(form.elsewhere
        ? { program: null, dataFolder: null, ...(form.identity === '' ? {} : { identity: form.identity as SmesherId }) }
        : {}),
      node: form.node as RigName | null,
      operatorAddress: addressOrNull(form.operator),
      ...(form.logLevel === null ? {} : { logLevel: form.logLevel }),
    }
    return name === null ? client.rig.addService(entry) : client.rig.changeService({ name, entry })
  },
}

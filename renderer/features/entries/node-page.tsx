import field from '../../ui/field.module.css'
import { addWords } from '../../words/add.ts'
import { AddressField } from './address-field.tsx'
import styles from './entries.module.css'
import { Entry, type OwnProps } from './entry-page.tsx'
import { addressKinds, type NodeForm, nodeKind } from './node-form.ts'

const words = addWords.node
const examples = { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: '127.0.0.1:9094' } as const

/** Attach to a node that exists: found here, or by its data folder, command line and addresses. */
export const NodeEntry = ({ name }: { name: string | null }) => <Entry kind={nodeKind} name={name} Own={Addresses} />

const Addresses = ({ form, read, change }: OwnProps<NodeForm, { readonly addresses: Readonly<Record<string, string | null>> }>) => (
  <fieldset className={styles.field} aria-label={words.addresses}>
    <legend>{words.addresses}</legend>
    <p className={field.help}>{words.addressesHelp}</p>
    <div className={styles.three}>
      {addressKinds.map((kind) => (
        <AddressField
          key={kind}
          label={words[kind]}
          kind={kind}
          help={words.sentence[kind]}
          example={examples[kind]}
          value={form[kind]}
          onChange={(value) => change({ [kind]: value })}
          offered={read?.addresses[kind] ?? null}
        />
      ))}
    </div>
  </fieldset>
)

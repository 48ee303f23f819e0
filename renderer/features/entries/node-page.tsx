import field from '../../ui/field.module.css'
import { Field } from '../../ui/field.tsx'
import { TypedWords } from '../../ui/typed-words.tsx'
import { addWords } from '../../words/add.ts'
import { AddressField } from './address-field.tsx'
import styles from './entries.module.css'
import { Entry, type OwnProps } from './entry-page.tsx'
import { addressKinds, type NodeForm, nodeKind, tlsParts } from './node-form.ts'

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
    <Elsewhere form={form} change={change} />
  </fieldset>
)

/** By TLS, or in plain text over a public network: for a node on another computer. */
const Elsewhere = ({ form, change }: Pick<OwnProps<NodeForm, never>, 'form' | 'change'>) => (
  <details className={styles.fold} open={form.plain !== '' || tlsParts.some((part) => form.tls[part] !== '') || undefined}>
    <summary>{words.elsewhere}</summary>
    <div className={styles.form}>
      <p className={field.help}>{words.elsewhereHelp}</p>
      {tlsParts.map((part) => (
        <Field
          key={part}
          label={words.tls[part].label}
          value={form.tls[part]}
          onChange={(value) => change({ tls: { ...form.tls, [part]: value } })}
          help={words.tls[part].help}
          error={null}
          mono
          maxLength={4096}
        />
      ))}
      <TypedWords
        before={words.plainBefore}
        words={words.plainWords(form.name)}
        value={form.plain}
        onChange={(plain) => change({ plain })}
        mono
      />
    </div>
  </details>
)

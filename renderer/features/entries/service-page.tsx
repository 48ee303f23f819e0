import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import { shortId } from '../../format/ids.ts'
import { useRows } from '../../state/desk.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import field from '../../ui/field.module.css'
import { Select } from '../../ui/select.tsx'
import { addWords } from '../../words/add.ts'
import { AddressField } from './address-field.tsx'
import { Entry, type OwnProps } from './entry-page.tsx'
import { fieldOf, withField } from './line-options.ts'
import { ProvingPart } from './proving-part.tsx'
import { type ServiceForm, serviceKind } from './service-form.ts'

const words = addWords.service
const noNode = ''

/** One process for one PoST data folder: found here, or by its folder and command line. */
export const ServiceEntry = ({ name }: { name: string | null }) => <Entry kind={serviceKind} name={name} Own={NodeAndOperator} />

/** Where the line and the field said the same, they go on doing so; a container's own address is left alone. */
const withOperator = ({ line, operator: before }: ServiceForm, operator: string) => {
  const listens = fieldOf(line, 'operator-address')
  return listens === before.trim() && (before !== '' || line !== '')
    ? { operator, line: withField(line, 'operator-address', operator.trim()) }
    : { operator }
}

const NodeAndOperator = ({ form, read, change }: OwnProps<ServiceForm, ServiceDraft>) => {
  const nodes = useRows('nodes')
  const names = Object.keys(nodes).sort()
  const listed = form.node === null ? [] : (nodes[form.node]?.identities ?? [])
  return (
    <>
      <Checkbox label={words.elsewhere} checked={form.elsewhere} onChange={(elsewhere) => change({ elsewhere })} />
      {form.elsewhere && <p className={field.help}>{words.elsewhereHelp}</p>}
      <Select
        label={words.node}
        value={form.node ?? noNode}
        onChange={(node) => change({ node: node === noNode ? null : node })}
        nothing={words.noNode}
        icon="nodes"
        choices={[{ value: noNode, name: words.noNode }, ...names.map((name) => ({ value: name, name }))]}
      />
      {form.elsewhere && <IdentityChoice value={form.identity} listed={listed} onChange={(identity) => change({ identity })} />}
      <AddressField
        label={words.operator}
        kind="operator"
        help={words.operatorHelp}
        example="127.0.0.1:50051"
        value={form.operator}
        onChange={(operator) => change(withOperator(form, operator))}
        offered={read?.operatorAddress ?? null}
      />
      <ProvingPart form={form} change={change} />
    </>
  )
}

interface IdentityChoiceProps {
  readonly value: string
  /** As its node lists them. */
  readonly listed: readonly string[]
  readonly onChange: (identity: string) => void
}

/** No folder here says whom it proves for, and its operator address names nobody: a person chooses from what its node lists. */
const IdentityChoice = ({ value, listed, onChange }: IdentityChoiceProps) => {
  const rows = useRows('identities')
  const ids = value === '' || listed.includes(value) ? listed : [...listed, value]
  return (
    <Select
      label={words.identity}
      value={value}
      onChange={onChange}
      nothing={words.noIdentity}
      icon="identities"
      choices={[
        { value: '', name: words.noIdentity },
        ...ids.map((id) => ({ value: id, name: `${rows[id]?.name ?? ''} ${shortId(id)}`.trim() })),
      ]}
    />
  )
}

import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import { useRows } from '../../state/desk.ts'
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
  const names = Object.keys(useRows('nodes')).sort()
  return (
    <>
      <Select
        label={words.node}
        value={form.node ?? noNode}
        onChange={(node) => change({ node: node === noNode ? null : node })}
        nothing={words.noNode}
        icon="nodes"
        choices={[{ value: noNode, name: words.noNode }, ...names.map((name) => ({ value: name, name }))]}
      />
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

import { useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { CertificateRow } from '../../../electron/contract/model/certificate.ts'
import { useAct } from '../../state/act.ts'
import { useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import { certificatesWords } from '../../words/certificates.ts'
import styles from './certificates.module.css'
import { namesIn, newestOf, servicesOf } from './lines.ts'

const words = certificatesWords.make
const rigName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

interface MakePartProps {
  readonly node: string
  readonly rows: readonly CertificateRow[]
}

/** A certificate for the node, or for a service that dials it; made again it is a renewal. */
export const MakePart = ({ node, rows }: MakePartProps) => {
  const before = newestOf(rows, 'node', node)
  const [names, setNames] = useState<string | null>(null)
  const typed = names ?? before?.names.join(', ') ?? ''
  const make = useAct((client, service: string | null) =>
    client.certificates.make({ node: node as RigName, service: service as RigName | null, names: service === null ? namesIn(typed) : [] }),
  )
  return (
    <Section title={words.title} level="h3" label={`${node}, ${words.title}`} className={styles.part}>
      <Field label={words.names} value={typed} onChange={setNames} help={words.namesHelp} error={null} mono maxLength={2000} />
      <div className={layout.row}>
        <Button closed={namesIn(typed).length === 0 ? words.namesMissing : null} onPress={() => void make.run(null)}>
          {before === null ? words.node : words.nodeAgain}
        </Button>
      </div>
      <ForService node={node} rows={rows} onMake={(service) => void make.run(service)} />
      {make.fault && <Fault words={make.fault} />}
    </Section>
  )
}

const ForService = ({ node, rows, onMake }: MakePartProps & { readonly onMake: (service: string) => void }) => {
  const services = Object.values(useRows('services'))
  const own = services.find((service) => service.node === node && newestOf(rows, 'service', service.name) === null)?.name ?? ''
  const [service, setService] = useState<string | null>(null)
  const name = service ?? own
  const known = servicesOf(rows).includes(name)
  return (
    <>
      <Field label={words.service} value={name} onChange={setService} help={words.serviceHelp} error={null} mono maxLength={64} />
      <div className={layout.row}>
        <Button closed={rigName.test(name) ? null : words.serviceBad} onPress={() => onMake(name)}>
          {known ? words.again(name) : words.forService}
        </Button>
      </div>
    </>
  )
}

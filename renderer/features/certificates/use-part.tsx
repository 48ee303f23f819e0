import { Suspense, useState } from 'react'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import type { CertificateRow } from '../../../electron/contract/model/certificate.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { useAct } from '../../state/act.ts'
import { useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { certificatesWords } from '../../words/certificates.ts'
import type { FolderChooser } from '../key-copies/key-copies.tsx'
import styles from './certificates.module.css'
import { newestOf, nodeConfig, serviceFlags, servicesOf } from './lines.ts'

const words = certificatesWords.use
const isAddress = (address: string): boolean => /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/.test(address.trim())

interface UsePartProps {
  readonly node: string
  readonly rows: readonly CertificateRow[]
  readonly Browser: FolderChooser
}

/** How both sides are told: lines to copy, an entry's arguments on consent, and what to carry to the other computer. */
export const UsePart = ({ node, rows, Browser }: UsePartProps) => {
  const own = newestOf(rows, 'node', node)
  const [listener, setListener] = useState('0.0.0.0:9094')
  const [dialled, setDialled] = useState<string | null>(null)
  const host = own?.names[0] ?? ''
  const dials = dialled ?? `${host.includes(':') ? `[${host}]` : host}:${listener.split(':').at(-1)}`
  const services = useRows('services')
  return (
    <Section title={words.title} level="h3" label={`${node}, ${words.title}`} className={styles.part}>
      <p className={text.note}>{certificatesWords.renewal}</p>
      <Address label={words.listener} value={listener} onChange={setListener} help={words.listenerHelp} />
      {own !== null && <Lines title={words.config} lines={nodeConfig(own, listener)} />}
      {own !== null && <Put kind="node" node={node} name={node} address={listener} />}
      <Address label={words.dials} value={dials} onChange={setDialled} help={words.dialsHelp} />
      <Lines title={words.flags} lines={serviceFlags(dials)} />
      {servicesOf(rows).map((service) => (
        <div key={service} className={classes(layout.row, layout.wrap)}>
          {services[service]?.dataFolder != null && <Put kind="service" node={node} name={service} address={dials} />}
          <Save node={node} service={service} Browser={Browser} />
        </div>
      ))}
      <ul className={text.note}>
        {Object.values(words.carry).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

interface AddressProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help: string
}

const Address = (props: AddressProps) => <Field {...props} error={isAddress(props.value) ? null : words.addressBad} mono maxLength={300} />

const Lines = ({ title, lines }: { title: string; lines: string }) => (
  <div>
    <div className={layout.row}>
      <b className={text.medium}>{title}</b>
      <CopyId short={words.copy.copy} whole={lines} words={words.copy} plain />
    </div>
    <pre className={classes(text.command, styles.lines)}>{lines}</pre>
  </div>
)

interface PutProps {
  readonly kind: 'node' | 'service'
  readonly node: string
  readonly name: string
  readonly address: string
}

const Put = ({ kind, node, name, address }: PutProps) => {
  const [open, setOpen] = useState(false)
  const use = useAct((client) => client.certificates.use({ kind, node: node as RigName, name: name as RigName, address: address.trim() }))
  const [first, second] = words.effects(name)
  return (
    <div>
      <Button closed={isAddress(address) ? null : words.addressBad} onPress={() => setOpen(true)}>
        {words.put(name)}
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title={words.ask(name)}
        effects={[
          { mark: 'info', tone: 'idle', text: first },
          { mark: 'info', tone: 'idle', text: second },
        ]}
        keep={words.keep}
        does={words.does}
        act={use}
        run={use.run}
      />
    </div>
  )
}

const Save = ({ node, service, Browser }: { node: string; service: string; Browser: FolderChooser }) => {
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const save = useAct((client, folder: FolderEntry) =>
    client.certificates.save({ node: node as RigName, service: service as RigName, folder: folder.handle as FolderHandle }),
  )
  return (
    <>
      <Button icon="folder" onPress={() => setOpen(true)}>
        {words.save(service)}
      </Button>
      {saved !== null && (
        <span role="status" className={text.small}>
          {words.saved(saved)}
        </span>
      )}
      {save.fault && <Fault words={save.fault} />}
      {open && (
        <Suspense>
          <Browser
            kind="folder"
            from={null}
            onClose={() => setOpen(false)}
            onPick={(folder) => {
              setOpen(false)
              void save.run(folder).then((answer) => answer !== null && setSaved(answer.folder))
            }}
          />
        </Suspense>
      )}
    </>
  )
}

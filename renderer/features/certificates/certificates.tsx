import type { CertificateRow } from '../../../electron/contract/model/certificate.ts'
import { useMirror, useRows } from '../../state/desk.ts'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { certificatesWords as words } from '../../words/certificates.ts'
import type { FolderChooser } from '../key-copies/key-copies.tsx'
import { CertificateItem } from './certificate-item.tsx'
import styles from './certificates.module.css'
import { MakePart } from './make-part.tsx'
import { UsePart } from './use-part.tsx'

/** Mutual TLS: what was made, what the rig uses, until when it counts, and how both sides are told. */
export const Certificates = ({ Browser }: { Browser: FolderChooser }) => {
  const rows = Object.values(useRows('certificates'))
  // Those that have some first.
  const has = (node: string) => rows.some((row) => row.node === node)
  const nodes = Object.keys(useRows('nodes')).sort((one, other) => Number(has(other)) - Number(has(one)) || (one < other ? -1 : 1))
  const authorities = rows.filter(({ role }) => role === 'authority')
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={words.lead} />
      {nodes.length === 0 && <Empty {...words.empty} />}
      {nodes.map((node) => (
        <OfNode key={node} node={node} rows={rows.filter((row) => row.node === node && row.role !== 'authority')} Browser={Browser} />
      ))}
      {authorities.length > 0 && (
        <Section title={words.authority}>
          <p className={text.note}>{words.authorityNote}</p>
          <List rows={authorities} />
        </Section>
      )}
    </div>
  )
}

const List = ({ rows }: { rows: readonly CertificateRow[] }) => (
  <ul className={styles.list}>
    {rows.map((row) => (
      <CertificateItem key={row.key} row={row} />
    ))}
  </ul>
)

interface OfNodeProps {
  readonly node: string
  readonly rows: readonly CertificateRow[]
  readonly Browser: FolderChooser
}

const OfNode = ({ node, rows, Browser }: OfNodeProps) => {
  const editable = useMirror(({ rig }) => rig.editable) === true
  const made = rows.some(({ number }) => number !== null)
  return (
    <Section title={node}>
      {rows.length === 0 ? <p className={text.note}>{words.none}</p> : <List rows={rows} />}
      {editable && <MakePart node={node} rows={rows} />}
      {editable && made && <UsePart node={node} rows={rows} Browser={Browser} />}
    </Section>
  )
}

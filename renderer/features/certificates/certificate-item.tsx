import type { CertificateRow } from '../../../electron/contract/model/certificate.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { CheckList } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { Findings } from '../../ui/findings.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { certificatesWords as words } from '../../words/certificates.ts'
import styles from './certificates.module.css'

/** One certificate: until when it counts, for whom, where it lies, and what speaks against it. */
export const CertificateItem = ({ row }: { row: CertificateRow }) => {
  const now = useNow(60_000)
  const { role, of, number, until, names, path, keyPath, usedBy, replaced, checks } = row
  return (
    <li className={styles.item}>
      <div className={classes(layout.row, layout.wrap)}>
        <b className={text.medium}>{of === '' ? words.authority : of}</b>
        <span className={text.quiet}>{words.role[role]}</span>
        <span className={text.quiet}>{number === null ? words.own : role !== 'authority' && words.number(number)}</span>
        <span>{until === null ? words.untilUnknown : words.until(time(until, now))}</span>
        {role === 'node' && names.length > 0 && <span className={text.quiet}>{words.names(names)}</span>}
      </div>
      <div className={classes(text.path, text.quiet)}>{path}</div>
      {keyPath !== null && <div className={classes(text.tiny, text.faint)}>{words.keyOf(keyPath)}</div>}
      {role !== 'authority' && <p className={text.note}>{replaced ? words.replaced : words.usedBy(usedBy)}</p>}
      {!replaced && (
        <CheckList plain>
          <Findings findings={checks.filter(({ verdict }) => verdict !== 'pass')} />
        </CheckList>
      )}
    </li>
  )
}

import type { Check } from '../../../electron/contract/model/basics.ts'
import { shortId } from '../../format/ids.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import text from '../../ui/text.module.css'
import { checkWords } from '../../words/checks.ts'
import { keysWords as words } from '../../words/keys.ts'
import { CopyRow } from './copy-row.tsx'
import { GroupHead, quietLook } from './group-head.tsx'
import styles from './key-copies.module.css'
import type { Named } from './sorted.ts'

const tooMany: readonly Check['id'][] = ['key-loadable-twice', 'key-returned', 'key-under-two-names']

interface FindingRowsProps {
  readonly row: Named
  readonly primary: boolean
  /** What to do about each of its checks; `null` where that stands above already. */
  readonly fixes: readonly (string | null)[]
}

/** One key: what is wrong with its copies, and all of them below. */
export const FindingRows = ({ row, primary, fixes }: FindingRowsProps) => {
  const { checks, copies, identity } = row
  const bad = checks.some(({ id }) => tooMany.includes(id))
  return (
    <tbody className={styles.group}>
      {checks.map((check, at) => (
        <CheckLine
          key={`${check.id} ${check.evidence}`}
          check={check}
          fix={fixes[at] ?? null}
          row={at === 0 ? row : null}
          primary={primary && at === 0}
        />
      ))}
      {copies.map((copy) => (
        <CopyRow key={copy.path} copy={copy} identity={identity} tooMany={bad} />
      ))}
      {copies.length === 0 && (
        <tr>
          <td colSpan={4} className={classes(styles.copy, text.quiet)}>
            {words.noFile}
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface CheckLineProps {
  readonly check: Check
  readonly fix: string | null
  /** Stands on the first line of a key. */
  readonly row: Named | null
  readonly primary: boolean
}

/** The group row of a table carries the finding: mark, name, id, the finding in its tone, one sentence, and the one act. */
const CheckLine = ({ check, fix, row, primary }: CheckLineProps) => {
  const look = quietLook(check)
  const { title, why, page } = checkWords(check)
  return (
    <GroupHead
      look={look}
      act={
        page !== null && (
          <ButtonLink to={page.to} small kind={primary ? 'primary' : 'plain'}>
            {page.name}
          </ButtonLink>
        )
      }
      below={fix}
    >
      {row !== null && <b>{row.shownName}</b>}
      {row !== null && row.identity !== null && <CopyId short={shortId(row.identity)} whole={row.identity} words={words.idCopy} />}
      <b className={look.tone === 'idle' ? undefined : text[look.tone]}>{title}</b>
      <span className={styles.why}>{why}</span>
    </GroupHead>
  )
}

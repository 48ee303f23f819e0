import type { KeyCopy } from '../../../electron/contract/model/key-copies.ts'
import { shortId } from '../../format/ids.ts'
import { timeLongAgo, utc } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { keysWords as words } from '../../words/keys.ts'
import styles from './key-copies.module.css'

interface CopyRowProps {
  readonly copy: KeyCopy
  readonly identity: string | null
  /** More than one node would load the key: then none of them is good. */
  readonly tooMany: boolean
  /** Whose it is, where no head says it. */
  readonly name?: string
}

const quiet = (said: string) => <span className={text.quiet}>{said}</span>

/** One file: whether a node would load it, whose data lies beside it, when it was written. */
export const CopyRow = (props: CopyRowProps) => {
  const { copy, identity, name } = props
  const now = useNow(60_000)
  return (
    <tr>
      <td className={classes(table.wrap, styles.copy)}>
        {name !== undefined && <b className={styles.whose}>{name}</b>}
        <span className={text.path}>{copy.path}</span>
        {copy.sameAs !== null && <span className={classes(text.tiny, text.faint)}> {words.sameAs(copy.sameAs)}</span>}
      </td>
      <td>
        <Loads {...props} />
      </td>
      <td>
        <Data copy={copy} identity={identity} />
      </td>
      <td className={table.number} title={copy.changedAt === null ? undefined : utc(copy.changedAt)}>
        {quiet(copy.changedAt === null ? words.unknown : timeLongAgo(copy.changedAt, now))}
      </td>
    </tr>
  )
}

const Loads = ({ copy: { place, node, defect }, identity, tooMany }: CopyRowProps) => {
  const loadedNow = useMirror(({ identities }) => {
    const row = identity === null ? undefined : identities[identity]
    return row !== undefined && row.node === node && (row.cell.post === 'idle' || row.cell.post === 'proving')
  })
  if (place === 'retired')
    return (
      <Chip mark="retired" tone="idle">
        {words.loads.retired}
      </Chip>
    )
  if (place !== 'loaded') return quiet(words.loads[place])
  const said =
    node === null
      ? words.loads.anybody
      : defect !== null
        ? words.loads.refused(node)
        : loadedNow
          ? words.loads.now(node)
          : words.loads.next(node)
  const bad = defect !== null || (tooMany && !loadedNow)
  return (
    <Chip mark={bad ? 'failed' : 'pass'} tone={bad ? 'bad' : 'good'}>
      {said}
    </Chip>
  )
}

const Data = ({ copy: { data, defect }, identity }: Pick<CopyRowProps, 'copy' | 'identity'>) => {
  const hasData = useMirror(({ identities }) => identity !== null && identities[identity]?.dataFolder != null)
  const other = useMirror(({ identities }) => (data?.identity == null ? undefined : identities[data.identity]?.name))
  if (defect !== null) return quiet(words.data.noKey)
  if (data !== null && data.identity === null) return quiet(words.data.unread)
  if (data !== null && data.identity !== identity)
    return (
      <Chip mark="disagree" tone="odd">
        {words.data.other(other ?? shortId(data.identity ?? ''))}
      </Chip>
    )
  if (data === null && !hasData) return quiet(words.data.none)
  return (
    <Chip mark="pass" tone="good">
      {words.data.fits}
    </Chip>
  )
}

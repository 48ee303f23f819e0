import { diskName } from '../../../electron/contract/model/disk-name.ts'
import { sizeOf } from '../../state/size-of.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import type { Group } from './groups.ts'
import styles from './identities.module.css'
import type { Grouping } from './view.ts'

const words = identitiesWords.group

interface GroupRowProps {
  readonly group: Group
  readonly by: Grouping
  readonly columns: number
}

/** As high as any row, so that all rows of the list have one height. */
export const GroupRow = ({ group, by, columns }: GroupRowProps) => (
  <tr className={styles.group}>
    <th scope="rowgroup" colSpan={columns} className={table.tall}>
      <span>
        <GroupName group={group} by={by} />
      </span>
      <span className={text.faint}>{words.size({ rows: group.rows.length, ...sizeOf(group.rows) })}</span>
    </th>
  </tr>
)

/** A disk by its name; where it is mounted stands beside it when that is another one. */
const GroupName = ({ group: { group, first }, by }: Pick<GroupRowProps, 'group' | 'by'>) => {
  if (by === 'state') {
    const { mark, title } = stateWords(first.state)
    return (
      <Chip mark={mark} tone={first.tone}>
        {title}
      </Chip>
    )
  }
  if (by === 'node') return group === '' ? words.noNode : words.node(group)
  const name = diskName(first)
  if (name === null) return words.noDisk
  return (
    <>
      {words.disk(name)}
      {name !== group && <span className={classes(text.path, styles.where)}>{group}</span>}
    </>
  )
}

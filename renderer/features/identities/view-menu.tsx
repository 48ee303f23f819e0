import { memo } from 'react'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { More } from '../../ui/more.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { type Column, freeColumns } from './columns.ts'
import { fileKinds, saveRows } from './export.ts'
import styles from './identities.module.css'
import { type Grouping, groupings, type View } from './view.ts'

const words = identitiesWords.view

interface ViewMenuProps {
  readonly view: View
  readonly change: (part: Partial<View>) => void
}

/** Which columns, and under which heads; kept in this browser. */
export const ViewMenu = memo(({ view, change }: ViewMenuProps) => {
  const turn = (column: Column, on: boolean) =>
    change({ columns: on ? [...view.columns, column] : view.columns.filter((one) => one !== column) })
  return (
    <More label={words.title} icon="down" stays>
      <div className={styles.menu}>
        <span className={text.quiet}>{words.group}</span>
        <Segments<Grouping>
          label={words.group}
          value={view.group}
          onChange={(group) => change({ group })}
          options={groupings.map((value) => ({ value, label: words.groups[value] }))}
        />
        <fieldset aria-label={words.columns}>
          <span className={text.quiet}>{words.columns}</span>
          {freeColumns.map((column) => (
            <Checkbox
              key={column}
              label={identitiesWords.columns[column]}
              checked={view.columns.includes(column)}
              onChange={(on) => turn(column, on)}
            />
          ))}
        </fieldset>
        <p className={text.note}>{words.narrow}</p>
      </div>
    </More>
  )
})

interface ExportMenuProps {
  readonly label: string
  readonly rows: readonly IdentityRow[]
  readonly columns: readonly Column[]
  readonly up?: boolean
}

export const ExportMenu = ({ label, rows, columns, up = false }: ExportMenuProps) => (
  <More label={label} icon="down" up={up}>
    {fileKinds.map((kind) => (
      <button key={kind} type="button" onClick={() => saveRows(kind, rows, columns)}>
        {identitiesWords.export.kinds[kind]}
      </button>
    ))}
  </More>
)

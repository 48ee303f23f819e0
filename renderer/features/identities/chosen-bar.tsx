import { useState } from 'react'
import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import { Button } from '../../ui/button.tsx'
import { CopyId } from '../../ui/copy-id.tsx'
import { useEscape } from '../../ui/escape.ts'
import { identitiesWords } from '../../words/identities.ts'
import { type BulkAct, bulkActs } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import type { Column } from './columns.ts'
import styles from './identities.module.css'
import type { Choice } from './use-choice.ts'
import { ExportMenu } from './view-menu.tsx'

const words = identitiesWords.chosen

/** At the foot of the table while something is chosen: what can be done with all of it. */
export const ChosenBar = ({ choice, columns }: { choice: Choice; columns: readonly Column[] }) => {
  const { rows, none } = choice
  const [asked, ask] = useState<{ readonly act: BulkAct; readonly ids: readonly SmesherId[] } | null>(null)
  useEscape(none, rows.length > 0)
  return (
    <>
      {rows.length > 0 && (
        <section className={styles.foot} aria-label={words.label}>
          <strong role="status">{words.count(rows.length)}</strong>
          {bulkActs.map((act) => (
            <Button key={act} small onPress={() => ask({ act, ids: rows.map(({ id }) => id) })}>
              {words.acts[act]}
            </Button>
          ))}
          <CopyId short={words.copy.copy} whole={rows.map(({ id }) => id).join('\n')} words={words.copy} plain />
          <ExportMenu label={identitiesWords.export.chosen} rows={rows} columns={columns} up />
          <Button small kind="quiet" onPress={none}>
            {words.clear}
          </Button>
        </section>
      )}
      {asked !== null && <BulkDialog act={asked.act} ids={asked.ids} onClose={() => ask(null)} />}
    </>
  )
}

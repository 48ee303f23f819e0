import { useState } from 'react'
import type { BinaryRow, BinaryStore } from '../../../electron/contract/model/binaries.ts'
import { useMirror, useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { binariesWords as words } from '../../words/binaries.ts'
import { AddDialog, type PathChooser, type SourceKind } from './add-dialog.tsx'
import styles from './binaries.module.css'
import { BinaryTable } from './binary-table.tsx'
import { ChangedPart } from './changed-part.tsx'
import { checkLooks } from './looks.ts'
import { TakingPart } from './taking-part.tsx'

const kinds: readonly SourceKind[] = ['archive', 'folder', 'url']
const explained = ['verified', 'pinned', 'unverified', 'changed'] as const

/** Programs, version by version: what each has to be, what it is, who runs it. */
export const Binaries = ({ PathField }: { PathField: PathChooser }) => {
  const rows = Object.values(useRows('binaries'))
  const store = useMirror((state) => state.store)
  const editable = useMirror(({ rig }) => rig.editable) === true
  const [adding, add] = useState<SourceKind | null>(null)
  const opening = useMirror(({ rig }) => rig.kind !== 'none' || rig.starting !== null) === true
  const changed = rows.filter((row) => row.check === 'changed').length
  if (store === null && opening)
    return (
      <div className={layout.page}>
        <Loading label={words.loading} />
      </div>
    )
  const unread = store !== null && store.unread !== null
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={unread ? words.unread.title : words.lead(rows.length, changed)}>
        {editable &&
          kinds.map((kind) => (
            <Button key={kind} icon={kind === 'folder' ? 'folder' : 'add'} onPress={() => add(kind)}>
              {words.add[kind]}
            </Button>
          ))}
      </PageHead>
      {store !== null && <Troubles {...store} />}
      {store !== null && store.taking !== null && <TakingPart taking={store.taking} />}
      {rows.length > 0 ? <Known rows={rows} editable={editable} /> : !unread && <Empty {...words.empty} />}
      {adding !== null && <AddDialog kind={adding} PathField={PathField} rows={rows} onClose={() => add(null)} />}
    </div>
  )
}

/** The table, what has changed below it, and what the marks mean. */
const Known = ({ rows, editable }: { rows: readonly BinaryRow[]; editable: boolean }) => (
  <>
    <BinaryTable rows={rows} editable={editable} />
    {rows.map((row) => row.changed !== null && <ChangedPart key={row.key} row={row} />)}
    <Legend rows={rows} />
  </>
)

/** What makes the whole store unknown, or useless. */
const Troubles = ({ unread, noexec, folder }: Pick<BinaryStore, 'unread' | 'noexec' | 'folder'>) =>
  (unread !== null || noexec !== null) && (
    <CheckList>
      {unread !== null && <CheckRow verdict="unknown" title={words.unread.why(unread)} evidence="" fix={words.unread.fix} />}
      {noexec !== null && <CheckRow verdict="warn" title={words.storeNoexec(noexec, folder)} evidence="" />}
    </CheckList>
  )

/** Only what stands in the table is explained. */
const Legend = ({ rows }: { rows: readonly BinaryRow[] }) => (
  <ul className={styles.legend} aria-label={words.legend}>
    {explained
      .filter((check) => rows.some((row) => row.check === check))
      .map((check) => (
        <li key={check}>
          <Chip {...checkLooks[check]}>{words.checks[check]}</Chip>
          <span className={text.quiet}>{words.legends[check]}</span>
        </li>
      ))}
  </ul>
)

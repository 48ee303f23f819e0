import { useState } from 'react'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { useClient } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import { type FaultWords, faultWords } from '../../words/errors.ts'
import { historyWords } from '../../words/history.ts'
import { identitiesWords } from '../../words/identities.ts'
import { type FileKind, fileKinds, saveFile } from './export.ts'
import styles from './history.module.css'
import { epochTyped, historyOf, historyText } from './history-file.ts'

const words = historyWords.file

/** What is kept of an identity's epochs, as a file: of those that a person names, or of all. */
export const HistoryExport = ({ row: { id, name } }: { row: IdentityRow }) => {
  const client = useClient()
  const [typed, type] = useState({ from: '', to: '' })
  const [fault, tell] = useState<FaultWords | null>(null)
  const [from, to] = [epochTyped(typed.from), epochTyped(typed.to)]
  const save = (kind: FileKind) => {
    if (client === null || from === undefined || to === undefined) return
    tell(null)
    historyOf(client, id, { from, to })
      .then((epochs) => saveFile(words.name(name), kind, historyText(kind, epochs)))
      .catch((error: unknown) => tell(faultWords(error)))
  }
  return (
    <Disclosure label={words.title}>
      <div className={styles.span}>
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            label={words.ends[end]}
            value={typed[end]}
            onChange={(value) => type({ ...typed, [end]: value })}
            help={words.open}
            error={epochTyped(typed[end]) === undefined ? words.noEpoch : null}
            maxLength={9}
          />
        ))}
      </div>
      {/* What is wrong with an epoch stands below it. */}
      {from !== undefined &&
        to !== undefined &&
        fileKinds.map((kind) => (
          <Button key={kind} small onPress={() => save(kind)}>
            {identitiesWords.export.kinds[kind]}
          </Button>
        ))}
      {fault && <Fault words={fault} />}
    </Disclosure>
  )
}

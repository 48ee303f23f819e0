import { useState } from 'react'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { migrateWords } from '../../words/migrate.ts'

const words = migrateWords.abort

/** Puts everything back: asked in effects, without typed words, because it leads to the safer side. */
export const AbortButton = ({ batch }: { batch: BatchRow }) => {
  const [open, setOpen] = useState(false)
  const abort = useAct((client) => client.migration.abort({ batch: batch.batch }))
  return (
    <>
      <Button onPress={() => setOpen(true)}>{migrateWords.progress.abort}</Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title={words.title}
        lead={words.lead}
        effects={words.effects(batch.source, batch.target).map((text) => ({ mark: 'info', tone: 'idle', text }))}
        pending={words.pending}
        keep={words.keep}
        does={words.act}
        act={abort}
        run={abort.run}
      />
    </>
  )
}

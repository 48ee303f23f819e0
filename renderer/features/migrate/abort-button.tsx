import { useRef, useState } from 'react'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import { migrateWords } from '../../words/migrate.ts'

const words = migrateWords.abort

/** Puts everything back: asked in effects, without typed words, because it leads to the safer side. */
export const AbortButton = ({ batch }: { batch: BatchRow }) => {
  const [open, setOpen] = useState(false)
  const safe = useRef<HTMLButtonElement>(null)
  const abort = useAct((client) => client.migration.abort({ batch: batch.batch }))
  return (
    <>
      <Button onPress={() => setOpen(true)}>{migrateWords.progress.abort}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={words.title} lead={words.lead} first={safe}>
        <Effects effects={words.effects(batch.source, batch.target).map((text) => ({ mark: 'info', tone: 'idle', text }))} />
        {abort.fault && <Fault words={abort.fault} />}
        {abort.pending && <p role="status">{words.pending}</p>}
        <DialogActs>
          <Button reference={safe} onPress={() => setOpen(false)}>
            {words.keep}
          </Button>
          <Button
            onPress={() => {
              void abort.run().then((done) => done && setOpen(false))
            }}
          >
            {words.act}
          </Button>
        </DialogActs>
      </Dialog>
    </>
  )
}

import { useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActs } from '../ui/dialog.tsx'
import { shellWords } from '../words/shell.ts'
import styles from './help-sheet.module.css'

const words = shellWords.help

/** All keys of the page, on one sheet. */
export const HelpSheet = ({ onClose }: { onClose: () => void }) => {
  const close = useRef<HTMLButtonElement>(null)
  return (
    <Dialog open onClose={onClose} title={words.title} lead={words.lead} first={close}>
      <dl className={styles.keys}>
        {words.keys.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <DialogActs>
        <Button reference={close} onPress={onClose}>
          {shellWords.close}
        </Button>
      </DialogActs>
    </Dialog>
  )
}

import { lazy, Suspense, useState } from 'react'
import { useMirror } from '../../state/desk.ts'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'

const LeaveDialog = lazy(() => import('./leave-dialog.tsx').then((part) => ({ default: part.LeaveDialog })))

/** The way out of the playground; a simulated rig of the person's own is left by forgetting its entries. */
export const Leave = () => {
  const [open, setOpen] = useState(false)
  const own = useMirror(({ rig }) => rig.editable) !== false
  if (own) return null
  return (
    <>
      <button type="button" className={styles.stripAct} onClick={() => setOpen(true)}>
        {simulatedWords.leave.act}
      </button>
      {open && (
        <Suspense>
          <LeaveDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

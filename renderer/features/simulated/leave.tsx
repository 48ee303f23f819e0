import { lazy, Suspense, useState } from 'react'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'

const LeaveDialog = lazy(() => import('./leave-dialog.tsx').then((part) => ({ default: part.LeaveDialog })))

/** The way out of the simulation. */
export const Leave = () => {
  const [open, setOpen] = useState(false)
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

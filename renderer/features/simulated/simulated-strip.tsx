import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { epochMs } from '../../../electron/time/index.ts'
import { duration } from '../../format/time.ts'
import { useMirror } from '../../state/desk.ts'
import { Icon, Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { simulatedWords, simulatedWords as words } from '../../words/simulated.ts'
import styles from './simulated.module.css'
import { SpeedChoice } from './speed-choice.tsx'

/** So that no picture of a simulation can pass for a real rig; its clock, and the way out. */
export const SimulatedStrip = () => {
  const oneEpochMs = useMirror(({ epoch }) => (epoch === null ? null : epochMs(epoch)))
  const simulation = useMirror(({ rig }) => rig.simulation)
  const broken = simulation?.breaks.filter(({ since }) => since !== null).length ?? 0
  const paused = simulation?.speed === 0
  return (
    <aside className={styles.strip} aria-label={words.strip}>
      <Icon name="simulated" />
      <span className={styles.words}>
        <b>{words.strip}</b>{' '}
        <span className={text.wide} role="status">
          {paused ? words.paused : words.detail(oneEpochMs === null ? null : duration(Math.round(oneEpochMs)))}
        </span>
      </span>
      <div className={styles.stripActs}>
        {paused && <Mark name="stalled" tone="idle" />}
        <SpeedChoice />
        {simulation && (
          <Link href="/simulated" className={styles.stripAct ?? ''}>
            {broken === 0 ? words.open : words.broken(broken)}
          </Link>
        )}
        <Leave />
      </div>
    </aside>
  )
}

const LeaveDialog = lazy(() => import('./leave-dialog.tsx').then((part) => ({ default: part.LeaveDialog })))

/** The way out of the playground; a simulated rig of the person's own is left by forgetting its entries. */
const Leave = () => {
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

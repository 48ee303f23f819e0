import { Link } from 'wouter'
import { epochMs } from '../../../electron/time/index.ts'
import { duration } from '../../format/time.ts'
import { useMirror } from '../../state/desk.ts'
import { Icon, Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { simulatedWords as words } from '../../words/simulated.ts'
import { Leave } from './leave.tsx'
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

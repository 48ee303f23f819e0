import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { EpochBand } from '../features/band/band.tsx'
import { SimulatedStrip } from '../features/simulated/simulated-strip.tsx'
import { times } from '../format/times.ts'
import { useLink, useMirror } from '../state/desk.ts'
import { useKept } from '../state/use-kept.ts'
import { classes } from '../ui/classes.ts'
import { shellWords as words } from '../words/shell.ts'
import { AlertLine } from './alert-line.tsx'
import styles from './frame.module.css'
import { Rail } from './rail.tsx'

const FirstTries = lazy(() => import('../features/simulated/first-tries.tsx').then((part) => ({ default: part.FirstTries })))

/** Around every screen: the rail, the band, the alert; and the strip and border of a simulation. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const lost = useLink().kind === 'lost'
  const simulated = useMirror(({ rig }) => rig.kind === 'simulated') === true
  const broken = useMirror(({ rig }) => rig.problem !== null) === true
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const screen = location.split('/')[1]
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current !== screen) main.current?.focus()
    shown.current = screen
  }, [screen])
  return (
    <div className={classes(styles.frame, simulated && styles.simulated, lost && styles.stale)}>
      {simulated && <SimulationHead first={location === '/identities' || location === '/overview'} />}
      <Rail />
      <div className={styles.main}>
        <EpochBand key={useKept(times)} />
        {(screen !== 'overview' || lost || broken) && <AlertLine />}
        <main ref={main} className={styles.page} tabIndex={-1} aria-label={words.page}>
          {children}
        </main>
      </div>
    </div>
  )
}

const SimulationHead = ({ first }: { first: boolean }) => (
  <div className={styles.simulation}>
    <SimulatedStrip />
    {first && (
      <Suspense>
        <FirstTries />
      </Suspense>
    )}
  </div>
)

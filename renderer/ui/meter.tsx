import { classes } from './classes.ts'
import mark from './mark.module.css'
import styles from './meter.module.css'
import type { Tone } from './tone.ts'

interface MeterProps {
  /** The sentence for who can't see it. */
  readonly label: string
  /** 0 to 1; `null` when unknown. */
  readonly part: number | null
  /** Solid has happened; `guess` is hatched, because luck decides; `odd` never shows a number. */
  readonly kind: 'solid' | 'guess' | 'odd' | 'done'
  readonly tall?: boolean
}

const toneOf: Record<MeterProps['kind'], Tone> = { solid: 'active', guess: 'active', odd: 'odd', done: 'good' }

export const Meter = ({ label, part, kind, tall }: MeterProps) => {
  const width = `${Math.round(Math.min(1, Math.max(0, part ?? 0)) * 1000) / 10}%`
  return (
    <svg className={classes(styles.meter, tall && styles.tall)} role="img" aria-label={label}>
      {kind === 'odd' ? (
        <rect width="100%" height="100%" fill="url(#hatch-odd)" />
      ) : (
        <>
          <rect className={styles.track} width="100%" height="100%" />
          <rect
            className={kind === 'guess' ? undefined : classes(styles.part, mark[toneOf[kind]])}
            width={width}
            height="100%"
            {...(kind === 'guess' ? { fill: 'url(#hatch-time)' } : {})}
          />
        </>
      )}
    </svg>
  )
}

import { memo } from 'react'
import { classes } from './classes.ts'
import { type IconName, icons } from './icons.ts'
import styles from './mark.module.css'
import { type Drawing, type MarkName, marks } from './marks.ts'
import type { Tone } from './tone.ts'

/** All marks and hatches, once per page; `Mark` points into it. */
export const Sprite = memo(() => (
  <svg className={styles.sprite} aria-hidden="true">
    <defs>
      {(['time', 'warn', 'odd', 'idle'] as const).map((kind) => (
        <pattern key={kind} id={`hatch-${kind}`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className={classes(styles.hatch, styles[kind])} d="M0 0v5" />
        </pattern>
      ))}
    </defs>
    {Object.entries<Drawing>(marks).map(([name, drawing]) => (
      <symbol key={name} id={`m-${name}`} viewBox="0 0 14 14">
        {drawing.fill && <path d={drawing.fill} fill="currentColor" />}
        {drawing.stroke && <path d={drawing.stroke} className={styles.line} />}
        {drawing.thick && <path d={drawing.thick} className={classes(styles.line, styles.thick)} />}
        {drawing.dashed && <path d={drawing.dashed} className={classes(styles.line, styles.dashed)} />}
        {drawing.cut && <path d={drawing.cut} className={classes(styles.line, styles.cut)} />}
      </symbol>
    ))}
  </svg>
))

/** A state's drawing; the word always stands beside it, so it is silent. */
export const Mark = ({ name, tone = 'idle', className }: { name: MarkName; tone?: Tone; className?: string | undefined }) => (
  <svg className={classes(styles.mark, styles[tone], className)} aria-hidden="true">
    <use href={`#m-${name}`} />
  </svg>
)

export const Icon = ({ name, className }: { name: IconName; className?: string | undefined }) => (
  <svg className={classes(styles.icon, className)} viewBox="0 0 16 16" aria-hidden="true">
    <path d={icons[name]} />
  </svg>
)

export const Brand = ({ className }: { className?: string | undefined }) => (
  <svg className={className} viewBox="0 0 20 20" aria-hidden="true">
    <path className={styles.brand} d="M3 4.5h9M6 10h11M3 15.5h9" />
    <path className={styles.brandNow} d="M13.5 1.5v17" />
  </svg>
)

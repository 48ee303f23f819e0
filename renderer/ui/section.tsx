import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import layout from './layout.module.css'
import text from './text.module.css'

interface PageHeadProps {
  readonly title: string
  readonly lead: ReactNode
  readonly className?: string | undefined
  /** The acts of the whole screen. */
  readonly children?: ReactNode
}

/** The name of a screen, and what stands there in a sentence. */
export const PageHead = ({ title, lead, className, children }: PageHeadProps) => (
  <header className={classes(layout.head, className)}>
    <div className={layout.grow}>
      <h1 className={text.title}>{title}</h1>
      <p>{lead}</p>
    </div>
    {children && <div className={layout.acts}>{children}</div>}
  </header>
)

interface SectionProps {
  readonly title: string
  /** Where the spoken name says more than the title. */
  readonly label?: string
  readonly level?: 'h2' | 'h3'
  /** A few words behind the title. */
  readonly note?: string
  /** What stands at the end of the title's line. */
  readonly beside?: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A part of a page under a name of its own. */
export const Section = ({ title, label = title, level: Heading = 'h2', note, beside, className, children }: SectionProps) => (
  <section className={className} aria-label={label}>
    <div className={layout.section}>
      <Heading>{title}</Heading>
      {note && <span className={classes(text.quiet, text.small)}>{note}</span>}
      {beside && (
        <>
          <span className={layout.grow} />
          {beside}
        </>
      )}
    </div>
    {children}
  </section>
)

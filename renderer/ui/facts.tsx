import { Fragment, type ReactNode } from 'react'
import { classes } from './classes.ts'
import layout from './layout.module.css'

export type Fact = readonly [name: string, value: ReactNode]

/** What is known, each under its name; a fact that does not belong here is `false`. */
export const Facts = ({ facts, className }: { facts: readonly (Fact | false)[]; className?: string | undefined }) => (
  <dl className={classes(layout.facts, className)}>
    {facts.map(
      (fact) =>
        fact && (
          <Fragment key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </Fragment>
        ),
    )}
  </dl>
)

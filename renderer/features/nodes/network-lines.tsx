import { useRows } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { networkWords } from '../../words/networks.ts'
import styles from './nodes.module.css'

const words = networkWords.making

/** Networks that are not made yet, each with the way to its page. */
export const NetworkLines = () => {
  const unfinished = Object.values(useRows('networks')).filter(({ state }) => state !== 'made')
  if (unfinished.length === 0) return null
  return (
    <ul className={classes(layout.ruled, styles.networks)} aria-label={words.list}>
      {unfinished.map(({ name, state }) => (
        <li key={name} className={layout.line}>
          <Mark name={state === 'making' ? 'starting' : 'at-risk'} tone={state === 'making' ? 'active' : 'warn'} />
          <span>{name}</span>
          <ButtonLink to={`/networks/${name}`} small>
            {words.steps}
          </ButtonLink>
          <span className={layout.below}>{words.lead[state]}</span>
        </li>
      ))}
    </ul>
  )
}

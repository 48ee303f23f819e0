import { useKept } from '../state/use-kept.ts'
import { Icon } from '../ui/mark.tsx'
import text from '../ui/text.module.css'
import { shellWords } from '../words/shell.ts'
import styles from './rail.module.css'
import { theme } from './theme.ts'

const words = shellWords.theme

/** From one look to the next; all of them stand in the settings. */
export const ThemeSwitch = () => {
  const chosen = useKept(theme)
  const next = () => theme.choose(theme.values[(theme.values.indexOf(chosen) + 1) % theme.values.length] ?? 'system')
  return (
    <button type="button" className={styles.theme} onClick={next} title={words.next(words[chosen])} aria-label={words.next(words[chosen])}>
      <Icon name="look" />
      <span className={text.wide}>{words[chosen]}</span>
    </button>
  )
}

import { useEffect, useState } from 'react'
import { Icon } from '../ui/mark.tsx'
import text from '../ui/text.module.css'
import { shellWords } from '../words/shell.ts'
import styles from './rail.module.css'

const words = shellWords.theme
const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]
const item = 'smeshdesk-look'

const kept = (): Theme => themes.find((theme) => theme === localStorage.getItem(item)) ?? 'system'

const show = (theme: Theme) => {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** Follows the system until the reader says otherwise; kept in this browser. */
export const ThemeSwitch = () => {
  const [theme, choose] = useState(kept)
  useEffect(() => show(theme), [theme])
  const next = () => {
    const chosen = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
    localStorage.setItem(item, chosen)
    choose(chosen)
  }
  return (
    <button type="button" className={styles.theme} onClick={next} title={words.next(words[theme])} aria-label={words.next(words[theme])}>
      <Icon name="look" />
      <span className={text.wide}>{words[theme]}</span>
    </button>
  )
}

import { keptChoice } from '../state/kept-choice.ts'

/** Follows the system until the reader says otherwise. */
export const theme = keptChoice('smeshdesk-look', ['system', 'light', 'dark'])

const show = () => {
  const chosen = theme.now()
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
}
show()
theme.heard(show)

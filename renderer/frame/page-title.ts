import { useEffect } from 'react'
import { useLink, useMirror } from '../state/desk.ts'
import type { Tone } from '../ui/tone.ts'
import { alertWords } from '../words/alerts.ts'
import { shellWords } from '../words/shell.ts'
import { knownState } from '../words/states.ts'
import { isOpen, useAlerts } from './use-alerts.ts'

/** As on a solid of both themes: a tab's icon knows neither. */
const dots: Readonly<Partial<Record<Tone, string>>> = {
  bad: '#c8372d',
  odd: '#8b4fd0',
  warn: '#c27803',
  active: '#2f6fde',
  idle: '#77808c',
}

const icon = (dot: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M8 1.2 14 4.6v6.8L8 14.8 2 11.4V4.6z" fill="none" stroke="#77808c" stroke-width="1.6"/><circle cx="11.6" cy="11.6" r="4.2" fill="${dot}"/></svg>`,
  )}`

/** The worst in a word or two: a state's own name where the alert is of a state. */
const shortOf = (words: string, head: string): string => knownState(words.replace(/^lost-/, ''))?.title ?? head.replace(/\.$/, '')

/** "(2) Late · Smeshdesk" and a dot on the tab's icon, so that whoever looks elsewhere learns of it. */
export const usePageTitle = (): void => {
  const link = useLink()
  const alerts = useAlerts().filter(isOpen)
  const problem = useMirror(({ rig }) => rig.problem !== null) === true
  const [worst] = alerts
  const said = worst === undefined ? null : shortOf(worst.words, alertWords(worst, worst.since).head)
  const lost = link.kind === 'lost'
  const title = lost
    ? shellWords.title(null, shellWords.alert.lost.replace(/\.$/, ''))
    : shellWords.title(alerts.length, problem ? shellWords.alert.problem.replace(/\.$/, '') : said)
  const dot = lost ? dots.warn : problem ? dots.bad : worst === undefined ? undefined : dots[worst.tone]
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    const found = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (found === null) return
    found.dataset.plain ??= found.href
    found.href = dot === undefined ? found.dataset.plain : icon(dot)
  }, [dot])
}

import { keptChoice } from '../state/kept-choice.ts'
import { languages } from './languages.ts'

/** The first wanted tag that is available, else its language without its region; English when nothing fits. */
export const bestOf = (wanted: readonly string[], available: readonly string[]): string =>
  wanted.flatMap((tag) => [tag, tag.split('-')[0] ?? tag]).find((tag) => available.includes(tag)) ?? 'en'

const own = ''
/** What the reader chose in this browser comes before what the browser prefers; empty: nothing is chosen. */
export const chosenLanguage = keptChoice('smeshdesk-language', [own, ...Object.keys(languages)])

/** Settled before any screen is read, for as long as the page lives. */
export const language: string = bestOf(
  [chosenLanguage.now(), ...(typeof navigator === 'undefined' ? [] : navigator.languages)],
  Object.keys(languages),
)

export const locale: string = languages[language]?.locale ?? 'en-GB'

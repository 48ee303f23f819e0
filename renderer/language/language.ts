import { languages } from './languages.ts'

/** The first wanted tag that is available, else its language without its region; English when nothing fits. */
export const bestOf = (wanted: readonly string[], available: readonly string[]): string =>
  wanted.flatMap((tag) => [tag, tag.split('-')[0] ?? tag]).find((tag) => available.includes(tag)) ?? 'en'

/** What the reader chose in this browser comes before what the browser prefers. */
const chosen = typeof localStorage === 'undefined' ? null : localStorage.getItem('smeshdesk-language')

/** Settled before any screen is read, for as long as the page lives. */
export const language: string = bestOf([...(chosen === null ? [] : [chosen]), ...navigator.languages], Object.keys(languages))

export const locale: string = languages[language]?.locale ?? 'en-GB'

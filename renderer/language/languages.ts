import type { Words } from '../words/en/index.ts'

export interface Language {
  /** Numbers, dates, lists and plurals are written by it, through `Intl`. */
  readonly locale: string
  /** Loaded only where it is spoken; `null` for English, which every screen has with it. */
  readonly words: (() => Promise<Words>) | null
}

/** What Smeshdesk speaks, by tag (BCP 47). One more is one line here and one object that satisfies `Words`. */
export const languages: Readonly<Record<string, Language>> = { en: { locale: 'en-GB', words: null } }

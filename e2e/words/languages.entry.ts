import type { Language } from '../../renderer/language/languages.ts'

/** What the gallery speaks in place of the app's own table: a second language, which the app's bundle never holds. */
export const languages: Readonly<Record<string, Language>> = {
  en: { locale: 'en-GB', words: null },
  // Ukrainian numbers, dates and plurals: others than English in all of them.
  uk: { locale: 'uk', words: async () => (await import('./pseudo.ts')).pseudoWords },
}

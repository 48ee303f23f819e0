import { language } from '../language/language.ts'
import { languages } from '../language/languages.ts'
import type { Words } from './en/index.ts'

// Waited for here, once: every module that holds a sentence comes after it, so that none can freeze another language's.
const other = await languages[language]?.words?.()

/** A part of the catalogue in the language of this page. English comes along by screen; another language is loaded whole. */
export const told = <P extends keyof Words>(part: P, english: Words[P]): Words[P] => other?.[part] ?? english

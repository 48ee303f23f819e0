import { count, counted } from '../../format/numbers.ts'

/** "1 identity", "3 identities". */
export const plural = (value: number, one: string, many: string): string => counted(value, { one, other: many })

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const

/** Small numbers as words, for sentences. */
export const numberWord = (value: number): string => small[value] ?? count(value)

/** A disk as every screen calls it, by what a person knows it by (`contract/model/disk-name.ts`). */
export const diskCalled = (name: string): string =>
  name === '/' ? 'system disk' : name.startsWith('/') || /^disk\b/i.test(name) ? name : `disk ${name}`

/** The first letter as a capital, for the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The same after a colon: a first letter that is no name's, nor part of one that is written in capitals. */
export const uncapital = (text: string): string =>
  /^[A-Z][a-z]*(?=[ ,:.]|$)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

import { seenParts } from '../../electron/contract/seen.ts'
import { seenWords } from './en/seen.ts'
import { told } from './told.ts'

type Say = (...values: string[]) => string
const known: Readonly<Record<string, Say>> = told('seen', seenWords)

/** `null`: what looks like values and is none, as a line of a program may. */
function valuesOf(text: string): string[] | null {
  try {
    return JSON.parse(`[${text.slice(1)}]`)
  } catch {
    return null
  }
}

/** A line of evidence with what Smeshdesk itself says of it in words; what programs and the system said stands as it came. */
export const seenText = (line: string): string =>
  line.replace(seenParts, (whole, key: string, values: string) => {
    const said = Object.hasOwn(known, key) ? valuesOf(values) : null
    return said === null ? whole : (known[key]?.(...said.map(seenText)) ?? whole)
  })

/** The same of all values of a sentence. */
export const seenValues = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, seenText(value)]))

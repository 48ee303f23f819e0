import { seenParts } from '../../electron/contract/seen.ts'
import { seenWords } from './en/seen.ts'
import { told } from './told.ts'

type Say = (...values: string[]) => string
const known: Readonly<Record<string, Say>> = told('seen', seenWords)

/** A line of evidence with what Smeshdesk itself says of it in words; what programs and the system said stands as it came. */
export const seenText = (line: string): string =>
  line.replace(seenParts, (whole, key: string, values: string) => {
    const said: string[] = JSON.parse(`[${values.slice(1)}]`)
    return known[key]?.(...said) ?? whole
  })

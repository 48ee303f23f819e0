import { seenParts } from '../../contract/seen.ts'

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/**
 * What of a value reads like a sentence: two words beside each other, outside of what is told as a key with its values. `heard`: what the
 * outside said, which stands as it came. A closed key is one word, so none is found.
 */
export const sentencesIn = (value: unknown, heard: readonly string[] = []): string[] =>
  stringsIn(value).filter((text) => {
    const ours = heard.reduce((rest, said) => rest.replaceAll(said, ''), text.replace(seenParts, ''))
    return /[A-Za-z’]{2,}[,;]? [A-Za-z’]{2,}/.test(ours)
  })

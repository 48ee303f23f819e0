/** Where a flag's value stands in the words of a command line: the word, and what precedes the value in that word. */
interface Place {
  readonly at: number
  readonly prefix: string
  /** The flag stands in a word of its own before it. */
  readonly apart: boolean
}

/** `--name v`, `--name=v`, and of a short form `-n v`, `-nv`, `-n=v`; `null` where it does not stand. */
function placeOf(words: readonly string[], [name, short]: readonly [name: string, short?: string]): Place | null {
  for (const [at, word] of words.entries()) {
    if (word === `--${name}` || (short !== undefined && word === `-${short}`)) {
      const value = words[at + 1]
      return value === undefined || (value.startsWith('-') && value !== '-') ? null : { at: at + 1, prefix: '', apart: true }
    }
    if (word.startsWith(`--${name}=`)) return { at, prefix: `--${name}=`, apart: false }
    if (short !== undefined && !word.startsWith('--') && word.startsWith(`-${short}`))
      return { at, prefix: word[2] === '=' ? `-${short}=` : `-${short}`, apart: false }
  }
  return null
}

export type OptionName = readonly [name: string, short?: string]

/** The value that the words of a command line give to a flag; `null` where they give none. */
export function optionIn(words: readonly string[], name: OptionName): string | null {
  const place = placeOf(words, name)
  return place === null ? null : (words[place.at] ?? '').slice(place.prefix.length)
}

/** The same words with another value for the flag, in the form it had, at the end where it did not stand; `null` takes the flag away. */
export function withOption(words: readonly string[], name: OptionName, value: string | null): string[] {
  const place = placeOf(words, name)
  if (place === null) return value === null ? [...words] : [...words, `--${name[0]}`, value]
  if (value !== null) return words.with(place.at, `${place.prefix}${value}`)
  return words.toSpliced(place.apart ? place.at - 1 : place.at, place.apart ? 2 : 1)
}

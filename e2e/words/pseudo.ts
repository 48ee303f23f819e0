import { english, type Words } from '../../renderer/words/en/index.ts'

// A language made by this script, so that what is not taken from the catalogue can be seen: accented, longer by a third, in brackets.

const plain = 'aeiouyAEIOUYcCnN'
const accented = 'áéíóúýÁÉÍÓÚÝçÇñÑ'
const longer = 1.35

/** What a language leaves as it is: names, ids, paths, numbers, addresses, options of command lines. */
const isValue = (word: string, values: ReadonlySet<string>): boolean =>
  /[\d/\\_=@]|^--?[a-z]|\w\.\w/.test(word) || values.has(word.replace(/^[^\w]+|[^\w]+$/g, ''))

/** Vowels twice: a word grows where it stands, as words of other languages do. */
const strange = (word: string): string =>
  word.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter).replace(/[áéíóú]/g, '$&$&')

const noValues: ReadonlySet<string> = new Set()

/** One sentence; what has no letter (a sign, a key's name) and what is in brackets already stay. */
export const pseudo = (text: string, values = noValues): string => {
  if (!/[a-z]{2}/i.test(text) || values.has(text)) return text
  const said = text.replace(/\[[^[\]]*\]|[^\s[\]]+/g, (word) => (word.startsWith('[') || isValue(word, values) ? word : strange(word)))
  return `[${said.padEnd(Math.ceil(text.length * longer) - 2, '~')}]`
}

/** Every word of what a function is given: it is somebody's name, or is told already. */
function wordsIn(given: unknown, into: Set<string>): void {
  if (typeof given === 'string') for (const word of [given, ...given.split(/[\s,]+/)]) into.add(word)
  else if (typeof given === 'object' && given !== null) for (const one of Object.values(given)) wordsIn(one, into)
}

/** Leaves of the catalogue, in their place: sentences, and what functions say. */
function strangely(leaf: unknown, values = noValues): unknown {
  if (typeof leaf === 'string') return pseudo(leaf, values)
  if (typeof leaf === 'function')
    return (...given: readonly unknown[]) => {
      const own = new Set<string>()
      wordsIn(given, own)
      return strangely(Reflect.apply(leaf, undefined, given), own)
    }
  if (Array.isArray(leaf)) return leaf.map((one) => strangely(one, values))
  if (typeof leaf !== 'object' || leaf === null) return leaf
  return Object.fromEntries(Object.entries(leaf).map(([key, one]) => [key, strangely(one, values)]))
}

/** The whole catalogue in it: what another language would be, made by the compiler's rules and this script. */
export const pseudoWords = strangely(english) as Words

import { type OptionName, optionIn, withOption } from '../../../electron/arguments/index.ts'
import { shellWord } from '../../format/ids.ts'
import { splitArguments } from './split-arguments.ts'

// The command line is the only truth: these fields show parts of it, and write them back into it.

export const provingFields = ['address', 'threads', 'nonces', 'randomx-mode'] as const
export const tlsFields = ['ca-cert', 'cert', 'key', 'domain'] as const
export type LineField = (typeof provingFields)[number] | (typeof tlsFields)[number] | 'operator-address'

const nameOf = (field: LineField): OptionName => (field === 'address' ? ['address', 'a'] : [field])

/** What the line gives for a field; empty where it gives nothing, or can't be split. */
export const fieldOf = (line: string, field: LineField): string => optionIn(splitArguments(line) ?? [], nameOf(field)) ?? ''

/** The line with another value, empty for none; a line that can't be split is left as it is. */
export function withField(line: string, field: LineField, value: string): string {
  const words = splitArguments(line)
  if (words === null) return line
  const next = withOption(words, nameOf(field), value === '' ? null : value)
  return next.map((word) => (word === '' ? "''" : shellWord(word))).join(' ')
}

const takes: Readonly<Record<(typeof provingFields)[number], RegExp>> = {
  address: /^https?:\/\/\S+$/i,
  threads: /^\d{1,4}$/,
  nonces: /^\d{1,4}$/,
  'randomx-mode': /^(?:fast|light)$/,
}

/** The value that no version takes; `null` where there is none. The main side judges the whole line anew. */
export function wrongIn(field: (typeof provingFields)[number], line: string): string | null {
  const value = fieldOf(line, field)
  if (value === '') return null
  const fits = takes[field].test(value) && (field !== 'nonces' || (Number(value) % 16 === 0 && Number(value) <= 4096))
  return fits ? null : value
}

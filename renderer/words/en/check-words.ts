type Values = Readonly<Record<string, string>>

/** Sentences of one check: when it holds, when it doesn't, why that matters, what to do. */
export interface CheckSentences {
  readonly holds: (values: Values) => string
  readonly fails: (values: Values) => string
  readonly why?: (values: Values) => string
  readonly fix?: (values: Values) => string
  /** What was seen, in words; without, the evidence is shown as it came. */
  readonly seen?: (values: Values) => string
}

type Sentence = string | ((values: Values) => string)

const said = (sentence: Sentence): ((values: Values) => string) => (typeof sentence === 'string' ? () => sentence : sentence)

type Said = { readonly [Name in keyof CheckSentences]: Sentence }

/** Sentences may use values; a plain string is a sentence without any. */
export const sentences = (given: Said): CheckSentences =>
  Object.fromEntries(Object.entries(given).map(([name, sentence]) => [name, said(sentence)])) as Record<
    'holds' | 'fails',
    (values: Values) => string
  >

/** A value by its name; one that is missing is said to be, never left out. */
export const of = (values: Values, name: string): string => values[name] ?? `(${name} unknown)`

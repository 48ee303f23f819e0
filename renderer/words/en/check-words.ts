type Values = Readonly<Record<string, string>>
type Say = (values: Values) => string

/** Sentences of one check. What the core never tells of it, that it holds or that it doesn't, has none. */
export interface CheckSentences {
  readonly holds?: Say
  readonly fails?: Say
  /** Why it matters that it doesn't hold, and what to do. */
  readonly why?: Say
  readonly fix?: Say
  /** What was seen, in words; without, the evidence is shown as it came. */
  readonly seen?: Say
}

type Sentence = string | Say
type Said = { readonly [Name in keyof CheckSentences]: Sentence }

const said = (sentence: Sentence): Say => (typeof sentence === 'string' ? () => sentence : sentence)

/** Sentences may use values; a plain string is a sentence without any. */
export const sentences = <Given extends Said>(given: Given): Readonly<Record<keyof Given, Say>> =>
  Object.fromEntries(Object.entries<Sentence>(given).map(([name, sentence]) => [name, said(sentence)])) as Record<keyof Given, Say>

/** A value by its name; one that is missing is said to be, never left out. */
export const of = (values: Values, name: string): string => values[name] ?? `(${name} unknown)`

type Values = Readonly<Record<string, string>>
type Say = (values: Values) => string

/** Of a check that can fail. */
export interface Failing {
  readonly holds?: Say
  readonly fails: Say
  /** Why it matters that it doesn't hold, and what to do: each has both. */
  readonly why: Say
  readonly fix: Say
  /** What was seen, in words; without, the evidence is shown as it came. */
  readonly seen?: Say
}

/** Sentences of one check. One of which the core never tells that it doesn't hold has none for that. */
export type CheckSentences =
  | Failing
  | { readonly holds: Say; readonly fails?: never; readonly why?: never; readonly fix?: never; readonly seen?: never }

type Sentence = string | Say
type Said = { readonly [Name in keyof Failing]?: Sentence }

const said = (sentence: Sentence): Say => (typeof sentence === 'string' ? () => sentence : sentence)

/** Sentences may use values; a plain string is a sentence without any. */
export const sentences = <Given extends Said>(given: Given): Readonly<Record<keyof Given, Say>> =>
  Object.fromEntries(Object.entries<Sentence>(given).map(([name, sentence]) => [name, said(sentence)])) as Record<keyof Given, Say>

/** A value by its name; one that is missing is said to be, never left out. */
export const of = (values: Values, name: string): string => values[name] ?? `(${name} unknown)`

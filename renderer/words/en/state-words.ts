/** A state as a person reads it: what it is called, what it means, what to do. */
export type Said = readonly [title: string, sentence: string, action: string]

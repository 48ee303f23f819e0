import type { StateKey } from '../../../electron/contract/model/states.ts'
import { capital, numberWord } from './grammar.ts'

export type Values = Readonly<Record<string, string>>

/** In bold what is the matter, one more sentence, which may be cut, and what can be done. */
export interface AlertWords {
  readonly head: string
  readonly rest: string
  readonly act: string
}

const namesShown = 3

export const value = (values: Values, name: string) => values[name] || 'unknown'

const countOf = (values: Values): number => Number(values.count ?? '1')
export const isMany = (values: Values): boolean => countOf(values) > 1
/** One name, or how many, of which the core names the first. */
const many = (values: Values): string => {
  const more = countOf(values) - namesShown
  return `${numberWord(countOf(values))} identities (${values.names ?? ''}${more > 0 ? ` and ${more} more` : ''})`
}
export const whose = (values: Values): string => (isMany(values) ? capital(many(values)) : value(values, 'name'))
export type Say = (values: Values) => AlertWords

/** Where two sources contradict each other: which, and in what. */
const disagreeing = {
  'proof-waits': (v) => `${whose(v)}: the service holds a proof that the node does not want.`,
  'proving-for-nobody': (v) => `${whose(v)}: the service works on a proof that the node does not want.`,
  'proving-not-loaded': (v) => `${whose(v)}: the service works on a proof, and the node does not list the identity.`,
  'foreign-service': (v) => `${whose(v)}: another program answers in place of the service.`,
  'key-file-gone': (v) => (isMany(v) ? `The key files of ${many(v)} are gone.` : `The key file of ${value(v, 'name')} is gone.`),
} satisfies Partial<Record<StateKey, (values: Values) => string>>
export const keysGone = 'The node runs with them, and no longer finds them where it loads keys. The next start goes without them.'
export const heads: Readonly<Record<string, ((values: Values) => string) | undefined>> = disagreeing

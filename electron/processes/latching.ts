import type { PostServiceMeaning } from '../post/index.ts'

/** Endings that would come again exactly so: a person has to change something first. */
const latching: ReadonlySet<string> = new Set<PostServiceMeaning | 'hash-mismatch'>([
  'bad-flags',
  'address-invalid',
  'gave-up-address-invalid',
  'tls-not-configured',
  'library-missing',
  'illegal-instruction',
  'hash-mismatch',
])

export const isLatching = (meaning: string): boolean => latching.has(meaning)

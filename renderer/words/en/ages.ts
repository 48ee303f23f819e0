import { lasting } from '../../format/time.ts'

/** "3 s ago", "4 min ago"; under a second "now". One unit from a minute on, two from an hour. */
export const age = (ms: number): string => (ms < 1000 ? 'now' : `${lasting(ms)} ago`)

/** Of what may be older: nobody looked before. */
const atLeast = (ms: number): string => `at least ${lasting(ms)}`

export const ages = { age, atLeast } as const

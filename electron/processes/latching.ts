import type { EndingKey } from '../contract/model/endings.ts'

/** Endings that would come again exactly so: a person has to change something first. */
const latching: ReadonlySet<string> = new Set<EndingKey>([
  'bad-flags',
  'address-invalid',
  'gave-up-address-invalid',
  'tls-not-configured',
  'metadata-field-missing',
  'metadata-field-invalid',
  'units-out-of-range',
  'operator-address-not-here',
  'library-missing',
  'illegal-instruction',
  'hash-mismatch',
])

/** Endings that go away by themselves, however often they come: a node, a port, a disk that is still to be mounted. */
const passing: ReadonlySet<string> = new Set<EndingKey>([
  'gave-up-node-unreachable',
  'operator-port-taken',
  'watched-process-gone',
  'running-node-unreachable',
  'running-operator-port-taken-silently',
  'ended-by-signal',
  'ended-while-not-connected',
  'metadata-not-found',
  'out-of-memory',
])

export const isLatching = (meaning: string): boolean => latching.has(meaning)

interface Ended {
  readonly meaning: string
  readonly line: string
}

/** What changes from one run to the next without meaning anything. */
const plain = (line: string): string => line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?|\b0x[0-9a-f]+\b|\(\d+\)/g, '').trim()

/** Whether a run ended just as the one before it, in a way that does not pass by itself. */
export const endsAlike = (before: Ended | null, now: Ended): boolean =>
  before !== null && before.meaning === now.meaning && plain(before.line) === plain(now.line) && !passing.has(now.meaning)

/** What the restart law has to know of an ending. */
export const judgeEnding = (before: Ended | null, now: Ended): { readonly latching: boolean; readonly alike: boolean } => ({
  latching: isLatching(now.meaning),
  alike: endsAlike(before, now),
})

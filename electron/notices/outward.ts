import type { Alert } from '../contract/model/rig.ts'

/** Names, counts, epochs and keys of words; no path, no address, no line of a program. */
const told: readonly string[] = [
  'name',
  'names',
  'count',
  'node',
  'service',
  'subject',
  'finding',
  'more',
  'epoch',
  'epochs',
  'lost',
  'from',
  'to',
  'passed',
  'unseen',
  'stake',
  'behind',
  'peers',
  'readers',
  'last',
  'one',
  'other',
  'disk',
]
const kept = '…'

/** A value that could be a place or an address, under whatever name, stays here. */
const isPlace = (text: string): boolean => /[/\\]|:\d/.test(text)

/** What of an alert may leave this computer: nothing that says where anything lies. `meaning` goes whole, so that words do without it. */
export const outward = (alert: Alert): Alert => ({
  ...alert,
  evidence: [],
  route: null,
  act: null,
  values: Object.fromEntries(
    Object.entries(alert.values).flatMap(([name, text]) =>
      name === 'meaning' ? [] : [[name, told.includes(name) && !isPlace(text) ? text : kept]],
    ),
  ),
})

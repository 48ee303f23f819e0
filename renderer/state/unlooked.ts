import type { LookGap, RememberedKind } from '../../electron/contract/model/history.ts'
import { happeningsWords } from '../words/happenings.ts'
import { useAsked } from './ask.ts'
import { useRows } from './desk.ts'

const kinds = Object.keys(happeningsWords.of).filter((kind) => kind !== 'state-changed') as RememberedKind[]
const most = 50
/** A node that is not followed for a moment, as at each start, is no gap that a person asks about. */
const shortMs = 60_000

/** Times in which nobody looked, the newest first: at anything, or at the node of an identity. Asked again when something happens. */
export const useUnlooked = (now: number, identity?: string): readonly LookGap[] => {
  const newest = Object.values(useRows('happenings')).at(-1)?.key ?? ''
  const of = { limit: most, ...(identity === undefined ? { kinds } : { identity: identity as never }) }
  const { answer } = useAsked(`unlooked ${identity ?? ''} ${newest}`, (client) => client.history.events(of), { waitMs: 0 })
  return (answer?.gaps ?? [])
    .filter(({ node, since, until }) => node === null || (until ?? now) - since >= shortMs)
    .toSorted((one, other) => other.since - one.since)
}

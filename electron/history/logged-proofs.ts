import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { currentOrNextGap, type NetworkTimes, publishEpochAt } from '../time/index.ts'
import type { Note } from './notes.ts'

interface LoggedFacts {
  readonly services: readonly Pick<ServiceRow, 'identity' | 'logged'>[]
  readonly identities: readonly { readonly id: SmesherId; readonly node: RigName | null }[]
  readonly clocks: ReadonlyMap<string, NetworkTimes>
  readonly ofNode: ReadonlyMap<RigName, string>
}

/** The first proof of an identity is made once, for no epoch (docs/protocol.md §13). */
const isFirst = (challenge: string): boolean => /^0+$/.test(challenge)

/**
 * Proofs that are over by the logs of their services, for the epoch that counted when each began; each once. Of one whose beginning,
 * network or cycle gap is not known no epoch can be told: it is looked at again.
 */
export function loggedKeeper(note: (notes: readonly Note[]) => void): (facts: LoggedFacts) => void {
  let noted: ReadonlySet<string> = new Set()
  return ({ services, identities, clocks, ofNode }) => {
    const nodes = new Map(identities.map(({ id, node }) => [id, node]))
    const timesOf = (identity: SmesherId) => {
      const node = nodes.get(identity) ?? null
      return node === null ? undefined : clocks.get(ofNode.get(node) ?? '')
    }
    const known = new Set<string>()
    const notes = services.flatMap(({ identity, logged = [] }) =>
      logged.flatMap((proof): Note[] => {
        const { challenge, phase, began, ended } = proof
        const times = identity === null ? undefined : timesOf(identity)
        if (identity === null || challenge === null || isFirst(challenge) || times === undefined || began === null) return []
        if ((phase !== 'done' && phase !== 'failed') || ended === null || currentOrNextGap(times, began) === null) return []
        const key = `${identity} ${challenge} ${ended}`
        known.add(key)
        return noted.has(key) ? [] : [{ note: 'proof-logged', identity, epoch: publishEpochAt(times, began), how: phase, seen: proof }]
      }),
    )
    noted = known
    if (notes.length > 0) note(notes)
  }
}

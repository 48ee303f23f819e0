import type { NetworkProblem, NetworkStep } from '../contract/model/network.ts'

/** What is there of one identity. */
export interface IdentityFacts {
  readonly data: 'none' | 'partly' | 'whole'
  /** Where its key lies; `both`: a crash left the file with both names. */
  readonly key: 'none' | 'made' | 'in-place' | 'both'
  readonly entry: boolean
  readonly serviceUp: boolean
}

/** What is there of a network, by a look of now. */
export interface PlaceFacts {
  /** Whether the config is the one of the first start, or has the PoET's key; `other`: somebody else wrote it. */
  readonly config: 'none' | 'first' | 'whole' | 'other'
  readonly entry: boolean
  /** The PoET has told its key. */
  readonly keyKnown: boolean
  readonly nodeUp: boolean
  readonly nodeAnswers: boolean
  /** The key that a node makes for itself lies where it would be loaded. */
  readonly ownKey: boolean
  readonly identities: readonly IdentityFacts[]
}

export type Deed =
  | {
      readonly do:
        | 'write-files'
        | 'add-node'
        | 'start-node'
        | 'wait-for-node'
        | 'learn-key'
        | 'stop-node'
        | 'write-key'
        | 'set-own-key-aside'
    }
  | { readonly do: 'make-data' | 'put-key' | 'finish-key' | 'add-service' | 'start-service'; readonly at: number }
  | { readonly do: 'give-up'; readonly because: NetworkProblem }

interface Next {
  readonly step: NetworkStep
  readonly deed: Deed
}

function firstStart({ nodeUp, keyKnown }: PlaceFacts): Next {
  if (keyKnown) return { step: 'poet-key', deed: { do: nodeUp ? 'stop-node' : 'write-key' } }
  return nodeUp ? { step: 'poet-key', deed: { do: 'learn-key' } } : { step: 'first-start', deed: { do: 'start-node' } }
}

/** Keys are put only beside a node that stands still, and never beside the one that it has made for itself. */
function dataAndKey(facts: PlaceFacts, at: number): Next | null {
  const one = facts.identities[at]
  if (one === undefined || one.key === 'in-place') return null
  if (facts.nodeUp) return { step: 'data', deed: { do: 'stop-node' } }
  if (facts.ownKey) return { step: 'data', deed: { do: 'set-own-key-aside' } }
  if (one.key === 'both') return { step: 'keys', deed: { do: 'finish-key', at } }
  if (one.data !== 'whole') return { step: 'data', deed: { do: 'make-data', at } }
  if (one.key === 'none') return { step: 'keys', deed: { do: 'give-up', because: 'key-missing' } }
  return { step: 'keys', deed: { do: 'put-key', at } }
}

function secondStart({ nodeUp, nodeAnswers }: PlaceFacts): Next | null {
  if (!nodeUp) return { step: 'second-start', deed: { do: 'start-node' } }
  return nodeAnswers ? null : { step: 'second-start', deed: { do: 'wait-for-node' } }
}

function service({ entry, serviceUp }: IdentityFacts, at: number): Next | null {
  if (!entry) return { step: 'services', deed: { do: 'add-service', at } }
  return serviceUp ? null : { step: 'services', deed: { do: 'start-service', at } }
}

/**
 * What comes next, by what is there alone: a network that was left at any moment is gone on with. The order keeps two things true: never
 * are two loadable copies of a key there, and a node with two identities never runs without its PoET's key.
 */
export function nextDeed(facts: PlaceFacts): Next | null {
  if (facts.config === 'other') return { step: 'files', deed: { do: 'give-up', because: 'file-differs' } }
  if (facts.config === 'none') return { step: 'files', deed: { do: 'write-files' } }
  if (!facts.entry) return { step: 'files', deed: { do: 'add-node' } }
  if (facts.config === 'first') return firstStart(facts)
  for (const at of facts.identities.keys()) {
    const next = dataAndKey(facts, at)
    if (next !== null) return next
  }
  if (facts.ownKey && !facts.nodeUp) return { step: 'keys', deed: { do: 'set-own-key-aside' } }
  const started = secondStart(facts)
  if (started !== null) return started
  for (const [at, one] of facts.identities.entries()) {
    const next = service(one, at)
    if (next !== null) return next
  }
  return null
}

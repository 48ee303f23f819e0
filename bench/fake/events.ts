import type { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { identityBytes } from './identities.ts'

type Details = NonNullable<Event['details']>

const help: Readonly<Record<string, string>> = {
  postStart: 'Node started PoST execution using the challenge from PoET.',
  postComplete: 'Node finished PoST execution using PoET challenge.',
  atxPublished:
    'Published activation for the current epoch. Node needs to wait till the start of the target epoch in order to be eligible for rewards.',
  proposal: 'Published proposal. Rewards will be received, once proposal is included into the block.',
}

const timestampOf = (at: number) => ({ seconds: BigInt(Math.floor(at / 1000)), nanos: (at % 1000) * 1_000_000 })

const eventOf = (details: Details, at: number): Event => ({
  timestamp: timestampOf(at),
  failure: false,
  help: help[details.$case] ?? '',
  details,
})

/** An ATX of identity `index`, published in an epoch. */
export const atxEvent = (index: number, epoch: number, at: number): Event =>
  eventOf(
    {
      $case: 'atxPublished',
      value: {
        current: epoch,
        target: epoch + 1,
        id: identityBytes(index),
        wait: undefined,
        until: undefined,
        smesher: identityBytes(index),
      },
    },
    at,
  )

const firstLayer = 4_000
/** The layer that the last proposals of such a mix name. */
export const lastLayer = (count: number, identities: number): number => firstLayer + Math.ceil(count / identities) - 1

function details(turn: number, smesher: Buffer): Details {
  switch (turn % 20) {
    case 0:
      return { $case: 'postStart', value: { challenge: smesher, smesher } }
    case 1:
      return { $case: 'postComplete', value: { challenge: smesher, smesher } }
    case 2:
      return { $case: 'atxPublished', value: { current: 7, target: 8, id: smesher, wait: undefined, until: undefined, smesher } }
    default:
      return { $case: 'proposal', value: { layer: firstLayer + turn, proposal: smesher.subarray(0, 20), smesher } }
  }
}

/** `count` events in turn over the identities: of each twenty one begins a proof, one ends it, one is its ATX, the others are proposals. */
export const mixedEvents = (count: number, identities: number): Event[] => {
  const ids = Array.from({ length: identities }, (_, index) => identityBytes(index))
  const now = Date.now()
  return Array.from({ length: count }, (_, index) =>
    eventOf(details(Math.floor(index / identities), ids[index % identities] ?? Buffer.alloc(32)), now + Math.floor(index / 10)),
  )
}

import type { RigName } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen } from '../contract/model/earned.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import type { NodeEvent } from '../nodes/index.ts'
import type { Remembers } from '../sight/index.ts'
import type { Noted } from '../verdict/index.ts'
import type { Final, Note } from './notes.ts'

/** What was told in the last moment before nobody heard it any more may have been on its way. */
export const onTheWayMs = 1_000

const finals: Readonly<Partial<Record<EpochStanding, Final>>> = {
  published: 'published',
  'published-late': 'late',
  missed: 'missed',
  'not-registered': 'not-registered',
}

const told = (node: Parameters<Remembers['events']>[0], { at, kind, smesher, failure, help, fields }: NodeEvent): Note => ({
  note: 'told',
  at,
  what: { is: 'node-event', node, event: kind, identity: smesher, failure, help, fields },
})

/** A list of a node does not say when it was published. */
const published = (node: RigName, { id, smesher: identity, publishEpoch: epoch, numUnits, coinbase }: AtxSeen): Note => ({
  note: 'atx-seen',
  id,
  identity,
  epoch,
  at: null,
  node,
  numUnits,
  coinbase,
})

/** There is one for a layer at most, whichever node tells of it; what is told last of it stands. */
const paid = (node: RigName, { smesher: identity, layer, total: smidge, coinbase }: RewardSeen): Note => ({
  note: 'reward-seen',
  id: `${layer} ${identity}`,
  identity,
  layer,
  smidge,
  coinbase,
  node,
})

/** What the history keeps of what is seen of a rig, and of what is told of its epochs. `began`: when this run began to look. */
export const heardNotes = (note: (notes: readonly Note[]) => void, began: number): { remembers: Remembers; noted: Noted } => ({
  remembers: {
    events: (node, events) => note(events.map((event) => told(node, event))),
    lost: (node, since) =>
      note([{ note: 'gap', node, cause: 'not-followed', since: Math.max(began, (since ?? began) - onTheWayMs), until: null }]),
    followed: (node, at) => note([{ note: 'looked', node, at }]),
    banned: (identity, at) => note([{ note: 'banned', identity, at }]),
    earned: (node, atxs, rewards) => note([...atxs.map((atx) => published(node, atx)), ...rewards.map((reward) => paid(node, reward))]),
  },
  noted: (epochs) => note([{ note: 'outcomes', of: epochs.map(([id, epoch, is]) => [id, epoch, finals[is] ?? null]) }]),
})

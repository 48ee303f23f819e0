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

/** What the history keeps of what is seen of a rig, and of what is told of its epochs. `began`: when this run began to look. */
export const heardNotes = (note: (notes: readonly Note[]) => void, began: number): { remembers: Remembers; noted: Noted } => ({
  remembers: {
    events: (node, events) => note(events.map((event) => told(node, event))),
    lost: (node, since) =>
      note([{ note: 'gap', node, cause: 'not-followed', since: Math.max(began, (since ?? began) - onTheWayMs), until: null }]),
    followed: (node, at) => note([{ note: 'looked', node, at }]),
    banned: (identity, at) => note([{ note: 'banned', identity, at }]),
  },
  noted: (epochs) => note([{ note: 'outcomes', of: epochs.map(([id, epoch, is]) => [id, epoch, finals[is] ?? null]) }]),
})

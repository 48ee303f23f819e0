import type { Instant } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import type { Alert, NodeRow, ServiceRow } from '../contract/model/rig.ts'

/** What alerts are made of: the rows that the pages mirror. */
export interface AlertRows {
  readonly identities: readonly IdentityRow[]
  readonly nodes: readonly NodeRow[]
  readonly services: readonly ServiceRow[]
  readonly batches: readonly BatchRow[]
}

type AlertDraft = Omit<Alert, 'since' | 'act' | 'deadline' | 'costEpochs'>

function ofIdentity({ id, name, state, tone, attention }: IdentityRow): AlertDraft[] {
  if (!attention || tone === 'good') return []
  return [{ id: `identity-${id}`, tone, words: state, values: { name }, route: `#/identities/${id}` }]
}

function ofNode({ name, reach }: NodeRow): AlertDraft[] {
  if (reach !== 'silent' && reach !== 'hangs' && reach !== 'garbled') return []
  return [{ id: `node-${name}`, tone: 'warn', words: 'node-silent', values: { node: name }, route: `#/nodes/${name}` }]
}

function ofService({ name, state, lastEnd }: ServiceRow): AlertDraft[] {
  if (state !== 'latched') return []
  const values = { service: name, meaning: lastEnd?.line || lastEnd?.meaning || 'it ended for a reason that a restart does not mend' }
  return [{ id: `service-${name}`, tone: 'bad', words: 'service-latched', values, route: '#/nodes' }]
}

function ofBatch({ batch, identityName, activity }: BatchRow): AlertDraft[] {
  const values = { name: identityName }
  const route = `#/migrate/${batch}`
  if (activity === 'frozen') return [{ id: `move-${batch}`, tone: 'bad', words: 'move-frozen', values, route }]
  if (activity === 'needs-resume' || activity === 'needs-arming')
    return [{ id: `move-${batch}`, tone: 'warn', words: 'move-needs-you', values, route }]
  return []
}

/** A node that a move has stopped is no surprise. */
const stoppedByMove = (batches: readonly BatchRow[]): Set<string> =>
  new Set(batches.filter(({ activity }) => activity !== 'ended').flatMap(({ source, target }) => [source, target]))

/** The open alerts by id; one that was open before keeps its `since`. */
export function alertsOf(rows: AlertRows, before: Readonly<Record<string, Alert>>, now: Instant): Record<string, Alert> {
  const moving = stoppedByMove(rows.batches)
  const drafts = [
    ...rows.batches.flatMap(ofBatch),
    ...rows.identities.flatMap(ofIdentity),
    ...rows.nodes.filter(({ name }) => !moving.has(name)).flatMap(ofNode),
    ...rows.services.flatMap(ofService),
  ]
  return Object.fromEntries(
    drafts.map((draft) => [draft.id, { ...draft, act: null, deadline: null, costEpochs: null, since: before[draft.id]?.since ?? now }]),
  )
}

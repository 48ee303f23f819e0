import type { State, StateEvent, StatePatch } from '../../electron/contract/api.ts'

/** The page's copy of the core's state. `rev` is the revision it stands at; `null` state: nothing was received yet. */
export interface Mirror {
  readonly rev: number
  readonly state: State | null
}

export const emptyMirror: Mirror = { rev: -1, state: null }

const changed = <Row>(
  rows: Readonly<Record<string, Row>>,
  patch: Readonly<Record<string, Row | null>> | undefined,
): Record<string, Row> => {
  if (patch === undefined) return rows
  const next = { ...rows }
  for (const [key, row] of Object.entries(patch)) {
    if (row === null) delete next[key]
    else next[key] = row
  }
  return next
}

/** Untouched collections and rows keep their identity, so that only what changed is drawn again. */
const patched = (state: State, patch: StatePatch): State => ({
  rig: patch.rig ?? state.rig,
  epoch: patch.epoch === undefined ? state.epoch : patch.epoch,
  clocks: patch.clocks ?? state.clocks,
  verdict: patch.verdict === undefined ? state.verdict : patch.verdict,
  identities: changed(state.identities, patch.identities),
  nodes: changed(state.nodes, patch.nodes),
  services: changed(state.services, patch.services),
  alerts: changed(state.alerts, patch.alerts),
  batches: changed(state.batches, patch.batches),
  lostMoves: changed(state.lostMoves, patch.lostMoves),
})

/**
 * The mirror after an event. A patch holds all that changed since the event before it, so revisions may jump forward, and a large
 * change comes as several patches of one revision. `null` when an event goes back, or nothing full came yet: ask for all again.
 */
export const apply = (mirror: Mirror, event: StateEvent): Mirror | null => {
  if ('full' in event) return { rev: event.rev, state: event.full }
  if (mirror.state === null || event.rev < mirror.rev) return null
  return { rev: event.rev, state: patched(mirror.state, event.patch) }
}

import * as z from 'zod/mini'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { type Alert, EpochClock, type NodeRow } from '../contract/model/rig.ts'
import { type StateKey, stateKeys } from '../contract/model/states.ts'

const Since = z.object({ since: Instant, atLeast: z.boolean() })
const StateSince = z.object({ is: z.enum(stateKeys), since: Instant })
const NodeSeen = z.object({ at: Instant, clock: z.nullable(EpochClock) })

/** Since when things are as they are, as it stands in the file of the book. */
export const AgesFile = z.object({
  alerts: z.record(z.string(), Since),
  states: z.record(SmesherId, StateSince),
  nodes: z.record(RigName, NodeSeen),
})
type AgesFile = z.output<typeof AgesFile>

/** So long after the first look not everything was looked at: what was open before may still be. */
const startsMs = 600_000
/** Of each kind; the oldest go. */
const most = 5_000
/** A node that answers is seen all the time: written down so often. */
const nodeEveryMs = 300_000

function bounded<Key, Value>(map: Map<Key, Value>): Map<Key, Value> {
  for (const key of map.keys()) {
    if (map.size <= most) break
    map.delete(key)
  }
  return map
}

export interface Looked {
  readonly now: number
  readonly lookedSince: number
}

type Changed = () => void

function createAlertAges(file: AgesFile['alerts'], changed: Changed) {
  const alerts = new Map(Object.entries(file))
  const opened = new Set<string>()
  const keep = ({ id, since, atLeast }: Pick<Alert, 'id' | 'since' | 'atLeast'>) => {
    opened.add(id)
    const kept = alerts.get(id)
    if (kept?.since === since && kept.atLeast === atLeast) return
    alerts.set(id, { since, atLeast })
    changed()
  }
  return {
    alerts,
    alert: (id: string) => alerts.get(id) ?? null,
    /** Keeps what is open now. What was open before this start is forgotten once it was seen to end, or was not seen for long. */
    noteAlerts: (shown: readonly Alert[], { now, lookedSince }: Looked) => {
      const there = new Set(shown.map(({ id }) => id))
      for (const alert of shown) keep(alert)
      for (const id of alerts.keys()) {
        if (there.has(id) || !(opened.has(id) || now - lookedSince >= startsMs)) continue
        alerts.delete(id)
        changed()
      }
      bounded(alerts)
    },
  }
}

function createStateAges(file: AgesFile['states'], changed: Changed) {
  const states = new Map(Object.entries(file) as [SmesherId, z.output<typeof StateSince>][])
  return {
    states,
    /** Since when an identity was seen in this state before the last start; `null`: it was in another, or that is not known. */
    state: (id: SmesherId, is: StateKey) => {
      const kept = states.get(id)
      return kept?.is === is ? kept.since : null
    },
    noteState: (id: SmesherId, is: StateKey, since: Instant | null) => {
      const kept = states.get(id)
      if (kept?.is === is && kept.since === since) return
      if (since !== null) states.set(id, { is, since })
      else if (!states.delete(id)) return
      bounded(states)
      changed()
    },
  }
}

function createNodeAges(file: AgesFile['nodes'], changed: Changed) {
  const nodes = new Map(Object.entries(file) as [RigName, z.output<typeof NodeSeen>][])
  return {
    nodes,
    node: (name: RigName) => nodes.get(name) ?? null,
    /** The clock of a node that gives none is kept. */
    noteNode: ({ name, seenAt, reach }: Pick<NodeRow, 'name' | 'seenAt' | 'reach'>, clock: EpochClock | null) => {
      const kept = nodes.get(name)
      if (seenAt === null || seenAt === kept?.at) return
      const isOld = kept === undefined || Math.abs(seenAt - kept.at) >= nodeEveryMs || (clock !== null && clock.key !== kept.clock?.key)
      if (reach === 'answers' && !isOld) return
      nodes.set(name, { at: seenAt, clock: clock ?? kept?.clock ?? null })
      bounded(nodes)
      changed()
    },
  }
}

/** How long alerts are open and states last, and when nodes were seen last, kept over restarts. Without a file all of it begins anew, and is told as “at least”. */
export function createAges(file: AgesFile | null) {
  let [revision, others] = [0, 0]
  const changed = () => {
    others += 1
  }
  const { alerts, ...ofAlerts } = createAlertAges(file?.alerts ?? {}, () => {
    revision += 1
  })
  const { states, ...ofStates } = createStateAges(file?.states ?? {}, changed)
  const { nodes, ...ofNodes } = createNodeAges(file?.nodes ?? {}, changed)
  return {
    ...ofAlerts,
    ...ofStates,
    ...ofNodes,
    /** Counts changes of alerts. */
    revision: (): number => revision,
    /** Counts changes of what changes all the time: states, and when nodes were seen. */
    others: (): number => others,
    file: (): AgesFile => ({
      alerts: Object.fromEntries(alerts),
      states: Object.fromEntries(states) as AgesFile['states'],
      nodes: Object.fromEntries(nodes) as AgesFile['nodes'],
    }),
  }
}
export type Ages = ReturnType<typeof createAges>

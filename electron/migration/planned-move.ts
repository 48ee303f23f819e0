import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { canonicalJson, type FrozenPlan } from './plan.ts'

type Nodes = FrozenPlan['nodes']

function sideOf(nodes: Nodes, node: RigName) {
  const found = nodes[node]
  if (found === undefined) throw new Error(saw('plan-other-form'))
  return { node, ...found }
}

/** A node that keys come to. */
function targetOf(nodes: Nodes, node: RigName) {
  const { postAddress, coinbase, ...side } = sideOf(nodes, node)
  if (postAddress === null || coinbase === null) throw new Error(saw('plan-other-form'))
  return { ...side, postAddress, coinbase }
}

/** What is planned for one identity: its two nodes, its service, and what it shares with the others of its batch. */
export type PlannedMove = ReturnType<typeof movesOf>[number]

/** The moves of a plan, each with all that it needs. */
export function movesOf({ v: _v, nodes, moves, ...batch }: FrozenPlan) {
  return moves.map(({ identity, name, from, to, keyFile, keyName, replacesRows, newestAtx, generation, service }) => ({
    ...batch,
    identity,
    identityName: name,
    source: { ...sideOf(nodes, from), keyFile },
    target: { ...targetOf(nodes, to), keyName, replacesRows },
    newestAtx,
    generation,
    service,
  }))
}

/** The one move of a plan; `null` where there are more, which this version does not carry out. */
export function onlyMove(plan: FrozenPlan): PlannedMove | null {
  const [first, ...more] = movesOf(plan)
  return more.length === 0 ? (first ?? null) : null
}

type Parts = Readonly<Record<string, Parameters<typeof canonicalJson>[0] | undefined>>

/** Without what may differ from one look to the next and matters to nobody's safety. */
function timeless({ ends, ...move }: PlannedMove): Parts {
  // When a process began is told by the wall clock, which may be set meanwhile: its start ticks say which one it is.
  return { ...move, frozenAt: 0, expected: null, ends: ends.map((one) => ({ ...one, startedAt: null })) } as unknown as Parts
}

/** The same plan made at another moment, in all that matters for safety; `null` when equal, else the part that changed. */
export function planDifference(before: readonly PlannedMove[], now: readonly PlannedMove[]): string | null {
  if (before.length !== now.length) return 'moves'
  const differing = before.flatMap((one, index) => {
    const other = now[index]
    if (other === undefined) return ['moves']
    const [a, b] = [timeless(one), timeless(other)]
    return Object.keys(a).filter((key) => canonicalJson(a[key] ?? null) !== canonicalJson(b[key] ?? null))
  })
  return differing[0] ?? null
}

/**
 * What of a consented plan is not true any more. The network goes on while a person reads: another ATX, which both nodes name alike
 * as their check says, changes nothing that was agreed. A first one does: a target that knows of none would pass for one that does.
 */
export function changedSince(planned: FrozenPlan, now: FrozenPlan): string | null {
  const seen = movesOf(now)
  const agreed = movesOf(planned).map((move, index) => {
    const newestAtx = seen[index]?.newestAtx ?? null
    return move.newestAtx === null || newestAtx === null ? move : { ...move, newestAtx }
  })
  return planDifference(agreed, seen)
}

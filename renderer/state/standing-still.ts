import type { BatchRow } from '../../electron/contract/model/migration.ts'

/** Who was stopped by a move and waits for it; since when, as far as its record tells. */
export interface StandingStill {
  readonly names: readonly string[]
  readonly since: number | null
}

/**
 * By the move's own record: what it has stopped and not started again. A node that is being stopped counts too: said too early it
 * costs nothing, said too late it may cost an epoch.
 */
export const standingStill = ({ evidence, activity, plan, doing }: BatchRow): StandingStill | null => {
  if (activity === 'ended') return null
  const at = (state: string) => evidence.findLast((one) => one.state === state)?.at ?? null
  const [first, second, started] = [at('source-stopped'), at('target-stopped'), at('target-started')]
  const stopping = (side: 'source' | 'target') => activity === 'running' && doing === `stopping-${side}`
  const begun = first !== null || stopping('source')
  const names = [
    ...(begun && started === null ? [plan.source] : []),
    ...((second !== null || stopping('target')) && started === null ? [plan.target] : []),
    ...(begun && plan.service !== null ? [plan.service] : []),
  ]
  return names.length === 0 ? null : { names, since: first }
}

/** Over all moves that are not at their end, each name once. */
export const stoppedByMoves = (batches: Readonly<Record<string, BatchRow>>): readonly string[] => [
  ...new Set(Object.values(batches).flatMap((batch) => standingStill(batch)?.names ?? [])),
]

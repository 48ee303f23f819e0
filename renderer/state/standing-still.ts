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
export const standingStill = ({ evidence, journal, activity, plan, doing }: BatchRow): StandingStill | null => {
  if (activity === 'ended') return null
  const at = (state: string) => evidence.findLast((one) => one.state === state)?.at ?? null
  // Smeshdesk may have died between a stop and the record that it was done: what was announced may have happened.
  const announced = (step: string) => journal.find(({ kind, text }) => kind === 'INTENT' && text.split(' ')[0] === step)?.at ?? null
  const started = at('target-started')
  const [first, second] = [at('source-stopped') ?? announced('stop-source'), at('target-stopped') ?? announced('stop-target')]
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

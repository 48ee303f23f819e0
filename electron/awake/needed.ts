import type { AwakeFor } from '../contract/model/awake.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { State } from '../contract/state.ts'
import { currentOrNextGap } from '../time/index.ts'

/** Before a gap opens: a computer that is about to sleep would miss the node's question. */
const beforeGapMs = 15 * 60_000

type Rig = Pick<State, 'identities' | 'services' | 'clocks'>

const settled: readonly IdentityRow['standing']['is'][] = ['published', 'published-late', 'missed', 'not-registered']

/** Its service makes a proof now, or its node waits for one of which nobody says that nothing is made. */
function isProving({ cell, progress }: IdentityRow): boolean {
  if (progress.phase === 'k2pow' || progress.phase === 'reading') return true
  return cell.post === 'proving' && cell.operator !== 'idle'
}

/** Within the gap, or shortly before it, and not known to have nothing to do in it. */
function isDue({ clock, standing }: IdentityRow, { clocks }: Rig, now: number): boolean {
  const times = clock === null ? undefined : clocks[clock]
  const gap = times === undefined ? null : currentOrNextGap(times, now)
  if (gap === null || now < gap.open - beforeGapMs || now >= gap.close) return false
  return standing.epoch !== gap.epoch || !settled.includes(standing.is)
}

/** The proofs for which this computer has to stay awake: of services that run on it, whoever started them. */
export function awakeFor(rig: Rig, now: number): AwakeFor[] {
  return Object.values(rig.identities).flatMap((row): AwakeFor[] => {
    const runs = row.service !== null && rig.services[row.service]?.slot.pid != null
    if (!runs || row.ban.state === 'banned') return []
    if (isProving(row)) return [{ identity: row.id, name: row.name, is: 'proving' }]
    return isDue(row, rig, now) ? [{ identity: row.id, name: row.name, is: 'due' }] : []
  })
}

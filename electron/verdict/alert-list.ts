import type { Instant, SmesherId } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { Concern, Trouble } from './trouble.ts'

const tones: readonly Alert['tone'][] = ['bad', 'odd', 'warn', 'active', 'idle']
const tonePlace = ({ tone }: Pick<Alert, 'tone'>): number => tones.indexOf(tone)

/** Two signing nodes mean a ban for ever: no deadline presses more. */
const isDoubledKey = ({ words }: Pick<Trouble, 'words'>): boolean => words.startsWith('key-twice') || words === 'key-returned'

/** Cost by how soon it falls due; what has no deadline presses least. */
function pressure({ costEpochs, deadline }: Pick<Trouble, 'costEpochs' | 'deadline'>, now: number): number {
  if (deadline === null) return (costEpochs ?? 0) / 1e9
  return (costEpochs ?? 1) / Math.max(1_000, deadline - now)
}

interface Group {
  worst: Trouble
  readonly identities: SmesherId[]
  readonly names: Set<string>
}

function grouped(concerns: readonly Concern[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { trouble, identity } of concerns) {
    const group = groups.get(trouble.cause) ?? { worst: trouble, identities: [], names: new Set() }
    if (tonePlace(trouble) < tonePlace(group.worst)) group.worst = { ...trouble, deadline: trouble.deadline ?? group.worst.deadline }
    else if (group.worst.deadline === null && trouble.deadline !== null)
      group.worst = { ...group.worst, deadline: trouble.deadline, costEpochs: trouble.costEpochs }
    if (identity !== null) group.identities.push(identity)
    if (trouble.values.name !== undefined) group.names.add(trouble.values.name)
    groups.set(trouble.cause, group)
  }
  return [...groups.values()]
}

/** The open alerts, the worst first; one that was open before keeps its `since`. */
export function alertList(
  concerns: readonly Concern[],
  { before, seen, now }: { readonly before: Readonly<Record<string, Alert>>; readonly seen: ReadonlySet<string>; readonly now: number },
): Alert[] {
  const open = grouped(concerns).filter(({ worst }) => !seen.has(worst.cause))
  const since = ({ cause }: Trouble): Instant => before[cause]?.since ?? (now as Instant)
  open.sort(
    ({ worst: one }, { worst: other }) =>
      tonePlace(one) - tonePlace(other) ||
      Number(isDoubledKey(other)) - Number(isDoubledKey(one)) ||
      pressure(other, now) - pressure(one, now) ||
      since(one) - since(other),
  )
  let last = -1
  return open.map(({ worst, identities, names }): Alert => {
    const { cause, deadline, ...rest } = worst
    const values = names.size > 1 ? { ...rest.values, names: [...names].join(', '), count: String(names.size) } : rest.values
    // Kept while it still stands behind the one before it: an alert that goes leaves all others as they are.
    const kept = before[cause]?.rank ?? last
    last = kept > last ? kept : last + 1
    return { ...rest, id: cause, values, since: since(worst), deadline: deadline as Instant | null, rank: last, identities }
  })
}

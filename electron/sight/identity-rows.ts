import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { EpochEvidence } from './epoch-evidence.ts'
import { indexServices, type Look } from './identity-facts.ts'
import { type IdentityMemory, seeState } from './identity-memory.ts'
import { faultRow, identityRow, type SeenRow, stateSeen } from './identity-row.ts'
import type { ReturnedKey } from './returned-key.ts'
import type { RigMemory } from './rig-memory.ts'
import type { RowSources } from './sight-rows.ts'

/** What is known of an identity beside its row; the same object while nothing of it was heard. */
export interface IdentitySight {
  readonly epochs: EpochEvidence
  /** Since when every event of its node was heard; `null` while that is not so. */
  readonly unbrokenSince: number | null
  /** When its state was first seen to be what it is. */
  readonly shownAt: number
  /** Old copies of its key that are or were seen where a move had taken it away. */
  readonly returned?: readonly ReturnedKey[]
}

const none: readonly ReturnedKey[] = []

export const sightOf = (rig: RigMemory, { postNode, epochs, shown, returned }: IdentityMemory): IdentitySight => ({
  epochs,
  unbrokenSince: rig.nodes.get(postNode ?? ('' as RigName))?.heard.streamSince ?? null,
  shownAt: shown?.at ?? 0,
  returned: returned.size === 0 ? none : [...returned.values()],
})

const byName = (left: SeenRow, right: SeenRow): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1

/** What left the settings with its node or service, or was only named by somebody, is not of this rig. */
const isOfRig = ({ id, node, service, keyFiles, overlay }: SeenRow, rig: RigMemory): boolean =>
  node !== null || service !== null || keyFiles.length > 0 || overlay === 'fault' || rig.identities.get(id)?.returned.size !== 0

/** A row, and what is known of its identity beside it: another object whenever either may be another. */
interface Known {
  readonly row: SeenRow
  readonly sight: IdentitySight
}

/** Takes in what its sources say together, then builds its row. */
function seeRow(look: Look, memory: IdentityMemory, { sources, before }: { sources: RowSources; before: SeenRow | undefined }): SeenRow {
  const { failed, went } = sources.faults.barrier(`identity ${memory.id}`, 'row')
  try {
    const seen = stateSeen(look, memory)
    seeState(memory, seen.state.key, look.now)
    const row = identityRow(look, seen, sources.rates)
    went?.()
    return row
  } catch (error) {
    failed(error)
    return faultRow(memory, before)
  }
}

/** Takes in what was heard of some; whether which rows there are, or their order, became another. */
function takeIn(all: Map<SmesherId, Known>, heard: ReadonlySet<SmesherId> | 'all', sources: RowSources): boolean {
  const { rig, now } = sources
  const look = { rig, index: indexServices(rig), now }
  let reordered = false
  for (const id of heard === 'all' ? rig.identities.keys() : heard) {
    const memory = rig.identities.get(id)
    if (memory === undefined) continue
    const before = all.get(id)?.row
    const row = seeRow(look, memory, { sources, before })
    all.set(id, { row, sight: sightOf(rig, memory) })
    reordered ||= before?.name !== row.name || isOfRig(before, rig) !== isOfRig(row, rig)
  }
  return reordered
}

/** Rows of the identities, kept until something was heard that may change them. */
export function createIdentityRows() {
  const all = new Map<SmesherId, Known>()
  let changed: Set<SmesherId> | 'all' = 'all'
  /** As last shown, in order, and the place of each. */
  let shown: readonly SeenRow[] = []
  let places = new Map<SmesherId, number>()
  const order = (rig: RigMemory) => {
    shown = [...all.values()].flatMap(({ row }) => (isOfRig(row, rig) ? [row] : [])).sort(byName)
    places = new Map(shown.map(({ id }, place) => [id, place]))
  }
  const replace = (ids: Iterable<SmesherId>) => {
    const next = [...shown]
    for (const id of ids) {
      const [place, row] = [places.get(id), all.get(id)?.row]
      if (place !== undefined && row !== undefined) next[place] = row
    }
    shown = next
  }
  return {
    changed: (ids: Iterable<SmesherId> | 'all') => {
      if (ids === 'all') changed = 'all'
      else if (changed !== 'all') for (const id of ids) changed.add(id)
    },
    /** Takes in what was heard of identities since. */
    settle: (sources: RowSources) => {
      const heard = changed
      if (heard !== 'all' && heard.size === 0) return
      changed = new Set()
      const reordered = takeIn(all, heard, sources)
      if (heard === 'all' || reordered) order(sources.rig)
      else replace(heard)
    },
    /** Ordered by name, then by id; the same list, and the same rows in it, while nothing was heard. */
    rows: (): readonly SeenRow[] => shown,
    sight: (id: SmesherId): IdentitySight | null => all.get(id)?.sight ?? null,
  }
}

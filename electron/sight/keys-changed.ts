import type { RigName } from '../contract/model/basics.ts'
import type { IdentitiesScan } from '../identities/index.ts'

/** Hears every scan of a node's keys, and says whether it tells of other keys than the one before; the first tells of nothing new. */
export function keyChanges(): (node: RigName, scan: IdentitiesScan) => boolean {
  const before = new Map<RigName, string>()
  return (node, { folder, state, entries, returned }) => {
    const said = JSON.stringify([
      folder,
      state,
      entries.map(({ path, place, id, defect, file }) => [path, place, id, defect, file?.object]),
      returned,
    ])
    const changed = before.has(node) && before.get(node) !== said
    before.set(node, said)
    return changed
  }
}

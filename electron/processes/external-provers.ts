import { isSameFolder, type OwnFolder, type Prover } from './around.ts'

/** A service's place, as far as finding a stranger in it needs it. */
export interface ProvingSlot {
  readonly name: string
  /** Of the process that Smeshdesk runs in it. */
  readonly ownPid: number | null
  readonly folder: OwnFolder
  readonly identity: string | null
}

/** A process is ours by its pid or, being a child of ours, by its group. */
export const isOwn = (ownPid: number | null, { pid, group }: { readonly pid: number; readonly group: number }): boolean =>
  ownPid !== null && (ownPid === pid || ownPid === group)

/**
 * Which prover stands in which slot's place without being ours: the one on its folder, else one of its identity that no other slot claims,
 * as when the data is reached by another way (a network share, a copy in a container).
 */
export function externalProvers(slots: readonly ProvingSlot[], provers: readonly Prover[]): ReadonlyMap<string, Prover> {
  const strangers = provers.filter((prover) => !slots.some(({ ownPid }) => isOwn(ownPid, prover)))
  const found = new Map<string, Prover>()
  const claimed = new Set<Prover>()
  for (const { name, folder } of slots) {
    const onFolder = strangers.filter((prover) => isSameFolder(prover.folder, folder))
    for (const prover of onFolder) claimed.add(prover)
    if (onFolder[0] !== undefined) found.set(name, onFolder[0])
  }
  for (const { name, identity } of slots) {
    if (found.has(name) || identity === null) continue
    const prover = strangers.find((one) => one.identity === identity && !claimed.has(one))
    if (prover === undefined) continue
    claimed.add(prover)
    found.set(name, prover)
  }
  return found
}

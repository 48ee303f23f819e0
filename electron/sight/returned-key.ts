import type { RigName } from '../contract/model/basics.ts'

/** An old copy of a key, seen where a move had taken the key away. What was told stays told until a person has seen it. */
export interface ReturnedKey {
  readonly path: string
  /** When it was first seen there. */
  readonly since: number
  /** It lies there now. */
  readonly here: boolean
  readonly told: boolean
}

/**
 * A move names the key and writes its note one after the other: under a move, only what lasts longer than that is an old copy.
 * guess: that takes no ten seconds.
 */
const moveWritesMs = 10_000

export interface ReturnedLook {
  readonly node: RigName
  /** Where its key lies against the notes; `null` when it doesn't. */
  readonly path: string | null
  readonly at: number
  readonly held: boolean
}

/** Folds in one look at a node's folder. */
export function seeReturned(returned: Map<RigName, ReturnedKey>, { node, path, at, held }: ReturnedLook): void {
  const before = returned.get(node)
  if (path === null) {
    if (before?.told === true) returned.set(node, { ...before, here: false })
    else returned.delete(node)
    return
  }
  const since = before?.here === true ? before.since : at
  const told = before?.told === true || !held || at - since >= moveWritesMs
  returned.set(node, { path, since, here: true, told })
}

/** From now on a move holds the identity: what was seen between its rename and its note is looked at anew. */
export function heldFrom(returned: Map<RigName, ReturnedKey>, at: number): void {
  for (const [node, copy] of returned)
    if (copy.here && at - copy.since < moveWritesMs) returned.set(node, { ...copy, since: at, told: false })
}

export const isBack = (returned: ReadonlyMap<RigName, ReturnedKey>): boolean =>
  [...returned.values()].some(({ here, told }) => here && told)

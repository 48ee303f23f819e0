import type { SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { supervisedName } from './key-file.ts'

/** One entry of an identities folder that the node's loading rule takes up, in the node's order. */
export interface LoadCandidate {
  readonly name: string
  readonly id: SmesherId | null
  readonly defect: KeyDefect | null
  readonly detail: string
}

type RefusalReason = 'key-defective' | 'key-not-readable' | 'duplicate-key' | 'supervised-key-beside-others' | 'local-key-in-the-way'

/** What the next start of the node would do with its keys, by the files alone (docs/protocol.md §2). */
export type NextStart =
  | { readonly kind: 'would-start-remote'; readonly ids: readonly SmesherId[] }
  | { readonly kind: 'would-start-supervised'; readonly id: SmesherId }
  | { readonly kind: 'refuses'; readonly reason: RefusalReason; readonly files: readonly string[]; readonly detail: string }
  | {
      readonly kind: 'creates-local-key'
      /** Keys that lie there and would not be used, because a dangling link ended the loading. */
      readonly beside: readonly string[]
      readonly because: 'no-keys' | 'dangling-symlink'
    }
  | { readonly kind: 'unknown'; readonly detail: string }

/** Names that hold one key twice, grouped by key; names in the node's order. */
export function doubledKeys(
  candidates: readonly LoadCandidate[],
): readonly { readonly id: SmesherId; readonly names: readonly string[] }[] {
  const names = new Map<SmesherId, string[]>()
  for (const { id, name } of candidates) if (id !== null) names.set(id, [...(names.get(id) ?? []), name])
  return [...names].filter(([, held]) => held.length > 1).map(([id, held]) => ({ id, names: held }))
}

function refusal(candidate: LoadCandidate): NextStart {
  const reason = candidate.defect === 'not-readable' ? 'key-not-readable' : 'key-defective'
  return { kind: 'refuses', reason, files: [candidate.name], detail: candidate.detail }
}

/** Loading stops at the first file that fails; a dangling link passes for "no identity found" (recorded). */
function stopOf(candidates: readonly LoadCandidate[]): NextStart | null {
  const stop = candidates.find(({ defect }) => defect !== null)
  if (stop === undefined) return null
  if (stop.defect !== 'dangling-symlink') return refusal(stop)
  const beside = candidates.filter(({ id }) => id !== null).map(({ name }) => name)
  // guess: a fresh local.key is never written over one that is there; not recorded.
  if (candidates.some(({ name }) => name === supervisedName))
    return { kind: 'refuses', reason: 'local-key-in-the-way', files: [stop.name, supervisedName], detail: stop.detail }
  return { kind: 'creates-local-key', beside, because: 'dangling-symlink' }
}

/** Decides from the candidates in the node's (lexical byte) order. */
export function nextStart(candidates: readonly LoadCandidate[]): NextStart {
  const stop = stopOf(candidates)
  if (stop !== null) return stop
  const ids = candidates.flatMap(({ id }) => (id === null ? [] : [id]))
  const [first] = ids
  if (first === undefined) return { kind: 'creates-local-key', beside: [], because: 'no-keys' }
  const doubled = doubledKeys(candidates)
  if (doubled.length > 0) {
    const files = doubled.flatMap(({ names }) => names)
    return { kind: 'refuses', reason: 'duplicate-key', files, detail: 'one key under more than one name' }
  }
  const supervised = candidates.some(({ name }) => name === supervisedName)
  if (supervised && ids.length > 1) {
    return { kind: 'refuses', reason: 'supervised-key-beside-others', files: [supervisedName], detail: `${ids.length - 1} other keys` }
  }
  return supervised ? { kind: 'would-start-supervised', id: first } : { kind: 'would-start-remote', ids }
}

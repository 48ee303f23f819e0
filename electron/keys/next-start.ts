import type { SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'

/** The one name that stands for the supervised key. */
export const supervisedName = 'local.key'

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

/** One reason why a start would refuse, by itself. */
export interface LoadProblem {
  readonly reason: Exclude<RefusalReason, 'local-key-in-the-way'>
  readonly files: readonly string[]
  readonly detail: string
}

const isSupervised = ({ name }: LoadCandidate): boolean => name === supervisedName

function defectOf({ name, defect, detail }: LoadCandidate): LoadProblem[] {
  if (defect === null) return []
  return [{ reason: defect === 'not-readable' ? 'key-not-readable' : 'key-defective', files: [name], detail }]
}

/**
 * All that a node would stumble over, in the order in which it would: it takes every identity down with it. A link that leads nowhere
 * counts, although the node takes it for "no key" (`nextStart`).
 */
export function loadProblems(candidates: readonly LoadCandidate[]): readonly LoadProblem[] {
  const doubled = doubledKeys(candidates).map(({ names }): LoadProblem => ({ reason: 'duplicate-key', files: names, detail: '' }))
  const others = candidates.length - 1
  const beside: LoadProblem[] =
    others > 0 && candidates.some(isSupervised)
      ? [{ reason: 'supervised-key-beside-others', files: [supervisedName], detail: `+ ${others}` }]
      : []
  return [...candidates.flatMap(defectOf), ...doubled, ...beside]
}

/** Loading stops at the first file that fails; a dangling link passes for "no identity found" (recorded). */
function withoutKeys(candidates: readonly LoadCandidate[], link: LoadCandidate): NextStart {
  // guess: a fresh local.key is never written over one that is there; not recorded.
  if (candidates.some(isSupervised))
    return { kind: 'refuses', reason: 'local-key-in-the-way', files: [link.name, supervisedName], detail: link.detail }
  const beside = candidates.filter(({ id }) => id !== null).map(({ name }) => name)
  return { kind: 'creates-local-key', beside, because: 'dangling-symlink' }
}

/** Decides from the candidates in the node's (lexical byte) order. */
export function nextStart(candidates: readonly LoadCandidate[]): NextStart {
  const stop = candidates.find(({ defect }) => defect !== null)
  if (stop?.defect === 'dangling-symlink') return withoutKeys(candidates, stop)
  const [problem, ...more] = loadProblems(candidates)
  if (problem !== undefined) {
    const alike = problem.reason === 'duplicate-key' ? more.filter(({ reason }) => reason === problem.reason) : []
    return { kind: 'refuses', ...problem, files: [problem, ...alike].flatMap(({ files }) => files) }
  }
  const ids = candidates.flatMap(({ id }) => (id === null ? [] : [id]))
  const [first] = ids
  if (first === undefined) return { kind: 'creates-local-key', beside: [], because: 'no-keys' }
  return candidates.some(isSupervised) ? { kind: 'would-start-supervised', id: first } : { kind: 'would-start-remote', ids }
}

import type { RigName } from '../contract/model/basics.ts'
import { identitiesOf } from './names.ts'
import type { KeyLook } from './world.ts'

/** Whether a key is in use, or could be, anywhere but where a move keeps it; only `nowhere` is a proof. */
export type Elsewhere =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'somewhere'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

/** What a move takes out of use stays where it lay, under this name (`names.ts`). */
const retiredName = /\.key\.moved-[0-9a-f]{12}$/

/**
 * Copies that a node would load, or would after one renaming: those in an identities folder, unless a move of ours put them out of use
 * there. Folders in `own` are looked at file by file elsewhere.
 */
export function copiesInTheWay({ nodes, copies }: KeyLook, own: readonly string[]): readonly string[] {
  const inside = (path: string, folders: readonly string[]) => folders.some((folder) => path.startsWith(`${identitiesOf(folder)}/`))
  const folders = nodes.flatMap(({ folder }) => (folder === null ? [] : [folder]))
  return copies
    .filter(({ path }) => !inside(path, own))
    .filter(({ path, loadableBy }) => loadableBy !== null || (inside(path, folders) && !retiredName.test(path)))
    .map(({ path }) => path)
}

/** Nodes of which nothing is known: no answer, and no folder that could be read. */
export const unseenNodes = ({ nodes }: KeyLook): readonly RigName[] =>
  nodes.filter(({ lists, folder }) => lists === null && folder === null).map(({ node }) => node)

/** Judges one look: `allowed` may list the identity, `own` are the data folders of source and target. */
export function judgeElsewhere(
  look: KeyLook,
  { allowed, own }: { readonly allowed: RigName | null; readonly own: readonly string[] },
): Elsewhere {
  const listing = look.nodes.filter(({ node, lists }) => lists === true && node !== allowed)
  const found = [...listing.map(({ node }) => `${node} lists it`), ...copiesInTheWay(look, own)]
  if (found.length > 0) return { kind: 'somewhere', detail: found.join(', ') }
  const unseen = unseenNodes(look)
  if (unseen.length > 0) return { kind: 'unknown', detail: unseen.join(', ') }
  return look.nodes.length === 0 ? { kind: 'unknown', detail: 'no node is known' } : { kind: 'nowhere' }
}

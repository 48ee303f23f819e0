import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { blindText } from '../silence/index.ts'
import { identitiesOf, isRetired } from './names.ts'
import type { KeyCopy, KeyLook, Stranger } from './world.ts'

/** Whether a key is in use, or could be, anywhere but where a move keeps it; only `nowhere` is a proof. */
export type Elsewhere =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'somewhere'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

const inside = (path: string, folders: readonly string[]) => folders.some((folder) => path.startsWith(`${identitiesOf(folder)}/`))

/**
 * Copies that a node would load, or would after one renaming or repair: those in an identities folder, unless a move of ours put them out
 * of use there. Folders in `own` are looked at file by file elsewhere.
 */
export function copiesInTheWay({ nodes, copies }: Pick<KeyLook, 'nodes' | 'copies'>, own: readonly string[]): readonly string[] {
  const folders = nodes.flatMap(({ folder }) => (folder === null ? [] : [folder]))
  return copies
    .filter(({ path }) => !inside(path, own))
    .filter(({ path, loadableBy }) => loadableBy !== null || (inside(path, folders) && !isRetired(path)))
    .map(({ path }) => path)
}

/** Files that hold the key beside the one that moves, in the identities folders of the move itself: each one renaming away from use. */
export const sparesInside = (copies: readonly KeyCopy[], folders: readonly string[]): readonly string[] =>
  copies.filter(({ path, loadableBy }) => inside(path, folders) && loadableBy === null && !isRetired(path)).map(({ path }) => path)

/**
 * Nodes of which nothing is known: they don't answer, and their folders can't be read, or they run and may have read another one. Keys
 * are in memory from a start on, whatever lies in the folder later (docs/protocol.md §1).
 */
export const unseenNodes = (nodes: KeyLook['nodes']): readonly RigName[] =>
  nodes.filter(({ lists, folder, runs }) => lists === null && (folder === null || runs !== false)).map(({ node }) => node)

const ownerOf = ({ pid, folder }: Stranger): string => (pid === null ? (folder ?? '') : saw('process-in', String(pid), folder ?? ''))

/** The key with a node that no entry of the settings knows, or where one would load it. */
export const strangersWithKey = (strangers: readonly Stranger[]): readonly string[] =>
  strangers.flatMap((one) => (one.holds.length === 0 ? [] : [`${ownerOf(one)}: ${one.holds.join(', ')}`]))

/** Nodes of others of which is not known what they have loaded. */
export const unseenStrangers = (strangers: readonly Stranger[]): readonly string[] =>
  strangers.flatMap((one) => {
    if (one.keys === 'read' && one.folder !== null) return []
    const why =
      one.folder === null
        ? saw('folder-unknown')
        : one.keys === 'not-read'
          ? saw('unreadable', identitiesOf(one.folder))
          : saw('keys-newer')
    return [`${ownerOf(one)}: ${why}`]
  })

type Sides = Readonly<Record<'source' | 'target', { readonly node: RigName; readonly folder: string }>>

/** Judges one look in the midst of a move; `allowed` may list the identity. The move proves the silence of its own two by itself. */
export function judgeElsewhere(look: KeyLook, { source, target }: Sides, allowed: 'source' | 'target' | null): Elsewhere {
  const is = ({ node, folder }: KeyLook['nodes'][number], side: Sides['source']) => node === side.node && folder === side.folder
  const mayList = allowed === null ? null : { source, target }[allowed]
  const listing = look.nodes.filter((one) => one.lists === true && !(mayList !== null && is(one, mayList)))
  const found = [
    ...listing.map(({ node }) => saw('listed-by', node)),
    ...copiesInTheWay(look, [source.folder, target.folder]),
    ...strangersWithKey(look.strangers),
  ]
  if (found.length > 0) return { kind: 'somewhere', detail: found.join(', ') }
  const unseen = [
    ...unseenNodes(look.nodes.filter((one) => !is(one, source) && !is(one, target))),
    ...unseenStrangers(look.strangers),
    ...look.blind.map(blindText),
  ]
  if (unseen.length > 0) return { kind: 'unknown', detail: unseen.join(', ') }
  return look.nodes.length === 0 ? { kind: 'unknown', detail: saw('nobody-asked') } : { kind: 'nowhere' }
}

/**
 * Judges one look before a key that was made a moment ago, in a folder of its own, gets its first loadable name: nobody has it besides, and
 * the node that it goes to stands still. What can't be seen from here is no bar as it is to a key that has a past: it could only have come
 * there out of that folder meanwhile.
 */
export function judgeNewKey(look: KeyLook, own: Sides['target']): Elsewhere {
  const node = look.nodes.find(({ node: name, folder }) => name === own.node && folder === own.folder)
  if (node === undefined) return { kind: 'unknown', detail: saw('a-folder-unread', own.node) }
  if (node.runs === true) return { kind: 'unknown', detail: saw('keys-newer') }
  const loaded = look.copies.filter(({ loadableBy }) => loadableBy !== null).map(({ path }) => path)
  const beside = [...loaded, ...sparesInside(look.copies, [own.folder])]
  if (beside.length > 0) return { kind: 'somewhere', detail: beside.join(', ') }
  return judgeElsewhere({ ...look, blind: [] }, { source: own, target: own }, null)
}

import type { Instant, SmesherId } from '../contract/model/basics.ts'
import type { KeyCopy, KeyRow } from '../contract/model/key-copies.ts'
import type { Found, FoundData, FoundKey } from './found.ts'
import { checksOfFile, checksOfKey, type KeyContext } from './key-checks.ts'

/** What a node would load stands first, then what lies in a node's folder, then the rest; each by path. */
const rank = ({ place, home }: FoundKey): number => (place === 'loaded' ? 0 : home === null ? 2 : 1)
const inOrder = (keys: readonly FoundKey[]): FoundKey[] =>
  keys.toSorted((left, right) => rank(left) - rank(right) || (left.path < right.path ? -1 : 1))

/** Each path once: a folder may be reached as a node's and by a person's own folder above it; the node's is the word that counts. */
function eachOnce(keys: readonly FoundKey[]): FoundKey[] {
  const byPath = new Map<string, FoundKey>()
  for (const key of keys) if ((byPath.get(key.path)?.home?.node ?? null) === null) byPath.set(key.path, key)
  return [...byPath.values()]
}

function copiesOf(keys: readonly FoundKey[]): KeyCopy[] {
  const first = new Map<string, string>()
  return keys.map(({ path, file, place, home, defect, data }) => {
    const sameAs = (file === null ? undefined : first.get(file.object)) ?? null
    if (file !== null && sameAs === null) first.set(file.object, path)
    const changedAt = file === null ? null : (file.modifiedAt as Instant)
    return { path, sameAs, place, node: home?.node ?? null, defect, changedAt, data: data && { identity: data.identity } }
  })
}

/** As the node that loads it calls it, else by its data, else by any file. */
function nameOf(copies: readonly FoundKey[], data: readonly FoundData[]): string {
  const [first] = copies
  if (first?.place !== 'loaded' && data[0] !== undefined) return data[0].name
  return (first?.name ?? '').replace(/^.*\//, '').replace(/\.key(?:\.moved-.*)?$/, '')
}

function contextOf({ keys, data }: Found, complete: boolean): KeyContext {
  const ids = [...new Set([...keys.flatMap(({ id }) => id ?? []), ...data.map(({ identity }) => identity)])]
  return {
    complete,
    named: new Map(data.map(({ name, identity }) => [name, identity])),
    known: (written) => ids.some((id) => id.startsWith(written)),
  }
}

/** One row for each key, and one for each file that is no sound key. `complete`: every place was looked at in which a key may lie. `names`: what a person calls identities. */
export function keyRows(found: Found, complete: boolean, names: ReadonlyMap<SmesherId, string> = new Map()): KeyRow[] {
  const keys = inOrder(eachOnce(found.keys))
  // A file that is no sound key may be the one that is missing, one repair away.
  const context = contextOf(found, complete && keys.every(({ defect }) => defect === null))
  const byId = Map.groupBy(
    keys.flatMap((key) => (key.id === null ? [] : [{ ...key, id: key.id }])),
    ({ id }) => id,
  )
  const dataOf = Map.groupBy(found.data, ({ identity }) => identity)
  const returned = Map.groupBy(found.returned, ({ id }) => id)
  const ids = new Set<SmesherId>([...byId.keys(), ...dataOf.keys()])
  const ofKeys = [...ids].map((id): KeyRow => {
    const copies = byId.get(id) ?? []
    const data = dataOf.get(id) ?? []
    const checks = checksOfKey({ id, copies, data, returned: returned.get(id) ?? [] }, context)
    return { key: id, identity: id, name: names.get(id) ?? nameOf(copies, data), checks, copies: copiesOf(copies) }
  })
  const ofFiles = keys
    .filter(({ id }) => id === null)
    .map((file): KeyRow => ({ key: file.path, identity: null, name: file.name, checks: checksOfFile(file), copies: copiesOf([file]) }))
  return [...ofKeys, ...ofFiles]
}

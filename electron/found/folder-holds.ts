import type { FolderHolds } from '../contract/model/found.ts'
import { nameRule, supervisedName } from '../keys/index.ts'

/** Names in a folder and, where it has them, in its `identities`. */
export interface FolderNames {
  readonly names: readonly string[]
  readonly identities: readonly string[]
}

/** What a folder is, by the names of its files alone. */
export interface FolderLook {
  /** `keys`: it has keys, and nothing that a node or a service could use. */
  readonly is: 'node' | 'post' | 'keys' | null
  readonly holds: readonly FolderHolds[]
  /** Files that are keys by their names. */
  readonly keys: number
}

/** As SMApp keeps it: the node's data below a folder of this name, one for each network, and the config beside it. */
const ofSmapp = /[/\\]Spacemesh[/\\]node-data(?:[/\\][0-9a-f]{8})?[/\\]?$/
const dataFile = /^postdata_\d+\.bin$/

/** What lies in a folder. Of before 1.4 is `node_state.sql`, of before 1.6 `key.bin` in a PoST folder (docs/protocol.md §2). */
export function lookOf(path: string, { names, identities }: FolderNames): FolderLook {
  const has = (name: string) => names.includes(name)
  const loaded = identities.filter((name) => nameRule(name) === 'loaded')
  const loose = names.filter((name) => nameRule(name) === 'loaded' || name === 'key.bin' || name === 'key.bin.bak')
  const own = loaded.filter((name) => name !== supervisedName)
  const facts: readonly (readonly [FolderHolds, boolean])[] = [
    ['keys', own.length > 0],
    ['local-key', own.length < loaded.length],
    ['rows', has('local.sql')],
    ['old-rows', has('node_state.sql')],
    ['network-state', has('state.sql')],
    ['post-data', has('postdata_metadata.json')],
    ['post-key', loose.some((name) => name.endsWith('.key'))],
    ['old-key', has('key.bin')],
    ['old-key-kept', has('key.bin.bak')],
    ['smapp', ofSmapp.test(path)],
  ]
  const holds = facts.flatMap(([what, is]) => (is ? [what] : []))
  const node = has('identities') || has('local.sql') || has('node_state.sql')
  // Data whose metadata is gone is PoST data all the same; no service starts on it.
  const post = has('postdata_metadata.json') || names.some((name) => dataFile.test(name))
  const is = node ? 'node' : post ? 'post' : loose.length > 0 ? 'keys' : null
  return { is, holds, keys: loaded.length + loose.length }
}

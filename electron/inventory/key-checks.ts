import type { Check, SmesherId } from '../contract/model/basics.ts'
import { check, worstFirst } from '../contract/model/verdicts.ts'
import type { Found, FoundData, FoundKey } from './found.ts'

/** All that was found of one identity. */
export interface OneKey {
  readonly id: SmesherId
  readonly copies: readonly FoundKey[]
  /** Where its PoST data lies. */
  readonly data: readonly FoundData[]
  readonly returned: Found['returned']
}

/** What of the whole rig a judgement about one key rests on. */
export interface KeyContext {
  /** Every node's keys lie here, and every folder was read. */
  readonly complete: boolean
  /** Of PoST data, by what a person calls it. */
  readonly named: ReadonlyMap<string, SmesherId>
  readonly known: (id: string) => boolean
}

const isLoaded = ({ place, home }: FoundKey): boolean => place === 'loaded' && home !== null
const placeOf = ({ home, path }: FoundKey): string => home?.node ?? home?.path ?? path

/** What fails is a risk, of which an alert tells as well: a node's own findings, or `verdict/key-rules.ts`. The rest is advice. */
const isTold = (copy: Pick<FoundKey, 'place' | 'home'> | undefined): boolean => copy?.place === 'loaded' && copy.home?.node != null

/** Two nodes would load it, or one would meet it twice: by folders and names, never by copies, for a link is loaded as well. */
function tooMany({ id, copies, returned }: OneKey): Check[] {
  if (copies.length < 2 && returned.length === 0) return []
  const loaded = copies.filter(isLoaded)
  const homes = Map.groupBy(loaded, ({ home }) => home?.object ?? '')
  const [first, second] = [...homes.values()].flatMap(([one]) => one ?? [])
  const doubled = [...homes.values()].find((files) => new Set(files.map(({ name }) => name)).size > 1)
  const names = doubled === undefined ? undefined : [...new Set(doubled.map(({ name }) => name))]
  return [
    ...(first === undefined || second === undefined
      ? []
      : [
          check.fail('key-loadable-twice', {
            id,
            node: first.home?.node ?? second.home?.node ?? '',
            one: placeOf(first),
            other: placeOf(second),
            path: first.path,
          }),
        ]),
    ...returned.map(({ node, path }) => check.fail('key-returned', { id, node: node ?? '', path })),
    ...(names === undefined
      ? []
      : [check[isTold(doubled?.[0]) ? 'fail' : 'warn']('key-under-two-names', { id, files: names.join(', '), path: names.join(' = ') })]),
  ]
}

/** Out of use on purpose, by a move or by hand: that it lies there alone is no loss, its key lives elsewhere. */
const isRetired = ({ place }: FoundKey): boolean => place === 'retired'

/** Two services would prove for one identity, over data of which one may be old or half. */
function dataTwice({ id, data: [first, second] }: OneKey): Check[] {
  if (first === undefined || second === undefined) return []
  return [check.warn('key-data-twice', { id, folder: first.folder, other: second.folder, path: first.folder })]
}

function tooFew({ id, copies, data }: OneKey, { complete }: KeyContext): Check[] {
  const [first] = copies
  if (first === undefined) {
    const folder = data[0]?.folder ?? ''
    return [check[complete ? 'fail' : 'unknown']('key-nowhere', { id, folder, path: folder })]
  }
  const objects = new Set(copies.map(({ file, path }) => file?.object ?? path))
  return objects.size > 1 || isRetired(first) ? [] : [check.warn('key-only-copy', { id, path: first.path, node: first.home?.node ?? '' })]
}

/** The identity that a file's name speaks of, where that is another than the one it signs for. */
function speaksOf({ name, id }: FoundKey, { named, known }: KeyContext): string | null {
  const stem = name.replace(/\.key.*$/i, '')
  const written = /(?:^|[^0-9a-f])([0-9a-f]{64}|[0-9a-f]{16})(?![0-9a-f])/.exec(stem)?.[1]
  if (written !== undefined && id?.startsWith(written) === false && known(written)) return written
  const owner = named.get(stem)
  return owner === undefined || owner === id ? null : owner
}

function mixedUp(copy: FoundKey, context: KeyContext): Check[] {
  const { id, data, path, name } = copy
  const beside = data?.identity ?? null
  const other = speaksOf(copy, context)
  return [
    ...(beside === null || beside === id
      ? []
      : [check.warn('key-beside-other-data', { id: beside, folder: data?.folder ?? '', file: name, path })]),
    ...(other === null ? [] : [check.warn('key-named-for-another', { id: other, file: name, path })]),
  ]
}

function exposed({ openToOthers, syncedBy, storage, name: file, path }: FoundKey): Check[] {
  return [
    ...(openToOthers ? [check.warn('key-open-to-others', { file, path })] : []),
    ...(syncedBy === null ? [] : [check.warn('key-synced', { file, path, by: syncedBy })]),
    ...(storage === null ? [] : [check.warn(`key-on-${storage}`, { file, path })]),
  ]
}

/** All that is to be said of one key, worst first; nothing: it is in order. */
export const checksOfKey = (key: OneKey, context: KeyContext): Check[] =>
  worstFirst([
    ...tooMany(key),
    ...tooFew(key, context),
    ...dataTwice(key),
    ...key.copies.flatMap((copy) => mixedUp(copy, context)),
    ...key.copies.flatMap(exposed),
  ])

/** What is wrong with a file that is no sound key, or is none a node can open. */
export function checksOfFile({ defect, name, path, detail, place, home }: FoundKey): Check[] {
  const values = { file: name, path, detail, node: home?.node ?? '' }
  if (place === 'folder') return [check.warn('folder-named-key', values)]
  return defect === null ? [] : [check[isTold({ place, home }) ? 'fail' : 'warn'](`key-${defect}`, values)]
}

import { dataBytes, type PostMetadata } from './metadata.ts'

/** One entry of the data folder; `bytes` is `null` when it was not asked for. */
export interface DataFile {
  readonly name: string
  readonly bytes: bigint | null
}

export type DataFinding =
  | { readonly kind: 'files-missing'; readonly first: number; readonly last: number; readonly count: number }
  | { readonly kind: 'wrong-size'; readonly name: string; readonly found: bigint; readonly expected: bigint }
  | { readonly kind: 'files-beyond-end'; readonly names: readonly string[]; readonly count: number }
  | { readonly kind: 'layout-unknown' }

/** What lies in the folder, held against the metadata. */
export interface DataJudgement {
  readonly expectedFiles: number | null
  readonly presentFiles: number
  readonly expectedBytes: bigint
  /** Sum of the sizes that were asked for; `null` when some were not. */
  readonly presentBytes: bigint | null
  readonly findings: readonly DataFinding[]
  /** All files there and of the right size; `null` when the sizes were not asked for and no name is missing. */
  readonly complete: boolean | null
}

const findingLimit = 20

/**
 * The index of a data file, or `null` for any other name. No zero padding (docs/protocol.md §12). A scan asks a hundred thousand times.
 * Stands by itself: its text runs in a thread too (data-reader.io.ts).
 */
export function dataFileIndex(name: string): number | null {
  const end = name.length - 4
  if (end < 10 || end > 18 || !name.startsWith('postdata_') || !name.endsWith('.bin')) return null
  if (name.charCodeAt(9) === 48 && end > 10) return null
  let index = 0
  for (let at = 9; at < end; at++) {
    const digit = name.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return null
    index = index * 10 + digit
  }
  return index
}

/** The data files of a folder by their indexes, in order, and the size of each, where it was asked for. */
export interface DataFiles {
  /** Or how many there are, where each is in its place. */
  readonly indexes: Float64Array | number
  readonly bytes: readonly bigint[] | null
}

interface Layout {
  readonly files: number
  readonly sizeOf: (index: number) => bigint
}

/** `total`: bytes of all files. */
function layoutOf(total: bigint, each: bigint): Layout | null {
  if (each === 0n || total === 0n) return null
  const files = Number((total + each - 1n) / each)
  if (files > 1_000_000_000) return null
  return { files, sizeOf: (index) => (index === files - 1 ? total - each * BigInt(files - 1) : each) }
}

/**
 * The indexes of what lies in a folder; their number alone where none is missing, which is nearly always. Stands by itself, as
 * `dataFileIndex` does, which is handed in.
 */
export function indexesOf(names: readonly string[], indexOf = dataFileIndex): Float64Array | number {
  let count = 0
  let highest = -1
  for (const name of names) {
    const index = indexOf(name)
    if (index === null) continue
    count += 1
    if (index > highest) highest = index
  }
  return highest === count - 1 ? count : Float64Array.from(names.flatMap((name) => indexOf(name) ?? [])).sort()
}

/** Gaps between the indexes that are there; works on what is present, so a billion expected files cost nothing. */
function gapsOf(present: Float64Array, files: number): DataFinding[] {
  const found: DataFinding[] = []
  let next = 0
  for (let at = 0; at <= present.length; at++) {
    const index = present[at] ?? files
    if (index > next) found.push({ kind: 'files-missing', first: next, last: index - 1, count: index - next })
    next = index + 1
    if (found.length >= findingLimit) break
  }
  return found
}

const nameOf = (index: number): string => `postdata_${index}.bin`

function sizesOf(indexes: Float64Array, bytes: readonly bigint[], layout: Layout): DataFinding[] {
  const wrong: DataFinding[] = []
  for (const [at, index] of indexes.entries()) {
    const [expected, found] = [layout.sizeOf(index), bytes[at] ?? 0n]
    if (found !== expected && wrong.length < findingLimit) wrong.push({ kind: 'wrong-size', name: nameOf(index), found, expected })
  }
  return wrong
}

/** All that lies in a folder, as its data files. */
export function dataFilesOf(entries: readonly DataFile[]): DataFiles {
  const files = entries
    .flatMap(({ name, bytes }) => {
      const index = dataFileIndex(name)
      return index === null ? [] : [{ index, bytes }]
    })
    .sort((left, right) => left.index - right.index)
  const bytes = files.flatMap((file) => file.bytes ?? [])
  return { indexes: Float64Array.from(files, ({ index }) => index), bytes: bytes.length === files.length ? bytes : null }
}

/**
 * Holds the data files against the metadata: contiguous names, exact sizes. A missing middle file shifts all that follows,
 * and post-service finds out only while proving.
 */
export function judgeDataFiles(metadata: PostMetadata, { indexes: seen, bytes }: DataFiles): DataJudgement {
  const expectedBytes = dataBytes(metadata)
  const layout = layoutOf(expectedBytes, metadata.maxFileSize)
  const presentBytes = bytes === null ? null : bytes.reduce((sum, one) => sum + one, 0n)
  const presentFiles = typeof seen === 'number' ? seen : seen.length
  const common = { presentFiles, expectedBytes, presentBytes }
  if (layout === null) return { ...common, expectedFiles: null, findings: [{ kind: 'layout-unknown' }], complete: false }
  // None is missing but at the end: nearly always so, and nothing to be reckoned.
  if (typeof seen === 'number' && seen <= layout.files && bytes === null) {
    const [first, last, count] = [seen, layout.files - 1, layout.files - seen]
    const findings: DataFinding[] = count === 0 ? [] : [{ kind: 'files-missing', first, last, count }]
    return { ...common, expectedFiles: layout.files, findings, complete: count === 0 ? null : false }
  }
  const indexes = typeof seen === 'number' ? new Float64Array(seen).map((_, index) => index) : seen
  const end = indexes.findIndex((index) => index >= layout.files)
  const inside = end === -1 ? indexes : indexes.subarray(0, end)
  const findings = [...gapsOf(inside, layout.files), ...(bytes === null ? [] : sizesOf(inside, bytes, layout))]
  const complete = findings.length > 0 ? false : presentBytes === null ? null : true
  if (end !== -1) {
    const beyond = indexes.subarray(end)
    findings.push({ kind: 'files-beyond-end', names: Array.from(beyond.subarray(0, findingLimit), nameOf), count: beyond.length })
  }
  return { ...common, expectedFiles: layout.files, findings, complete }
}

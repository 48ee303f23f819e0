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

const dataFileName = /^postdata_(0|[1-9]\d{0,8})\.bin$/
const findingLimit = 20

/** The index of a data file, or `null` for any other name. No zero padding (docs/protocol.md §12). */
export function dataFileIndex(name: string): number | null {
  const index = dataFileName.exec(name)?.[1]
  return index === undefined ? null : Number(index)
}

interface Layout {
  readonly files: number
  readonly sizeOf: (index: number) => bigint
}

function layoutOf(metadata: PostMetadata): Layout | null {
  const total = dataBytes(metadata)
  const each = metadata.maxFileSize
  if (each === 0n || total === 0n || total / each > 1_000_000_000n) return null
  const files = Number((total + each - 1n) / each)
  const rest = total - each * BigInt(files - 1)
  return { files, sizeOf: (index) => (index === files - 1 ? rest : each) }
}

/** Gaps between the indexes that are there; works on what is present, so a billion expected files cost nothing. */
function gapsOf(present: readonly number[], files: number): DataFinding[] {
  const found: DataFinding[] = []
  let next = 0
  for (const index of [...present, files]) {
    if (index > next) found.push({ kind: 'files-missing', first: next, last: index - 1, count: index - next })
    next = index + 1
    if (found.length >= findingLimit) break
  }
  return found
}

function sizesOf(files: readonly { index: number; file: DataFile }[], layout: Layout): DataFinding[] {
  const wrong: DataFinding[] = []
  for (const { index, file } of files) {
    const expected = layout.sizeOf(index)
    if (file.bytes === null || file.bytes === expected || wrong.length >= findingLimit) continue
    wrong.push({ kind: 'wrong-size', name: file.name, found: file.bytes, expected })
  }
  return wrong
}

/**
 * Holds the data files against the metadata: contiguous names, exact sizes. A missing middle file shifts all that follows,
 * and post-service finds out only while proving.
 */
export function judgeDataFiles(metadata: PostMetadata, entries: readonly DataFile[]): DataJudgement {
  const files = entries
    .flatMap((file) => {
      const index = dataFileIndex(file.name)
      return index === null ? [] : [{ index, file }]
    })
    .sort((left, right) => left.index - right.index)
  const layout = layoutOf(metadata)
  const presentBytes = files.some(({ file }) => file.bytes === null) ? null : files.reduce((sum, { file }) => sum + (file.bytes ?? 0n), 0n)
  const common = { presentFiles: files.length, expectedBytes: dataBytes(metadata), presentBytes }
  if (layout === null) return { ...common, expectedFiles: null, findings: [{ kind: 'layout-unknown' }], complete: false }
  const inside = files.filter(({ index }) => index < layout.files)
  const beyond = files.filter(({ index }) => index >= layout.files).map(({ file }) => file.name)
  const findings = [
    ...gapsOf(
      inside.map(({ index }) => index),
      layout.files,
    ),
    ...sizesOf(inside, layout),
  ]
  const complete = findings.length > 0 ? false : presentBytes === null ? null : true
  if (beyond.length > 0) findings.push({ kind: 'files-beyond-end', names: beyond.slice(0, findingLimit), count: beyond.length })
  return { ...common, expectedFiles: layout.files, findings, complete }
}

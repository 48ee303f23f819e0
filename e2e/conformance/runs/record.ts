/** One event of a node, reduced to what decides: its kind, the names of its fields, whether it tells a failure. */
export interface SeenEvent {
  readonly kind: string
  readonly fields: readonly string[]
  readonly failure: boolean
  /** Hex id, null for events of the node. */
  readonly smesher: string | null
  /** Publish epoch that it tells. */
  readonly publish: number | null
  readonly atMs: number | null
}

export interface Row {
  readonly [column: string]: unknown
}

/** A table of local.sql as it stood when it was looked at. */
export interface TableSample {
  readonly table: string
  readonly rows: readonly Row[]
  readonly atMs: number | null
}

export interface StatusSample {
  readonly service: string
  /** Body of the answer, null while nobody answered. */
  readonly body: string | null
}

/** One Register call: its messages in order and how it ended. */
export interface RegisterCall {
  readonly messages: readonly { readonly fromNode: boolean; readonly message: object }[]
  readonly end: string
}

/** All that was seen of one node during a run. */
export interface NodeRecord {
  readonly events: readonly SeenEvent[]
  /** Samples of PostStates, key file name to state; null where the node was started. */
  readonly states: readonly (Readonly<Record<string, string>> | null)[]
  readonly tables: readonly TableSample[]
  readonly calls: readonly RegisterCall[]
}

/** Hex id to the name used in the run. */
export type Names = ReadonlyMap<string, string>
export type Facts = Record<string, unknown>

/** Without repetitions of the same thing in a row. */
export const collapse = <Item>(items: readonly Item[]): readonly Item[] =>
  items.filter((item, index) => index === 0 || JSON.stringify(item) !== JSON.stringify(items[index - 1]))

export const nameOf = (names: Names, id: string): string =>
  [...names].find(([known]) => known.startsWith(id) || id.startsWith(known))?.[1] ?? 'foreign'

/** Runs of the same two things are the same however long they are: one pair of them stands for all. */
export function withoutRepeatedPairs(items: readonly string[], isPair: (first: string, second: string) => boolean): readonly string[] {
  const kept: string[] = []
  for (const item of items) {
    kept.push(item)
    const [first, second, third, fourth] = kept.slice(-4)
    if (first === third && second === fourth && third !== undefined && fourth !== undefined && isPair(third, fourth)) kept.splice(-2)
  }
  return kept
}

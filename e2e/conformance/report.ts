/** Parts of the conformance run: devnet's (or real) programs on the cases, whole runs, and Smeshdesk's readers. */
export type Part = 'cases' | 'runs' | 'readers'

export type Verdict =
  | { readonly kind: 'equal' }
  | { readonly kind: 'differ'; readonly differences: readonly Difference[] }
  | { readonly kind: 'not-run'; readonly why: string }

interface Difference {
  readonly what: string
  readonly expected: unknown
  readonly got: unknown
}

export interface Row {
  readonly part: Part
  /** Program and version, or the name of a recorded run. */
  readonly group: string
  readonly id: string
  readonly verdict: Verdict
}

export interface Figures {
  readonly run: number
  readonly equal: number
  readonly differ: number
  readonly notRun: number
}

export function figuresOf(rows: readonly Row[]): Figures {
  const count = (kind: Verdict['kind']) => rows.filter(({ verdict }) => verdict.kind === kind).length
  return { run: count('equal') + count('differ'), equal: count('equal'), differ: count('differ'), notRun: count('not-run') }
}

/** The differences between two sets of named facts; values are compared as JSON. */
export function compareFacts(expected: Readonly<Record<string, unknown>>, got: Readonly<Record<string, unknown>>): Verdict {
  const differences = Object.keys({ ...expected, ...got })
    .filter((what) => JSON.stringify(expected[what]) !== JSON.stringify(got[what]))
    .map((what) => ({ what, expected: expected[what], got: got[what] }))
  return differences.length === 0 ? { kind: 'equal' } : { kind: 'differ', differences }
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 1200 ? `${text.slice(0, 1200)}… (${text.length} characters)` : text
}

/** One line per case that differs or was not run. */
export function rowLines(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ part, group, id, verdict }) => {
    const name = `${part} ${group} ${JSON.stringify(id)}`
    if (verdict.kind === 'equal') return []
    if (verdict.kind === 'not-run') return [`not run: ${name}: ${verdict.why}`]
    return verdict.differences.map(({ what, expected, got }) => `differs: ${name}: ${what}: expected ${show(expected)} got ${show(got)}`)
  })
}

/** The closing line of a set of rows. */
export const figureLine = (name: string, { run, equal, differ, notRun }: Figures): string =>
  `${name}: ${run} run, ${equal} equal, ${differ} differ, ${notRun} not run`

/** `processes`: with real processes; `whole`: with the core open; `node` and `sweeps`: in the model, or a pure part. */
export const projects = ['node', 'whole', 'sweeps', 'processes'] as const
export type Project = (typeof projects)[number]

interface ShownBy {
  readonly project: Project
  /** Below the repository. */
  readonly file: string
  /** Of the whole names of its tests. */
  readonly name: RegExp
}

/** A finding as it was found, and the tests that show its right end. */
export interface Finding {
  readonly id: string
  /** What was wrong → what happens now. */
  readonly words: string
  readonly by: readonly ShownBy[]
}

export const inNode = (file: string, name: RegExp): ShownBy => ({ project: 'node', file: `electron/${file}.test.ts`, name })
export const inWhole = (file: string, name: RegExp): ShownBy => ({ project: 'whole', file: `electron/${file}.whole.test.ts`, name })
export const inSweeps = (file: string, name: RegExp): ShownBy => ({
  project: 'sweeps',
  file: `electron/${file}.sweep.test.ts`,
  name,
})
/** Whole moves, which take minutes, lie apart. */
const spots = ['blind-spots', 'bystanders', 'memory-spots', 'quit-move', 'two-owners']
const fileOf = (name: string): string => `e2e/${spots.includes(name) ? 'spots' : 'processes'}/${name}.test.ts`
export const real = (file: string, name: RegExp): ShownBy => ({ project: 'processes', file: fileOf(file), name })

/** One line of what was measured of the supervisor. */
export interface Measured {
  /** The test it belongs to (docs/supervision.md). */
  readonly id: string
  readonly name: string
  readonly holds: boolean
  readonly measured: string
  readonly bar: string
  /** In real time, or how it was shortened. */
  readonly time: string
}

/** How much is done: all of it in the show, a little in the test. */
export interface Extent {
  readonly whole: boolean
}

const real = 'real time'

export const line = (id: string, name: string, part: Omit<Measured, 'id' | 'name' | 'time'> & { readonly time?: string }): Measured => ({
  id,
  name,
  time: real,
  ...part,
})

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

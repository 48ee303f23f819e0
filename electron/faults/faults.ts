/** One failure that nobody expected: where it is found in the log, and what it said. */
export interface Fault {
  readonly reference: string
  readonly detail: string
}

/** Where the failures of everything that runs by itself are told: polls, timers, streams, builders of rows. */
export interface Faults {
  /**
   * Logs the failure of a source with a reference, once: the same again only when it is another failure, or after an hour.
   * Never throws, so that a barrier holds.
   */
  tell(source: string, error: unknown): Fault
}

export interface FaultPorts {
  readonly log: (line: string) => void
  readonly now: () => number
  /** Random text, each time another. */
  readonly reference: () => string
}

const againMs = 60 * 60_000
/** Sources that are remembered; the oldest are forgotten, and then logged once more. */
const sourceLimit = 1_000

export const messageOf = (error: unknown): string => {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    return 'a failure that can’t be shown'
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? messageOf(error)) : messageOf(error))

export function createFaults({ log, now, reference }: FaultPorts): Faults {
  const told = new Map<string, Fault & { readonly at: number }>()
  return {
    tell: (source, error) => {
      const detail = messageOf(error).slice(0, 300)
      const before = told.get(source)
      if (before !== undefined && before.detail === detail && now() - before.at < againMs) return before
      const fault = { reference: reference(), detail, at: now() }
      told.delete(source)
      told.set(source, fault)
      for (const oldest of [...told.keys()].slice(0, -sourceLimit)) told.delete(oldest)
      try {
        log(`fault ${fault.reference} in ${source}: ${stackOf(error)}`)
      } catch {
        // A log that fails must not take down what it tells about.
      }
      return fault
    },
  }
}

/** The same act behind a barrier: what it throws is told, and goes no further. */
export const guarded =
  <A extends readonly unknown[]>(run: (...args: A) => void, failed: (error: unknown) => void) =>
  (...args: A): void => {
    try {
      run(...args)
    } catch (error) {
      failed(error)
    }
  }

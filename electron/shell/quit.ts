/** Ctrl+C, `kill` and log-out, a terminal that was closed. */
const quitSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Where signals arrive: the process; a test gives its own. */
export interface Signals {
  on(signal: (typeof quitSignals)[number], listener: () => void): unknown
}

/**
 * Resolves at the first request to end. More of them change nothing: the step that runs ends first, within its own limits, so
 * `again` may only say so. Whoever must end it at once has SIGKILL, which moves survive as well.
 */
export const quitRequested = (signals: Signals, again: () => void): Promise<void> =>
  new Promise((done) => {
    let asked = false
    for (const signal of quitSignals)
      signals.on(signal, () => {
        if (asked) again()
        asked = true
        done()
      })
  })

/** The same promise however often it is asked for: two ways to the end are one end. */
export function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null
  return () => {
    done ??= act()
    return done
  }
}

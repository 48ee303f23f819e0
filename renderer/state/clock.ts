/** The page's clock: one tick a second for all that shows a time, none while the page is hidden. */
export interface Clock {
  readonly now: () => number
  /** Calls at every tick; gives back the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

const tickMs = 1000

export const createClock = (page: Document): Clock => {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const tick = () => {
    for (const listener of listeners) listener()
    timer = setTimeout(tick, tickMs - (Date.now() % tickMs))
  }
  const runs = () => {
    const wanted = listeners.size > 0 && page.visibilityState === 'visible'
    if (wanted && timer === null) tick()
    if (!wanted && timer !== null) {
      clearTimeout(timer)
      timer = null
    }
  }
  page.addEventListener('visibilitychange', runs)
  return {
    now: Date.now,
    subscribe: (listener) => {
      listeners.add(listener)
      runs()
      return () => {
        listeners.delete(listener)
        runs()
      }
    },
  }
}

/** A clock that stands: for pictures and tests. */
export const standingClock = (at: number): Clock => ({ now: () => at, subscribe: () => () => {} })

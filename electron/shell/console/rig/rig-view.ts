import type { State, StateEvent } from '../../../contract/state.ts'
import { patched } from '../../../contract/state-shape.ts'

/** The state as it comes. */
export interface RigView {
  /** Throws before the first came, and what the way to it threw. */
  state(): State
  /** Until it holds, or so many milliseconds are over: whether it holds. Throws what the way threw. */
  until(holds: (state: State) => boolean, ms: number): Promise<boolean>
}

/** Pages of one state follow each other at once; so long after the last there is none on its way. */
const quietMs = 250
const firstMs = 10_000

interface Seen {
  state: State | null
  /** Something else than the pages of the first state came. */
  isWhole: boolean
  failure: Error | null
  wake: () => void
}

async function take(events: AsyncIterable<StateEvent>, seen: Seen): Promise<void> {
  let first = -1
  try {
    for await (const event of events) {
      if (seen.state !== null && event.rev > first) seen.isWhole = true
      if ('full' in event) first = event.rev
      seen.state = 'full' in event ? event.full : seen.state === null ? null : patched(seen.state, event.patch)
      seen.wake()
    }
  } catch (error) {
    seen.failure = error instanceof Error ? error : new Error(String(error))
    seen.wake()
  }
}

/** The next event, or the end of the time. */
function next(seen: Seen, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    seen.wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

/** Follows the state until its source ends; fulfils with the first whole one. */
export async function openView(events: AsyncIterable<StateEvent>): Promise<RigView> {
  const seen: Seen = { state: null, isWhole: false, failure: null, wake: () => undefined }
  void take(events, seen)
  const state = (): State => {
    if (seen.failure !== null) throw seen.failure
    if (seen.state === null) throw new Error('The host tells nothing of its state.')
    return seen.state
  }
  const until: RigView['until'] = async (holds, ms) => {
    const end = performance.now() + ms
    for (;;) {
      if (holds(state())) return true
      const left = end - performance.now()
      if (left <= 0) return false
      await next(seen, left)
    }
  }
  if (seen.state === null) await next(seen, firstMs)
  for (let before: State | null = null; !seen.isWhole && before !== seen.state; ) {
    before = state()
    await next(seen, quietMs)
  }
  return { state, until }
}

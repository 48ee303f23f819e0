import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import type { State } from '../../electron/contract/state.ts'
import { patched } from '../../electron/contract/state-shape.ts'

/** The host's state as it comes over the wire, with the moment of each change: nothing is polled. */
export interface WatchedRows {
  /** Resolves with the moment, by `performance.now`, at which the state first satisfies `wanted`. Rejects after `deadlineMs`. */
  when(what: string, deadlineMs: number, wanted: (state: State) => boolean): Promise<number>
  state(): State
  stop(): void
}

export function watchRows(client: Client<Api>): WatchedRows {
  const ending = new AbortController()
  const waiting = new Set<() => void>()
  let current: State | null = null
  const follow = async () => {
    for await (const event of client.state.watchState({}, ending.signal)) {
      current = 'full' in event ? event.full : current === null ? null : patched(current, event.patch)
      for (const look of waiting) look()
    }
  }
  follow().catch(() => undefined)
  return {
    when: (what, deadlineMs, wanted) =>
      new Promise((resolve, reject) => {
        const done = (act: () => void) => {
          clearTimeout(late)
          waiting.delete(look)
          act()
        }
        const look = () => {
          if (current !== null && wanted(current)) done(() => resolve(performance.now()))
        }
        const late = setTimeout(() => done(() => reject(new Error(`not within ${deadlineMs} ms: ${what}`))), deadlineMs)
        waiting.add(look)
        look()
      }),
    state: () => {
      if (current === null) throw new Error('no state yet')
      return current
    },
    stop: () => ending.abort(),
  }
}

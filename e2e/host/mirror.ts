import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import type { State, StateEvent } from '../../electron/contract/state.ts'
import { patched } from '../../electron/contract/state-shape.ts'
import { until } from './until.ts'

/** The state as a page mirrors it. */
export interface StateMirror {
  /** Throws before the first full state. */
  state(): State
  /** Waits until the state satisfies `wanted` and gives what it returns. */
  when<Answer>(what: string, deadlineMs: number, wanted: (state: State) => Answer | undefined | null | false): Promise<Answer>
  stop(): void
}

/** Follows the host's state over one connection until stopped or closed. */
export function followState(client: Client<Api>): StateMirror {
  const stopping = new AbortController()
  let current: State | null = null
  let failure: Error | null = null
  const take = (event: StateEvent) => {
    if ('full' in event) current = event.full
    else if (current) current = patched(current, event.patch)
  }
  const follow = async () => {
    for await (const event of client.state.watchState({}, stopping.signal)) take(event)
  }
  follow().catch((error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error))
  })
  const state = () => {
    if (!current) throw new Error('no state yet')
    return current
  }
  return {
    state,
    when: (what, deadlineMs, wanted) =>
      until(what, { deadlineMs }, () => {
        if (failure) throw failure
        return current ? wanted(current) : null
      }),
    stop: () => stopping.abort(),
  }
}

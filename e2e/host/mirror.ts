import type { Api, State, StateEvent, StatePatch } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'
import { until } from './until.ts'

/** The state as a page mirrors it. */
export interface StateMirror {
  /** Throws before the first full state. */
  state(): State
  /** Waits until the state satisfies `wanted` and gives what it returns. */
  when<Answer>(what: string, deadlineMs: number, wanted: (state: State) => Answer | undefined | null | false): Promise<Answer>
  stop(): void
}

const singles = ['rig', 'epoch', 'clocks', 'verdict'] as const
const collections = ['identities', 'nodes', 'services', 'alerts', 'batches', 'lostMoves'] as const

const merged = (rows: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>> | undefined) =>
  Object.fromEntries(Object.entries({ ...rows, ...patch }).filter(([, row]) => row !== null))

function patched(state: State, patch: StatePatch): State {
  const rows = Object.fromEntries(collections.map((name) => [name, merged(state[name], patch[name])]))
  return {
    ...state,
    ...Object.fromEntries(singles.flatMap((name) => (patch[name] === undefined ? [] : [[name, patch[name]]]))),
    ...rows,
  } as State
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

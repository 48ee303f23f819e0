import { createApp } from '../../app.ts'
import type { Core } from '../../core.ts'

/** The whole core over a profile, without any window. The caller closes it. */
export const openCore = (profileFolder: string): Promise<Core> =>
  createApp({
    profileFolder,
    version: '0',
    platform: { host: 'console', consoleProgram: ['node', 'none'], log: () => undefined },
  })

const watching = () => ({ signal: AbortSignal.timeout(10_000), connection: {} })

export async function stateOf(core: Core) {
  for await (const event of core.handlers.state.watchState({}, watching())) if ('full' in event) return event.full
  throw new Error('no state')
}

export type State = Awaited<ReturnType<typeof stateOf>>

/** The state at the first moment when it is as wanted. */
export async function stateWhen(core: Core, wanted: (state: State) => boolean): Promise<State> {
  for await (const _change of core.handlers.state.watchState({}, watching())) {
    const state = await stateOf(core)
    if (wanted(state)) return state
  }
  throw new Error('the state never came')
}

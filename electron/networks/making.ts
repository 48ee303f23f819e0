import type { Clock } from '../time/index.ts'
import type { KeptNetwork } from './design.ts'
import type { NetworkWorld } from './network-world.ts'

export interface Making {
  readonly kept: () => KeptNetwork
  /** Durable when it returns. */
  readonly keep: (change: Partial<KeptNetwork>) => Promise<void>
  readonly world: NetworkWorld
  readonly clock: Clock
  /** It shall rest. */
  readonly signal: AbortSignal
  /** Something is further than it was. */
  readonly further: () => void
}

export const wait = ({ clock, signal }: Pick<Making, 'clock' | 'signal'>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done)
  })

import * as z from 'zod/mini'
import { call, contract, type Handlers, watch } from '../../electron/contract/contract.ts'
import { AppError } from '../../electron/contract/errors.ts'

/** A small contract with every kind of answer, for the suite that all channels pass. */
export const sample = contract({
  words: {
    echo: call(z.object({ text: z.string() }), z.object({ text: z.string() })),
    refuse: call(z.object({}), z.object({})),
    burst: call(z.object({}), z.object({})),
    wait: call(z.object({}), z.object({})),
    big: call(z.object({ bytes: z.number() }), z.object({ text: z.string() })),
    who: call(z.object({}), z.object({ same: z.boolean() })),
    watchCount: watch(z.object({ to: z.number() }), z.object({ n: z.number(), pad: z.string() })),
    watchFail: watch(z.object({}), z.object({ n: z.number() })),
  },
})
export type Sample = typeof sample

export interface Seen {
  /** Values that the source has handed out. */
  made: number
  /** Watches that were left, by their `finally`. */
  left: number
  /** Calls that saw their signal abort. */
  aborted: number
  readonly connections: Set<object>
  readonly reports: string[]
}

export const emptySeen = (): Seen => ({ made: 0, left: 0, aborted: 0, connections: new Set(), reports: [] })

/** Handlers that note what happens to them. */
export const sampleHandlers = (seen: Seen): Handlers<Sample> => ({
  words: {
    echo: ({ text }) => ({ text }),
    refuse: () => {
      throw new AppError('held_by_migration', 'a batch holds it', { batch: 'b1' })
    },
    burst: () => {
      throw new Error('password=hunter2')
    },
    wait: (_, { signal }) =>
      new Promise((resolve) => {
        const end = () => {
          seen.aborted += 1
          resolve({})
        }
        if (signal.aborted) end()
        else (signal as EventTarget & AbortSignal).addEventListener('abort', end)
      }),
    big: ({ bytes }) => ({ text: 'x'.repeat(bytes) }),
    who: (_, { connection }) => {
      const same = seen.connections.size === 0 || seen.connections.has(connection)
      seen.connections.add(connection)
      return { same }
    },
    async *watchCount({ to }) {
      try {
        for (let n = 1; n <= to; n += 1) {
          seen.made = n
          yield { n, pad: 'x'.repeat(200) }
        }
      } finally {
        seen.left += 1
      }
    },
    async *watchFail() {
      yield { n: 1 }
      throw new AppError('not_found', 'gone')
    },
  },
})

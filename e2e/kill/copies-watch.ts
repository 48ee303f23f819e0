import { Worker } from 'node:worker_threads'

export interface CopiesFigures {
  readonly samples: number
  /** Longest time between two samples, in milliseconds. */
  readonly longestGapMs: number
  readonly violations: readonly string[]
}

export interface CopiesWatch {
  /** Violations so far. */
  violations(): readonly string[]
  stop(): Promise<CopiesFigures>
}

export interface WatchedKeys {
  readonly folders: readonly string[]
  /** Text of each key file when the proof began. */
  readonly keyTexts: readonly string[]
}

/** What the thread posts: each new violation, and its figures at the end. */
export type CopiesMessage = { readonly violation: string } | { readonly samples: number; readonly longestGapMs: number }

/** Samples the key folders every few milliseconds in a thread of its own, so that nothing the proof does blinds it. */
export function watchCopies(keys: WatchedKeys): CopiesWatch {
  const stopping = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./copies-thread.ts', import.meta.url), { workerData: { ...keys, stopping } })
  const violations: string[] = []
  const ended = new Promise<CopiesFigures>((resolve, reject) => {
    worker.on('message', (message: CopiesMessage) => {
      if ('violation' in message) violations.push(message.violation)
      else resolve({ ...message, violations })
    })
    worker.once('error', reject)
  })
  ended.catch((error: unknown) => violations.push(`the watch of copies failed: ${String(error)}`))
  return {
    violations: () => violations,
    stop: () => {
      Atomics.store(stopping, 0, 1)
      Atomics.notify(stopping, 0)
      return ended
    },
  }
}

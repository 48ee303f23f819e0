import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FloodOrder } from './flood.worker.ts'

/** Starts a listener in a thread that sends the ordered events to whoever opens its event stream, from the first one to each. */
export async function startFlood(order: FloodOrder): Promise<{ address: string; stop: () => Promise<void> }> {
  const worker = new Worker(new URL('./flood.worker.ts', import.meta.url), { workerData: order })
  const [address] = (await once(worker, 'message')) as [string]
  return { address, stop: async () => void (await worker.terminate()) }
}

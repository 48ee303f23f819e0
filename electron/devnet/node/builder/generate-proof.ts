import { PostClientClosed, type PostClients } from '../api/post-clients.ts'
import type { Logger } from '../log/logger.ts'
import type { FinishedProof } from './builder-types.ts'

interface Generation {
  readonly hex: string
  readonly challenge: Uint8Array
  readonly askMetadata: boolean
  readonly clients: PostClients
  /** Waits the node's milliseconds, shortened by the simulation's speed; rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
  readonly started: () => void
  readonly log: Logger
}

const pollMs = 2000
const warnEvery = 10

/**
 * Has a post-service make a proof: waits for it to connect, asks, polls with the same challenge until the proof is there.
 * A service that goes away is waited for again; the start is told once.
 */
export async function generateProof(generation: Generation): Promise<FinishedProof> {
  const { hex, clients, wait, signal, log } = generation
  let told = false
  let attempts = 0
  for (;;) {
    const client = clients.of(hex)
    if (!client) {
      await wait(pollMs, signal)
      if (++attempts % warnEvery === 0)
        log.warn('post service not connected - waiting for reconnection', { smesherID: hex, error: 'post service not registered' })
      continue
    }
    attempts = 0
    if (!told) generation.started()
    told = true
    try {
      return await poll(client, generation)
    } catch (error) {
      if (!(error instanceof PostClientClosed) || signal.aborted) throw error
    }
  }
}

async function poll(
  client: NonNullable<ReturnType<PostClients['of']>>,
  { askMetadata, challenge, wait, signal }: Generation,
): Promise<FinishedProof> {
  if (askMetadata) await client.metadata()
  for (;;) {
    const proof = await client.proof(challenge)
    if (signal.aborted) throw new Error('context canceled')
    if (proof) return proof
    await wait(pollMs, signal)
  }
}

import { type ServerDuplexStream, status } from '@grpc/grpc-js'
import { GenProofStatus, type Metadata, type NodeRequest, type ServiceResponse } from '../../../../proto/generated/spacemesh/v1/post.ts'
import type { FinishedProof } from '../builder/builder-types.ts'
import type { Logger } from '../log/logger.ts'

type Stream = ServerDuplexStream<ServiceResponse, NodeRequest>

/** Thrown when the service went away: the builder waits for it to come back and asks again. */
export class PostClientClosed extends Error {}

/** One connected post-service: strictly one request, then its answer (docs/protocol.md §4). */
export class PostClient {
  readonly #stream: Stream
  #waiting: { done: (response: ServiceResponse) => void; failed: (error: Error) => void } | null = null
  #closed = false

  constructor(stream: Stream) {
    this.#stream = stream
    stream.on('data', (response: ServiceResponse) => {
      const waiting = this.#waiting
      this.#waiting = null
      waiting?.done(response)
    })
    for (const ending of ['end', 'close', 'cancelled', 'error'] as const) stream.on(ending, () => this.close())
  }

  get closed(): boolean {
    return this.#closed
  }

  close(): void {
    this.#closed = true
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.failed(new PostClientClosed('post client closed'))
  }

  async ask(kind: NonNullable<NodeRequest['kind']>): Promise<ServiceResponse> {
    if (this.#closed) throw new PostClientClosed('post client closed')
    return await new Promise((done, failed) => {
      this.#waiting = { done, failed }
      this.#stream.write({ kind })
    })
  }

  async metadata(): Promise<Metadata> {
    const { kind } = await this.ask({ $case: 'metadata', value: {} })
    if (kind?.$case !== 'metadata') throw new Error(`expected metadata response, got ${kind?.$case ?? 'nothing'}`)
    if (!kind.value.meta) throw new Error('expected metadata, got empty response')
    return kind.value.meta
  }

  /** The proof when it is there, null while the service works. Throws when the service or its answer is wrong. */
  async proof(challenge: Uint8Array): Promise<FinishedProof | null> {
    const { kind } = await this.ask({ $case: 'genProof', value: { challenge: Buffer.from(challenge) } })
    if (kind?.$case !== 'genProof') throw new Error(`expected gen proof response, got ${kind?.$case ?? 'nothing'}`)
    const { status: said, proof, metadata } = kind.value
    if (said === GenProofStatus.GEN_PROOF_STATUS_ERROR) throw new Error('error generating proof')
    if (said !== GenProofStatus.GEN_PROOF_STATUS_OK) throw new Error('unspecified error generating proof')
    if (!proof) return null
    if (!metadata) throw new Error('proof metadata is nil')
    if (!metadata.challenge.equals(Buffer.from(challenge))) throw new Error(`unexpected challenge: ${metadata.challenge.toString('hex')}`)
    if (!metadata.meta) throw new Error('post metadata is nil')
    const { numUnits, commitmentAtxId, nonce, labelsPerUnit } = metadata.meta
    return {
      nonce: proof.nonce,
      indices: proof.indices,
      pow: proof.pow,
      numUnits,
      commitmentAtx: commitmentAtxId,
      vrfNonce: nonce ?? 0n,
      labelsPerUnit,
    }
  }
}

/** The post-services registered at this node, by the id they claim: also ids that the node has no key for. */
export class PostClients {
  readonly #clients = new Map<string, PostClient>()
  readonly #allowed: () => boolean
  readonly #log: Logger

  constructor(allowed: () => boolean, log: Logger) {
    this.#allowed = allowed
    this.#log = log
  }

  of(hex: string): PostClient | null {
    const client = this.#clients.get(hex)
    return client && !client.closed ? client : null
  }

  /** Serves one PostService.Register call to its end. */
  register(stream: Stream): void {
    if (!this.#allowed()) {
      this.#refuse(stream, status.FAILED_PRECONDITION, 'connection not allowed: node has no coinbase set in config')
      return
    }
    const client = new PostClient(stream)
    stream.on('end', () => stream.end())
    client
      .metadata()
      .then(({ nodeId }) => this.#enrol(nodeId.toString('hex'), client, stream))
      .catch((error: unknown) => {
        if (!(error instanceof PostClientClosed))
          this.#refuse(stream, status.UNKNOWN, error instanceof Error ? error.message : String(error))
      })
  }

  #enrol(hex: string, client: PostClient, stream: Stream): void {
    if (this.of(hex)) {
      this.#refuse(stream, status.UNKNOWN, 'post service already registered')
      return
    }
    this.#clients.set(hex, client)
    this.#log.named('postService').info('post service registered', { node_id: hex })
  }

  #refuse(stream: Stream, code: status, details: string): void {
    const fields = {
      system: 'grpc',
      'span.kind': 'server',
      'grpc.service': 'spacemesh.v1.PostService',
      'grpc.method': 'Register',
      error: details,
    }
    const log = this.#log.named('grpc')
    const name = code === status.FAILED_PRECONDITION ? 'FailedPrecondition' : 'Unknown'
    if (code === status.FAILED_PRECONDITION) log.warn(`finished streaming call with code ${name}`, fields)
    else log.error(`finished streaming call with code ${name}`, fields)
    stream.emit('error', { code, details })
  }
}

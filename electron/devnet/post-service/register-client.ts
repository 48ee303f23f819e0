import { setTimeout as wait } from 'node:timers/promises'
import { type ClientDuplexStream, credentials, type ServiceError, status } from '@grpc/grpc-js'
import { GenProofStatus, type NodeRequest, PostServiceClient, type ServiceResponse } from '../../../proto/generated/spacemesh/v1/post.ts'
import type { Log } from './log.ts'
import { showMetadata } from './metadata.ts'
import type { NodeAddress } from './node-address.ts'
import type { ProofService } from './proof-service.ts'
import { tryToConnect } from './reachability.ts'
import type { TlsFiles } from './tls-files.ts'

const TARGET = 'post_service::client'
const KEEPALIVE_MS = 600_000

export interface Registration {
  readonly address: NodeAddress
  readonly tls: TlsFiles | null
  readonly service: ProofService
  readonly log: Log
  readonly maxRetries: bigint | null
  readonly reconnectMs: number
  readonly signal: AbortSignal
}

const wireMetadata = (service: ProofService) => {
  const { nodeId, commitmentAtxId, nonce, numUnits, labelsPerUnit } = service.metadata
  return { nodeId: Buffer.from(nodeId), commitmentAtxId: Buffer.from(commitmentAtxId), nonce: nonce ?? undefined, numUnits, labelsPerUnit }
}

const refusal: ServiceResponse = {
  kind: { $case: 'genProof', value: { status: GenProofStatus.GEN_PROOF_STATUS_ERROR, proof: undefined, metadata: undefined } },
}

/** One answer per request, in order (facts: spacemesh-protocol 1.1, 5.5). */
async function answer(request: NodeRequest, registration: Registration): Promise<ServiceResponse> {
  const { service, log } = registration
  if (request.kind === undefined) {
    log('WARN', TARGET, 'Got a request with no kind')
    return refusal
  }
  if (request.kind.$case === 'metadata') {
    log('INFO', TARGET, `obtained metadata: ${showMetadata(service.metadata)}`)
    return { kind: { $case: 'metadata', value: { meta: wireMetadata(service) } } }
  }
  const challenge = request.kind.value.challenge
  const outcome = await service.genProof(challenge)
  if (outcome.kind === 'error') return refusal
  const ok = { status: GenProofStatus.GEN_PROOF_STATUS_OK, proof: undefined, metadata: undefined }
  if (outcome.kind === 'working') return { kind: { $case: 'genProof', value: ok } }
  const proof = { ...outcome.proof, indices: Buffer.from(outcome.proof.indices) }
  return { kind: { $case: 'genProof', value: { ...ok, proof, metadata: { challenge, meta: wireMetadata(service) } } } }
}

const codeName = (code: number): string =>
  (status[code] ?? 'UNKNOWN')
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** A connection that broke is told as the transport's error, an answer of the node by its code and text. */
function describeEnd(error: ServiceError | null): string {
  if (error === null) return 'Ok(())'
  const empty = 'details: [], metadata: MetadataMap { headers: {} }'
  if (error.code === status.UNAVAILABLE && /dropped|ECONNRESET|read |write |GOAWAY|closed/i.test(error.details))
    return (
      `Err(status: Unknown, message: "h2 protocol error: error reading a body from connection", ${empty}\n\nCaused by:\n` +
      '   0: error reading a body from connection\n   1: stream closed because of a broken pipe\n\nLocation:\n    service/src/client.rs:135:24)'
    )
  if (error.details.startsWith('No connection established. Last error: Failed to connect'))
    return (
      `Err(status: Unknown, message: "transport error", ${empty}\n\nCaused by:\n` +
      '   0: transport error\n   1: connection error\n   2: stream closed because of a broken pipe\n\nLocation:\n    service/src/client.rs:135:24)'
    )
  return `Err(status: ${codeName(error.code)}, message: "${error.details}", ${empty}\n\nLocation:\n    service/src/client.rs:140:35)`
}

type Stream = ClientDuplexStream<ServiceResponse, NodeRequest>

async function serve(stream: Stream, registration: Registration): Promise<ServiceError | null> {
  try {
    for await (const request of stream as AsyncIterable<NodeRequest>) stream.write(await answer(request, registration))
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error as ServiceError
    throw error
  }
}

function openClient(registration: Registration): PostServiceClient {
  const { address, tls } = registration
  const host = address.host.includes(':') ? `[${address.host}]` : address.host
  const secure = tls !== null && address.scheme === 'https'
  const channel = secure ? credentials.createSsl(tls.caCert, tls.key, tls.cert) : credentials.createInsecure()
  return new PostServiceClient(`${host}:${address.port}`, channel, {
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.use_local_subchannel_pool': 1,
    ...(secure && tls.domain !== null && { 'grpc.ssl_target_name_override': tls.domain }),
  })
}

async function registerAndServe(registration: Registration): Promise<ServiceError | null> {
  const client = openClient(registration)
  const stream = client.register()
  const cancel = () => stream.cancel()
  registration.signal.addEventListener('abort', cancel)
  try {
    return await serve(stream, registration)
  } finally {
    registration.signal.removeEventListener('abort', cancel)
    stream.end()
    client.close()
  }
}

/** Connects until it works; false when the tries are used up. The count starts anew after every success. */
async function connect(registration: Registration): Promise<boolean> {
  const { address, tls, log, maxRetries, reconnectMs, signal } = registration
  for (let attempt = 1n; ; attempt += 1n) {
    log('DEBUG', TARGET, `connecting to the node on ${address.shown} (attempt ${attempt})`)
    const failure = address.scheme === null ? SCHEME_MISSING : await tryToConnect(address, tls)
    if (failure === null) return true
    log('INFO', TARGET, `could not connect to the node: ${failure}`)
    if (maxRetries !== null && attempt > maxRetries) return false
    await wait(reconnectMs, undefined, { signal })
  }
}

const SCHEME_MISSING = 'tonic::transport::Error(Transport, ConnectError("invalid URL, scheme is missing"))'

/** Registers again and again, for ever; returns only when no connection came within the allowed tries. */
export async function runClient(registration: Registration): Promise<void> {
  while (await connect(registration)) {
    const ended = await registerAndServe(registration)
    registration.signal.throwIfAborted()
    registration.log('INFO', TARGET, `disconnected: ${describeEnd(ended)}`)
    await wait(registration.reconnectMs, undefined, { signal: registration.signal })
  }
}

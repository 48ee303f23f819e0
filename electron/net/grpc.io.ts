import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { connect, isIP } from 'node:net'
import {
  type ChannelOptions,
  Client,
  type ClientReadableStream,
  credentials,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js'
import { saw } from '../contract/seen.ts'
import { type HostPort, parseAddress, showAddress } from './address.ts'
import type { Answer } from './answer.ts'
import { failureOf } from './grpc-failure.ts'
import { isPrivateHost, refusedHost } from './refused-host.io.ts'

const deadlineMs = 2_000
const probeMs = 300

const options: ChannelOptions = {
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  // The node ends connections that ping more often than once a minute; one that is half open is found within ninety seconds.
  'grpc.keepalive_time_ms': 66_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.keepalive_permit_without_calls': 0,
  'grpc.initial_reconnect_backoff_ms': 500,
  'grpc.max_reconnect_backoff_ms': 5_000,
  // One hanging listener must not stand in another's way, and no proxy of the environment is asked.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_retries': 0,
  'grpc.service_config_disable_resolution': 1,
}

/** The files of mutual TLS, absolute. */
export interface TlsFiles {
  readonly ca: string
  readonly cert: string
  readonly key: string
  /** The name that the listener's certificate must have, where it is not the host of its address. */
  readonly domain?: string | undefined
}

/** How a listener is asked: in plain text to this computer and private networks; elsewhere by `tls`, or by a person's typed word. */
export interface Reaching {
  readonly tls?: TlsFiles | undefined
  readonly plainText?: boolean | undefined
}

/** Bytes of one certificate or key file. */
const pemLimit = 64 * 1024

/** What the generated code says of one method. */
type Method<Request, Response> = Pick<MethodDefinition<Request, Response>, 'path' | 'requestSerialize' | 'responseDeserialize'>

export interface Listener {
  /** One question, 2 s, 16 MiB. `parse` gives `null` for an answer that makes no sense. Rejects only when `parse` throws. */
  readonly ask: <Request, Response, T>(
    method: Method<Request, Response>,
    request: Request,
    parse: (response: Response) => T | null,
  ) => Promise<Answer<T>>
  /** A server stream without deadline; a string says why there is none. */
  readonly stream: <Request, Response>(
    method: Method<Request, Response>,
    request: Request,
  ) => Promise<ClientReadableStream<Response> | Answer<never>>
  /** Whether any answer so far said that a simulator gave it. */
  readonly saysSimulated: () => boolean
  readonly close: () => void
}

type Opened = { readonly client: Client } | { readonly answer: Answer<never> }

/** The resolved address is judged too: a name may lead to a range that is never asked. */
async function resolved(place: HostPort): Promise<HostPort | Answer<never>> {
  const refused = refusedHost(place.host)
  if (refused !== null) return { kind: 'address-refused', detail: refused }
  if (isIP(place.host) !== 0) return place
  try {
    const addresses = await lookup(place.host, { all: true, verbatim: false })
    const allowed = addresses.find(({ address }) => refusedHost(address) === null)
    if (allowed === undefined) return { kind: 'address-refused', detail: refusedHost(addresses[0]?.address ?? '') ?? '' }
    return { host: allowed.address, port: place.port }
  } catch {
    return { kind: 'silent', detail: `ENOTFOUND ${place.host}` }
  }
}

const isPlace = (found: HostPort | Answer<never>): found is HostPort => 'host' in found

/** Whether anything takes a connection there: tells a listener that says nothing from a machine that is away. */
const takesConnections = ({ host, port }: HostPort): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port })
    const done = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(probeMs, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })

async function readPem(path: string): Promise<Buffer> {
  const bytes = await readFile(path)
  if (bytes.length > pemLimit) throw new Error(`${path}: ${saw('too-long', `${pemLimit} B`)}`)
  return bytes
}

/** With files as they are now: a renewed certificate holds from the next connection on. */
async function secured({ ca, cert, key }: TlsFiles) {
  const [root, own, secret] = await Promise.all([readPem(ca), readPem(cert), readPem(key)])
  return credentials.createSsl(root, secret, own)
}

async function openClient(place: HostPort, { tls, plainText }: Reaching): Promise<Opened> {
  const found = await resolved(place)
  if (!isPlace(found)) return { answer: found }
  const target = showAddress(found)
  if (tls === undefined) {
    if (plainText !== true && !isPrivateHost(found.host))
      return { answer: { kind: 'address-refused', detail: saw('plain-public', target) } }
    return { client: new Client(target, credentials.createInsecure(), options) }
  }
  // The name that was typed, not the address it led to, is what the certificate must have.
  const name = tls.domain ?? (isIP(place.host) === 0 ? place.host : null)
  try {
    const named = name === null ? options : { ...options, 'grpc.ssl_target_name_override': name }
    return { client: new Client(target, await secured(tls), named) }
  } catch (error) {
    return { answer: { kind: 'fault', detail: error instanceof Error ? error.message : String(error) } }
  }
}

/** Stands in the head of every answer of the simulated node, and in none of a real one. */
const simulatorsMark = 'smeshdesk-simulated'

interface Question<Request, Response, T> {
  readonly method: Method<Request, Response>
  readonly request: Request
  readonly parse: (response: Response) => T | null
  /** Set by an answer that says so. */
  readonly mark: { simulated: boolean }
}

function call<Request, Response, T>(client: Client, { method, request, parse, mark }: Question<Request, Response, T>): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const answered = (failure: ServiceError | null, response?: Response) => {
      if (failure !== null) return resolve(failureOf(failure.code, failure.details))
      const value = response === undefined ? null : parse(response)
      resolve(value === null ? { kind: 'garbled', detail: saw('makes-no-sense') } : { kind: 'answer', value })
    }
    const told = (failure: ServiceError | null, response?: Response) => {
      try {
        answered(failure, response)
      } catch (error) {
        reject(error)
      }
    }
    const deadline = Date.now() + deadlineMs
    client
      .makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, { deadline }, told)
      .on('metadata', (head) => {
        if (head.get(simulatorsMark).length > 0) mark.simulated = true
      })
  })
}

const unplaced = (address: string | null): Answer<never> =>
  address === null ? { kind: 'no-address' } : { kind: 'address-refused', detail: saw('no-host-port', address) }

/** What came of it, with whether anything takes connections there: a node that does not know our certificate ends them without a word. */
async function reached<T>(answer: Answer<T>, place: HostPort, { tls }: Reaching): Promise<Answer<T>> {
  const unsure = answer.kind === 'hangs' || (answer.kind === 'silent' && tls !== undefined)
  if (!unsure) return answer
  const taken = await takesConnections(place)
  if (answer.kind === 'silent') return taken ? { kind: 'garbled', detail: saw('tls-refused', answer.detail) } : answer
  return taken ? answer : { kind: 'silent', detail: 'ETIMEDOUT' }
}

/** A name may lead elsewhere tomorrow, and files of TLS may be others: both are looked at anew after silence. */
const mayLeadElsewhere = ({ kind }: Answer<unknown>, { host }: HostPort, { tls }: Reaching): boolean =>
  (kind === 'silent' && isIP(host) === 0) || (tls !== undefined && kind !== 'answer')

/** A listener of a node by its address; nothing is connected before the first question. `null`: none was given. Over TLS what answers with another name or authority is `garbled`. */
export function openListener(address: string | null, how: Reaching = {}): Listener {
  const place = address === null ? null : parseAddress(address)
  let opened: Promise<Opened> | null = null
  let closed = false
  const mark = { simulated: false }
  const drop = () => {
    void opened?.then((found) => ('client' in found ? found.client.close() : undefined)).catch(() => undefined)
    opened = null
  }
  const client = (): Promise<Opened> => {
    if (closed) return Promise.resolve({ answer: { kind: 'cancelled' } })
    if (place === null) return Promise.resolve({ answer: unplaced(address) })
    opened ??= openClient(place, how)
    return opened
  }
  return {
    ask: async (method, request, parse) => {
      const found = await client()
      if ('answer' in found || place === null) {
        drop()
        return 'answer' in found ? found.answer : { kind: 'no-address' }
      }
      const answer = await call(found.client, { method, request, parse, mark })
      if (mayLeadElsewhere(answer, place, how)) drop()
      return reached(answer, place, how)
    },
    stream: async (method, request) => {
      const found = await client()
      if ('answer' in found) return found.answer
      return found.client.makeServerStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, request)
    },
    saysSimulated: () => mark.simulated,
    close: () => {
      closed = true
      drop()
    },
  }
}

import { lookup } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { LookupFunction } from 'node:net'
import { parseAddress, refusedHost } from '../settings/index.ts'
import { type OperatorStatus, parseStatus } from './status.ts'

/**
 * What came of asking a service's operator address. Each kind is another finding for the user:
 * nothing listens, nothing answers in time, something answers that is no HTTP, or it is HTTP of somebody else.
 */
export type OperatorAnswer =
  | { readonly kind: 'answer'; readonly status: OperatorStatus }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'garbled'; readonly detail: string }
  | { readonly kind: 'foreign'; readonly detail: string }
  | { readonly kind: 'address-invalid'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  /** We failed ourselves: nothing is known. */
  | { readonly kind: 'fault'; readonly detail: string }

const answerLimit = 64 * 1024
const deadlineMs = 2_000

/** The resolved address is judged again: a name may point to a range that is never asked. */
const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (failure, addresses) => {
    if (failure !== null) return done(failure, '', 0)
    const allowed = addresses.filter(({ address }) => refusedHost(address) === null)
    const first = allowed[0]
    if (first === undefined) return done(Object.assign(new Error(`${host} leads to a refused range`), { code: 'EREFUSEDRANGE' }), '', 0)
    return options.all === true ? done(null, allowed) : done(null, first.address, first.family)
  })
}

async function readBody(response: IncomingMessage): Promise<OperatorAnswer> {
  let bytes = 0
  const chunks: Uint8Array[] = []
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue
    bytes += chunk.length
    if (bytes > answerLimit) return { kind: 'foreign', detail: `answers more than ${answerLimit} bytes` }
    chunks.push(chunk)
  }
  const status = parseStatus(Buffer.concat(chunks).toString('utf8'))
  return status === null ? { kind: 'foreign', detail: 'the body is not a post-service status' } : { kind: 'answer', status }
}

async function judge(response: IncomingMessage): Promise<OperatorAnswer> {
  // No redirect is followed: whoever sends one is not a post-service.
  if (response.statusCode !== 200) return { kind: 'foreign', detail: `HTTP ${response.statusCode ?? 0}` }
  const type = response.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) return { kind: 'foreign', detail: `content type ${type.slice(0, 80) || 'missing'}` }
  return readBody(response)
}

function failureOf(cause: unknown, cancelled: boolean, late: boolean): OperatorAnswer {
  if (cancelled) return { kind: 'cancelled' }
  if (late) return { kind: 'hangs' }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'ECONNREFUSED') return { kind: 'refused' }
  if (code.startsWith('HPE_') || code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'garbled', detail: code }
  return { kind: 'unreachable', detail: code }
}

const responseOf = (asked: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    asked.once('response', resolve)
    asked.once('error', reject)
    asked.end()
  })

/**
 * Asks `GET /status` of a post-service. Never throws: every outcome is a value.
 * Limits: 64 KiB, 2 s in all, no redirects, no connection kept.
 */
export async function askStatus(address: string, signal?: AbortSignal): Promise<OperatorAnswer> {
  const place = parseAddress(address)
  if (place === null) return { kind: 'address-invalid', detail: 'expected host:port' }
  const refused = refusedHost(place.host)
  if (refused !== null) return { kind: 'address-invalid', detail: refused }
  const deadline = AbortSignal.timeout(deadlineMs)
  const both = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  const asked = request({
    ...place,
    path: '/status',
    method: 'GET',
    agent: false,
    signal: both,
    lookup: guardedLookup,
    maxHeaderSize: 16 * 1024,
    headers: { accept: 'application/json' },
  })
  try {
    return await judge(await responseOf(asked))
  } catch (cause) {
    return failureOf(cause, signal?.aborted === true, deadline.aborted)
  } finally {
    // A late error of a destroyed socket must not become an uncaught one.
    asked.on('error', () => undefined)
    asked.destroy()
  }
}

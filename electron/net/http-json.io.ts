import { lookup } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http'
import { request as tls } from 'node:https'
import type { LookupFunction } from 'node:net'
import { saw } from '../contract/seen.ts'
import { parseAddress } from './address.ts'
import type { Answer } from './answer.ts'
import { refusedHost } from './refused-host.io.ts'

const answerLimit = 64 * 1024
const deadlineMs = 2_000

/** The resolved address is judged again: a name may point to a range that is never asked. */
export const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (failure, addresses) => {
    if (failure !== null) return done(failure, '', 0)
    const allowed = addresses.filter(({ address }) => refusedHost(address) === null)
    const first = allowed[0]
    if (first === undefined) return done(Object.assign(new Error(host), { code: 'EREFUSEDRANGE' }), '', 0)
    return options.all === true ? done(null, allowed) : done(null, first.address, first.family)
  })
}

/** Something answers, and it is not who was meant. */
const garbled = (detail: string): Answer<never> => ({ kind: 'garbled', detail })

async function readBody<T>(response: IncomingMessage, parse: (body: string) => T | null): Promise<Answer<T>> {
  let bytes = 0
  const chunks: Uint8Array[] = []
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue
    bytes += chunk.length
    if (bytes > answerLimit) return garbled(saw('too-long', `${answerLimit} B`))
    chunks.push(chunk)
  }
  const value = parse(Buffer.concat(chunks).toString('utf8'))
  return value === null ? garbled(saw('makes-no-sense')) : { kind: 'answer', value }
}

async function judge<T>(response: IncomingMessage, parse: (body: string) => T | null): Promise<Answer<T>> {
  // No redirect is followed: whoever sends one is somebody else.
  if (response.statusCode !== 200) return garbled(`HTTP ${response.statusCode ?? 0}`)
  const type = response.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) return garbled(`content-type: ${type.slice(0, 80)}`)
  return readBody(response, parse)
}

function failureOf(cause: unknown, cancelled: boolean, late: boolean): Answer<never> {
  if (cancelled) return { kind: 'cancelled' }
  if (late) return { kind: 'hangs', detail: 'ETIMEDOUT' }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  const answers = code.startsWith('HPE_') || code === 'ECONNRESET' || code === 'EPIPE'
  return answers ? garbled(code) : { kind: 'silent', detail: code }
}

const responseOf = (asked: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    asked.once('response', resolve)
    asked.once('error', reject)
    asked.end()
  })

interface Question<T> {
  readonly path: string
  /** Gives `null` for a body that makes no sense. */
  readonly parse: (body: string) => T | null
  readonly signal?: AbortSignal | undefined
  /** By TLS, with the certificates that this computer trusts. */
  readonly secure?: boolean
}

/**
 * Asks an address for JSON by GET. Never throws but for what `parse` throws: every other outcome is a value.
 * Limits: 64 KiB, 2 s in all, no redirects, no connection kept.
 */
export async function askJson<T>(address: string, { path, parse, signal, secure = false }: Question<T>): Promise<Answer<T>> {
  const place = parseAddress(address)
  if (place === null) return { kind: 'address-refused', detail: 'expected host:port' }
  const refused = refusedHost(place.host)
  if (refused !== null) return { kind: 'address-refused', detail: refused }
  const deadline = AbortSignal.timeout(deadlineMs)
  const both = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  const asked = (secure ? tls : plain)({
    ...place,
    path,
    method: 'GET',
    agent: false,
    signal: both,
    lookup: guardedLookup,
    maxHeaderSize: 16 * 1024,
    headers: { accept: 'application/json' },
  })
  try {
    return await judge(await responseOf(asked), parse)
  } catch (cause) {
    return failureOf(cause, signal?.aborted === true, deadline.aborted)
  } finally {
    // A late error of a destroyed socket must not become an uncaught one.
    asked.on('error', () => undefined)
    asked.destroy()
  }
}

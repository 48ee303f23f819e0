import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { guardedLookup } from './http-json.io.ts'
import { refusedHost } from './refused-host.io.ts'

const deadlineMs = 10_000

/** A text that is shown by no accident: an address of the web may hold a password. */
interface Revealed {
  readonly reveal: () => string
}

/** What came of a post: the answer's status, or the system's code. */
export type Posted = { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'failed'; readonly code: string }

/** An address of the web that may be posted to: http or https, in no range that is never asked; `null` for any other text. */
export function webAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return (url.protocol === 'http:' || url.protocol === 'https:') && host !== '' && refusedHost(host) === null ? url : null
}

/**
 * Posts a JSON text. Never throws: every outcome is a value. Limits: 10 s in all, no redirects, no connection kept; of the answer only its
 * status is read.
 */
export function postJson(address: Revealed, body: string, signal: AbortSignal): Promise<Posted> {
  const url = webAddress(address.reveal())
  if (url === null) return Promise.resolve({ kind: 'failed', code: 'address_refused' })
  const deadline = AbortSignal.timeout(deadlineMs)
  return new Promise((resolve) => {
    const asked = (url.protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([deadline, signal]),
      lookup: guardedLookup,
      maxHeaderSize: 16 * 1024,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    // A late error of a destroyed socket changes nothing any more.
    asked.on('error', (cause) => {
      const code = 'code' in cause ? String(cause.code) : 'unknown'
      resolve({ kind: 'failed', code: deadline.aborted ? 'ETIMEDOUT' : code })
    })
    asked.once('response', (response) => {
      resolve({ kind: 'answered', status: response.statusCode ?? 0 })
      asked.destroy()
    })
    asked.end(body)
  })
}

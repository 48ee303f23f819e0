import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { guardedLookup } from './http-json.io.ts'
import { refusedHost } from './refused-host.io.ts'

const deadlineMs = 10_000

/** A text that is shown by no accident: an address of the web may hold a password. */
export interface Revealed {
  readonly reveal: () => string
}

/** What came of a message: the answer's status and what it says of itself, or the system's code. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly said: string }
  | { readonly kind: 'failed'; readonly code: string; readonly said: string }

/** An address of the web that may be posted to: http or https, in no range that is never asked; `null` for any other text. */
export function webAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return (url.protocol === 'http:' || url.protocol === 'https:') && host !== '' && refusedHost(host) === null ? url : null
}

const saidLimit = 4096
/** By one of these names services say why they refused: `message` (Discord), `description` (Telegram), `error` (ntfy). */
const saidBy = ['message', 'description', 'error']

/** Of an answer that refused no more is read than the one line in which it says why. */
function reasonIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body)
    if (typeof answer !== 'object' || answer === null) return ''
    const found = saidBy.map((name) => Object.entries(answer).find(([key]) => key === name)?.[1]).find((one) => typeof one === 'string')
    return oneLine(String(found ?? ''))
  } catch {
    return ''
  }
}

async function refusal(response: IncomingMessage): Promise<string> {
  let body = ''
  try {
    for await (const chunk of response) {
      body += String(chunk)
      if (body.length > saidLimit) return ''
    }
  } catch {
    return ''
  }
  return reasonIn(body)
}

/** The first 200 characters of what somebody else says, without what a terminal or a page would obey. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200)

interface PostOptions {
  readonly signal: AbortSignal
  /** For `Authorization: Bearer`. */
  readonly bearer?: Revealed | null
}

/**
 * Posts a JSON text. Never throws: every outcome is a value. Limits: 10 s in all, no redirects, no connection kept; of the answer only its
 * status is read, and of one that refuses why.
 */
export function postJson(address: Revealed, body: string, { signal, bearer = null }: PostOptions): Promise<Posted> {
  const url = webAddress(address.reveal())
  if (url === null) return Promise.resolve({ kind: 'failed', code: 'address_refused', said: '' })
  const deadline = AbortSignal.timeout(deadlineMs)
  return new Promise((resolve) => {
    const asked = (url.protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([deadline, signal]),
      lookup: guardedLookup,
      maxHeaderSize: 16 * 1024,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(bearer && { authorization: `Bearer ${bearer.reveal()}` }),
      },
    })
    // A late error of a destroyed socket changes nothing any more.
    asked.on('error', (cause) => {
      const code = 'code' in cause ? String(cause.code) : 'unknown'
      resolve({ kind: 'failed', code: deadline.aborted ? 'ETIMEDOUT' : code, said: '' })
    })
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0
      void (status < 400 ? Promise.resolve('') : refusal(response)).then((said) => {
        resolve({ kind: 'answered', status, said })
        asked.destroy()
      })
    })
    asked.end(body)
  })
}

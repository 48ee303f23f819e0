import type { Answer } from './answer.ts'

/** Names of gRPC status codes, by number. */
const statusNames = [
  'ok',
  'cancelled',
  'unknown',
  'invalid-argument',
  'deadline-exceeded',
  'not-found',
  'already-exists',
  'permission-denied',
  'resource-exhausted',
  'failed-precondition',
  'aborted',
  'out-of-range',
  'unimplemented',
  'internal',
  'unavailable',
  'data-loss',
  'unauthenticated',
] as const

/** The cause alone, without the library's words around it and its times, which would make each poll's text another one. */
function shortened(details: string): string {
  const plain = details.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 600)
  const cause = /Last error: (?:Error: )?(.*?)(?: \(\d{4}-[^)]*\))?\.? Resolution note:/.exec(plain)?.[1]
  return (cause ?? plain).slice(0, 300)
}

/** What a failed call's status means for reach. The library reports its own trouble through the same codes as the node does. */
export function failureOf(code: number, details: string): Exclude<Answer<never>, { kind: 'answer' }> {
  const detail = shortened(details)
  // A web server or proxy: its 404 would otherwise pass for "unimplemented".
  if (
    /^Received HTTP status code|^invalid content-type|larger than max|^Response message parsing|^Received RST_STREAM|Protocol error/i.test(
      details,
    )
  )
    return { kind: 'garbled', detail }
  // Who was meant can't be told: the handshake failed, on the one side or the other.
  if (code === 14 && /certificate|altname|self-signed|SSL routines|EPROTO/i.test(details)) return { kind: 'garbled', detail }
  const name = statusNames[code] ?? `code-${code}`
  if (name === 'deadline-exceeded') return { kind: 'hangs', detail }
  if (name === 'unavailable') return { kind: 'silent', detail }
  if (name === 'cancelled') return { kind: 'cancelled' }
  return { kind: 'refused', code: name, detail }
}

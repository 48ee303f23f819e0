import type { Fetch, Fetched } from '../download.io.ts'

/** What an address answers; `parts` may wait for ever, until it is closed. */
export interface Answers {
  readonly status?: number
  readonly location?: string
  readonly length?: number | null
  readonly body?: Uint8Array
  /** Instead of a body: what comes, part by part; ends when closed. */
  readonly parts?: (closed: Promise<void>) => AsyncIterable<Uint8Array>
  /** Knows nothing of ranges. */
  readonly whole?: boolean
  /** Breaks after so many bytes. */
  readonly breaksAfter?: number
}

async function* broken(body: Uint8Array, after: number): AsyncGenerator<Uint8Array> {
  yield body.subarray(0, after)
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}

async function* whole(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
}

/** The other side of a download, without a network: answers by address, in turn where there are several for one. */
export function otherSide(answers: Readonly<Record<string, Answers | Answers[]>>) {
  const asked: { readonly url: string; readonly from: number }[] = []
  const fetch: Fetch = async (url, { from }): Promise<Fetched> => {
    asked.push({ url: url.href, from })
    const all = answers[url.href]
    const answer = Array.isArray(all) ? (all.length > 1 ? all.shift() : all[0]) : all
    if (answer === undefined) throw Object.assign(new Error(`nobody at ${url.href}`), { code: 'ENOTFOUND' })
    const { status, location = null, body = new Uint8Array(), parts, breaksAfter } = answer
    const start = answer.whole ? 0 : from
    const rest = body.subarray(start)
    let close: () => void = () => undefined
    const closed = new Promise<void>((resolve) => {
      close = resolve
    })
    return {
      status: status ?? (start > 0 ? 206 : 200),
      location,
      length: answer.length === undefined ? rest.length : answer.length,
      from: start,
      parts: parts?.(closed) ?? (breaksAfter === undefined ? whole(rest) : broken(rest, breaksAfter)),
      close,
    }
  }
  return { fetch, asked }
}

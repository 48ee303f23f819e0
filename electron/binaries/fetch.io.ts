import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { guardedLookup } from '../net/index.ts'
import type { Fetch, Fetched } from './download.io.ts'

const responseTo = (url: URL, from: number, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'GET',
      agent: false,
      lookup: guardedLookup,
      maxHeaderSize: 32 * 1024,
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) },
    })
    asked.once('response', resolve)
    asked.on('error', reject)
    asked.end()
  })

const numberIn = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null)

/** Asks by TLS, with the certificates that this computer trusts; follows nothing. */
export const fetchByTls: Fetch = async (url, { from, signal }): Promise<Fetched> => {
  const response = await responseTo(url, from, signal)
  const { headers, statusCode = 0 } = response
  return {
    status: statusCode,
    location: headers.location ?? null,
    length: numberIn(headers['content-length']),
    from: numberIn(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1]) ?? 0,
    parts: response,
    close: () => void response.destroy(),
  }
}

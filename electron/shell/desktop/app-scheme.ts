import type { Assets } from '../assets.ts'
import { answerHeaders, isOwnPage } from '../policy/index.ts'

const plain = (status: number, words: string): Response =>
  new Response(`${words}\n`, { status, headers: { ...answerHeaders, 'content-type': 'text/plain; charset=utf-8' } })

/** Answers a request of the window for `app://ui/…` out of the map of assets; a path is never joined to a folder. */
export const answerAppRequest = ({ method, url }: { method: string; url: string }, assets: Assets): Response => {
  if (!isOwnPage(url)) return plain(404, 'There is nothing here.')
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET and HEAD are answered here.')
  const asset = assets.get(new URL(url).pathname)
  if (!asset) return plain(404, 'There is nothing here.')
  return new Response(method === 'HEAD' ? null : new Uint8Array(asset.body), {
    status: 200,
    headers: { ...answerHeaders, 'content-type': asset.type },
  })
}

import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { refusedHost } from '../net/index.ts'
import { type WritableFile, writeAll } from '../storage/index.ts'
import type { Clock } from '../time/index.ts'

export interface Fetched {
  readonly status: number
  readonly location: string | null
  /** Bytes that are to come; `null`: not told. */
  readonly length: number | null
  /** Where in the file they begin. */
  readonly from: number
  readonly parts: AsyncIterable<Uint8Array>
  readonly close: () => void
}

/** One question to one host; redirects come back as they are. Throws Node's error. */
export type Fetch = (url: URL, asked: { readonly from: number; readonly signal: AbortSignal }) => Promise<Fetched>

export interface Download {
  readonly url: string
  /** Where it is written; what lies there already is gone on with. */
  readonly to: string
  /** Not one byte more is asked for or written. */
  readonly most: number
  readonly fetch: Fetch
  readonly clock: Clock
  readonly signal: AbortSignal
  /** How far it is. */
  readonly told: (done: number, of: number | null) => void
  /** For tests: http to this computer, too. */
  readonly loopback?: boolean
}

/** In this time so much has to come, or the rest of it. A byte now and then is no progress. */
const stallMs = 30_000
const leastPerStall = 64 * 1024
const mostRedirects = 5
/** Where a host of releases hands on to, by its own rules; anything else is somebody else's word. */
const handsOnTo: Readonly<Record<string, readonly string[]>> = {
  'github.com': ['objects.githubusercontent.com', 'release-assets.githubusercontent.com'],
}
const redirects: readonly number[] = [301, 302, 303, 307, 308]

const failed = (...what: Parameters<typeof saw>): AppError => new AppError('download_failed', saw(...what))

/** Throws `download_failed` for what is no https address. */
export function checkUrl(text: string, loopback = false): URL {
  const url = URL.parse(text)
  const local = loopback && url?.protocol === 'http:' && url.hostname === '127.0.0.1'
  if (url === null || (url.protocol !== 'https:' && !local) || url.username !== '' || url.password !== '')
    throw failed('download-scheme', text.slice(0, 200))
  if (refusedHost(url.hostname.replaceAll(/[[\]]/g, '')) !== null) throw failed('download-host', url.host)
  return url
}

/** What does not even begin to answer in time has stalled, too. */
async function begun(at: URL, { fetch, clock, signal }: Download, from: number): Promise<Fetched> {
  const late = new AbortController()
  const cancel = clock.after(stallMs, () => late.abort())
  try {
    return await fetch(at, { from, signal: AbortSignal.any([signal, late.signal]) })
  } catch (error) {
    throw late.signal.aborted ? failed('download-stalled') : error
  } finally {
    cancel()
  }
}

async function answerOf(asked: Download, from: number): Promise<Fetched> {
  const { url, loopback } = asked
  const first = checkUrl(url, loopback)
  const allowed = [first.host, ...(handsOnTo[first.host] ?? [])]
  let at = first
  for (let step = 0; step <= mostRedirects; step++) {
    const answer = await begun(at, asked, from)
    if (!redirects.includes(answer.status)) return answer
    answer.close()
    const next = checkUrl(new URL(answer.location ?? '', at).href, loopback)
    if (!allowed.includes(next.host)) throw failed('download-host', next.host)
    at = next
  }
  throw failed('download-status', 'redirects')
}

/** The same parts, ended where too little came for too long. */
async function* pressed({ parts, close }: Fetched, { clock }: Download): AsyncGenerator<Uint8Array> {
  let came = 0
  let stalled = false
  let cancel: () => void = () => undefined
  const watch = () => {
    came = 0
    cancel = clock.after(stallMs, () => {
      if (came >= leastPerStall) return watch()
      stalled = true
      close()
    })
  }
  watch()
  try {
    for await (const part of parts) {
      if (stalled) break
      came += part.length
      yield part
    }
  } catch (error) {
    if (!stalled) throw error
  } finally {
    cancel()
    close()
  }
  if (stalled) throw failed('download-stalled')
}

/** A host that does not go on where it is asked to begins anew; nothing of two answers is put together wrongly. */
function startOf({ status, from }: Fetched, asked: number): number {
  if (status === 200) return 0
  if (status === 206 && from === asked && asked > 0) return asked
  throw failed('download-status', String(status))
}

const asWritable = (file: FileHandle): WritableFile => ({
  write: async (bytes) => (await file.write(bytes)).bytesWritten,
  sync: () => file.sync(),
  close: () => file.close(),
})

/**
 * Fetches a file, or the rest of it, by https alone. What came stays when it fails on the way; whether it is the right file its hash
 * has to say. Throws `download_failed`, and Node's error of the network or the disk.
 */
export async function download(asked: Download): Promise<void> {
  const there = (await stat(asked.to).catch(() => null))?.size ?? 0
  const answer = await answerOf(asked, there)
  try {
    const start = startOf(answer, there)
    const whole = answer.length === null ? null : start + answer.length
    if (whole !== null && whole > asked.most) throw failed('download-size', String(asked.most))
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | (start === 0 ? constants.O_TRUNC : constants.O_APPEND)
    const file = await open(asked.to, flags, 0o600)
    let done = start
    try {
      for await (const part of pressed(answer, asked)) {
        asked.signal.throwIfAborted()
        done += part.length
        if (done > asked.most) throw failed('download-size', String(asked.most))
        await writeAll(asWritable(file), part)
        asked.told(done, whole)
      }
    } finally {
      await file.close()
    }
    if (whole !== null && done !== whole) throw failed('download-cut')
  } finally {
    answer.close()
  }
}

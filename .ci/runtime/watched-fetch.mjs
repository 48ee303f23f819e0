// Loaded before Electron's own installer (node --import): its download gets deadlines, and tells how far it is, on stdout.
const { firstByteMs, stallMs } = JSON.parse(process.env.SMESHDESK_DOWNLOAD ?? '{"firstByteMs":8000,"stallMs":20000}')
const plain = globalThis.fetch
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** What fetch says only in its cause, as one word: the installer prints the message alone. */
const codeOf = (error) => error?.cause?.code ?? error?.cause?.errors?.[0]?.code ?? error?.code ?? error?.cause?.name ?? 'unknown'

/** A timer that can be set anew; when it runs out, everything that hangs on the signal ends with that word. */
function deadline(abort) {
  let timer
  return {
    set: (milliseconds, word) => {
      clearTimeout(timer)
      timer = setTimeout(() => abort.abort(Object.assign(new Error(`download-failed ${word}`), { code: word })), milliseconds)
    },
    clear: () => clearTimeout(timer),
  }
}

async function* watched(body, { late, total }) {
  let got = 0
  for await (const chunk of body) {
    got += chunk.length
    late.set(stallMs, 'stalled')
    tell({ got, total })
    yield chunk
  }
  late.clear()
}

/** Slow is no failure as long as something arrives; nothing at all for a while is one. */
globalThis.fetch = async (url, options = {}) => {
  const abort = new AbortController()
  const late = deadline(abort)
  late.set(firstByteMs, 'no-answer')
  try {
    const response = await plain(url, { ...options, signal: abort.signal })
    if (!response.ok || response.body === null) throw Object.assign(new Error(), { code: `status-${response.status}` })
    const total = Number(response.headers.get('content-length')) || null
    const stream = ReadableStream.from(guarded(watched(response.body, { late, total }), abort))
    return new Response(stream, { status: response.status, headers: response.headers })
  } catch (error) {
    late.clear()
    throw new Error(`download-failed ${abort.signal.reason?.code ?? codeOf(error)}`)
  }
}

async function* guarded(chunks, abort) {
  try {
    yield* chunks
  } catch (error) {
    throw new Error(`download-failed ${abort.signal.reason?.code ?? codeOf(error)}`)
  }
}

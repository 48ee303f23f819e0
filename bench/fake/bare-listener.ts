import { createServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'

/** Answers of a listener by method path: one message, or a stream that is written to until it closes. Messages are encoded ones. */
export type Answer =
  | { readonly kind: 'one'; readonly give: (request: Buffer) => Uint8Array }
  | { readonly kind: 'stream'; readonly open: (stream: ServerHttp2Stream) => void }

export interface Listening {
  /** `host:port` */
  readonly address: string
  readonly stop: () => Promise<void>
}

/** A message with gRPC's five bytes before it: not compressed, length. */
export function framed(message: Uint8Array): Buffer {
  const frame = Buffer.alloc(5 + message.length)
  frame.writeUInt32BE(message.length, 1)
  frame.set(message, 5)
  return frame
}

const finish = (stream: ServerHttp2Stream, status: string) =>
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }))

function answer(stream: ServerHttp2Stream, found: Answer | undefined): void {
  stream.on('error', () => undefined)
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  finish(stream, found === undefined ? '12' : '0')
  if (found === undefined) {
    stream.resume()
    return void stream.end()
  }
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.once('end', () => {
    if (found.kind === 'stream') found.open(stream)
    else stream.end(framed(found.give(Buffer.concat(chunks).subarray(5))))
  })
}

/**
 * A gRPC listener written on HTTP/2 itself: it sends messages that were encoded before in pieces as large as the other side takes,
 * so that in a measurement of a reader the reader is the slow end.
 */
export async function listenBare(answers: Readonly<Record<string, Answer>>): Promise<Listening> {
  const server = createServer({ settings: { initialWindowSize: 1 << 20 } })
  const sessions = new Set<{ destroy: () => void }>()
  server.on('session', (session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session))
  })
  server.on('sessionError', () => undefined)
  server.on('stream', (stream, headers) => answer(stream, answers[String(headers[':path'])]))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const session of sessions) session.destroy()
      server.close(() => resolve())
    })
  return { address: `127.0.0.1:${port}`, stop }
}

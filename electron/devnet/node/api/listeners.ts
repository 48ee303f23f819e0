import { readFileSync } from 'node:fs'
import type { Server as HttpServer } from 'node:http'
import { createServer, isIP } from 'node:net'
import { logVerbosity, Server, ServerCredentials, setLogVerbosity } from '@grpc/grpc-js'
import type { ListenerConfig } from '../config/read-config.ts'
import { goFileError, goReason } from '../go-file-error.ts'
import type { ApiContext } from './context.ts'
import { addPostServices, addPrivateServices, addPublicServices } from './grpc-services.ts'
import { serveJson } from './json-gateway.ts'

/** Thrown with the node's words when a listener can't be opened. */
export class ListenRefusal extends Error {}

// the library's own complaints would stand on stderr before the node's words
setLogVerbosity(logVerbosity.NONE)

type Part = 'public' | 'private' | 'local' | 'tls'

/** The open listeners of a running node. */
export class Listeners {
  readonly #servers: { part: Part; server: Server; address: string }[] = []
  #json: HttpServer | null = null

  /** Opens public, private, post and JSON listeners, in this order. @throws ListenRefusal */
  async open(context: ApiContext): Promise<void> {
    const { listeners } = context.config
    const credentials = ServerCredentials.createInsecure()
    await this.#grpc('public', { listener: listeners.public, credentials, add: (server) => addPublicServices(server, context) })
    await this.#grpc('private', { listener: listeners.private, credentials, add: (server) => addPrivateServices(server, context) })
    if (!hostAndPort(listeners.post)) throw new ListenRefusal(`split local listener: ${addressError(listeners.post)}`)
    const add = (server: Server) => addPostServices(server, context)
    await this.#grpc('local', { listener: listeners.post, credentials, add })
    await this.#grpc('tls', { listener: listeners.tls.address, credentials: tlsCredentials(listeners.tls), add })
    const json = hostAndPort(listeners.json)
    if (json) this.#json = await listening(serveJson(context, json.host || '0.0.0.0', json.port), listeners.json)
  }

  /** Names of what is open, in the order in which the node stops it. */
  parts(): Part[] {
    return this.#servers.map(({ part }) => part)
  }

  closeJson(): void {
    this.#json?.closeAllConnections()
    this.#json?.close()
  }

  /** No new connections; who is connected is dropped by the end of the process, as the real node's clients are (code 14). */
  close(part: Part): void {
    for (const entry of this.#servers) if (entry.part === part) entry.server.unbind(entry.address)
  }

  async #grpc(part: Part, { listener, credentials, add }: Opening): Promise<void> {
    if (listener === '') return
    const address = hostAndPort(listener)
    // guess: the words for a public or private listener that is no address
    if (!address) throw new ListenRefusal(`listen tcp: ${addressError(listener)}`)
    if (address.port !== 0) await probe(address, listener)
    const server = new Server({ 'grpc.max_receive_message_length': 10 * 1024 * 1024 })
    add(server)
    const port = await listening(bind(server, `${address.host || '0.0.0.0'}:${address.port}`, credentials), listener)
    this.#servers.push({ part, server, address: `${address.host || '0.0.0.0'}:${port}` })
  }
}

interface Opening {
  readonly listener: string
  readonly credentials: ServerCredentials
  readonly add: (server: Server) => void
}

/** Clients must show a certificate of the same authority. guess: the words for a file that can't be read. */
function tlsCredentials({ address, ca, cert, key }: ListenerConfig['tls']): ServerCredentials {
  if (address === '') return ServerCredentials.createInsecure()
  const read = (path: string) => {
    try {
      return readFileSync(path)
    } catch (error) {
      throw new ListenRefusal(goFileError('open', path, error))
    }
  }
  return ServerCredentials.createSsl(read(ca), [{ cert_chain: read(cert), private_key: read(key) }], true)
}

const bind = (server: Server, address: string, credentials: ServerCredentials) =>
  new Promise<number>((done, failed) => {
    server.bindAsync(address, credentials, (error, port) => (error ? failed(error) : done(port)))
  })

/** grpc-js hides the system's reason: a plain listener finds it out first. */
async function probe({ host, port }: { host: string; port: number }, listener: string): Promise<void> {
  const server = createServer()
  await listening(
    new Promise<void>((done, failed) => {
      server.once('error', failed)
      server.listen(port, host || '0.0.0.0', () => done())
    }),
    listener,
  )
  await new Promise((done) => server.close(done))
}

async function listening<T>(opening: Promise<T>, listener: string): Promise<T> {
  try {
    return await opening
  } catch (error) {
    throw new ListenRefusal(`listen tcp ${listener}: bind: ${goReason(error)}`)
  }
}

function hostAndPort(listener: string): { host: string; port: number } | null {
  const match = /^(.*):(\d{1,5})$/.exec(listener)
  const [, host, port] = match ?? []
  if (host === undefined || port === undefined || Number(port) > 65_535) return null
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) !== 0 || bare === '' || /^[\w.-]+$/.test(bare) ? { host: bare, port: Number(port) } : null
}

/** What Go's SplitHostPort says of it. */
function addressError(listener: string): string {
  const colons = listener.split(':').length - 1
  if (colons === 0) return `address ${listener}: missing port in address`
  return colons > 1 && !listener.startsWith('[') ? `address ${listener}: too many colons in address` : `address ${listener}: invalid port`
}

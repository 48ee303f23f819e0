import { createServer as createWeb, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureWeb } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecure, TLSSocket } from 'node:tls'
import { testCertificate as cert, testKey as key } from './certificate.ts'

const bound = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

export interface Received {
  readonly line: string
  readonly type: string | undefined
  readonly authorization: string | undefined
  readonly body: string
}

/** A receiver of posts on loopback; `answer`: what it answers to a path. */
export async function webReceiver(
  answer: (path: string) => { status: number; body?: string; location?: string } = () => ({ status: 200 }),
  { secure = false } = {},
) {
  const heard: Received[] = []
  const take = (request: IncomingMessage, body: string) => {
    const { 'content-type': type, authorization } = request.headers
    heard.push({ line: `${request.method} ${request.url}`, type, authorization, body })
  }
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      take(request, body)
      const { status, body: said = '', location } = answer(request.url ?? '')
      response.writeHead(status, location === undefined ? {} : { location }).end(said)
    })
  }
  const server = secure ? createSecureWeb({ key, cert }, respond) : createWeb(respond)
  const port = await bound(server)
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port, heard, close, address: `http${secure ? 's' : ''}://localhost:${port}` }
}

export interface MailServer {
  readonly tls: 'implicit' | 'starttls' | 'local'
  /** `user:password` that it takes; everybody where it is left out. */
  readonly login?: string
  /** Answers RCPT so. */
  readonly refuses?: string
}

/** As much of SMTP (RFC 5321, 3207, 4954) as is spoken to it. `lines`: all that was said, with whether it was encrypted. */
class Dialogue {
  readonly #told: MailServer
  readonly #note: (line: string, encrypted: boolean) => void
  #data = false

  constructor(told: MailServer, note: (line: string, encrypted: boolean) => void) {
    this.#told = told
    this.#note = note
  }

  follow(socket: Socket, encrypted: boolean): void {
    const say = (text: string) => socket.write(`${text}\r\n`)
    socket.on('error', () => undefined)
    let rest = ''
    const take = (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        this.#note(line, encrypted)
        const upgrade = this.#answer(line, say, encrypted)
        if (!upgrade) continue
        socket.removeListener('data', take)
        this.follow(new TLSSocket(socket, { isServer: true, key, cert }), true)
      }
    }
    socket.on('data', take)
  }

  #answer(line: string, say: (text: string) => void, encrypted: boolean): boolean {
    if (this.#data) {
      if (line === '.') {
        this.#data = false
        say('250 2.0.0 taken')
      }
      return false
    }
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'STARTTLS' && this.#told.tls === 'starttls') {
      say('220 go ahead')
      return true
    }
    this.#data = verb === 'DATA'
    say(this.#reply(verb, line, encrypted))
    return false
  }

  #reply(verb: string, line: string, encrypted: boolean): string {
    const { login, refuses, tls } = this.#told
    if (verb === 'EHLO') return `250-test\r\n${tls === 'starttls' && !encrypted ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN`
    if (verb === 'AUTH') {
      const given = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0')
        .slice(1)
        .join(':')
      return given === login ? '235 welcome' : `535 5.7.8 ${given} is not let in`
    }
    if (verb === 'RCPT' && refuses !== undefined) return refuses
    if (verb === 'DATA') return '354 go on'
    if (verb === 'STARTTLS') return '502 not here'
    return verb === 'QUIT' ? '221 bye' : '250 ok'
  }
}

/** A mail server on loopback. */
export async function mailReceiver(told: MailServer) {
  const lines: { readonly line: string; readonly encrypted: boolean }[] = []
  const greet = (socket: Socket) => {
    new Dialogue(told, (line, encrypted) => void lines.push({ line, encrypted })).follow(socket, told.tls === 'implicit')
    socket.write('220 test ESMTP\r\n')
  }
  const server = told.tls === 'implicit' ? createSecure({ key, cert }, greet) : createServer(greet)
  const port = await bound(server)
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port, lines, close, server: `localhost:${port}` }
}

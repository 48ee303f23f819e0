import { createServer, type IncomingMessage, type Server } from 'node:http'
import { goJsonError } from '../node/config/go-json.ts'
import { answerPoet, type Poet } from './poet-answers.ts'

const maximumBody = 100_000

/** Serves a PoET's REST listener. Rejects when the address is taken. */
export async function servePoet(poet: Poet, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (poet.isCut?.()) return void request.socket.destroy()
    void readBody(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://poet')
      const answer = answerPoet(poet, { method: request.method ?? 'GET', path: pathname, body })
      const metadata = answer.status === 200 ? { 'Grpc-Metadata-Content-Type': 'application/grpc' } : {}
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...metadata }).end(answer.body)
    })
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => done())
  })
  return server
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > maximumBody) return new Error('message too large')
  }
  if (text.trim() === '') return {}
  const error = goJsonError(text)
  return error === null ? JSON.parse(text) : new Error(error)
}

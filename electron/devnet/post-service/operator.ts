import { createServer, type Server, type ServerResponse } from 'node:http'

/** Opens the status service: `GET /status` answers the state, everything else 404 (another method on it 405). Rejects when the port is taken. */
export function openOperator(address: string, status: () => string): Promise<Server> {
  const cut = address.lastIndexOf(':')
  const host = address.slice(0, cut).replace(/^\[|\]$/g, '')
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (path !== '/status') return end(response, 404)
    if (!reading) return end(response.setHeader('allow', 'GET,HEAD'), 405)
    const body = status()
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port: Number(address.slice(cut + 1)), exclusive: true }, () => resolve(server))
  })
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 })
  response.end()
}

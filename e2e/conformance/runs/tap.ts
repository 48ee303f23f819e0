import {
  credentials,
  makeGenericClientConstructor,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import type { RegisterCall } from './record.ts'
import { endOf, messageOf } from './recorded-files.ts'

const raw = (bytes: Buffer): Buffer => bytes

/** Register with its messages left as bytes, so that what is seen is what was sent. */
const DEFINITION = {
  register: {
    path: '/spacemesh.v1.PostService/Register',
    requestStream: true,
    responseStream: true,
    requestSerialize: raw,
    requestDeserialize: raw,
    responseSerialize: raw,
    responseDeserialize: raw,
  },
}

export interface Tap {
  readonly calls: RegisterCall[]
  close(): void
}

const isServiceError = (error: unknown): error is ServiceError => error instanceof Error && 'code' in error && 'details' in error

/** Stands between services and a node's post listener and keeps every Register call: messages in order, and its end. */
export async function openTap(port: number, nodePort: number): Promise<Tap> {
  const calls: RegisterCall[] = []
  const Client = makeGenericClientConstructor(DEFINITION, 'tap')
  const relay = (service: ServerDuplexStream<Buffer, Buffer>) => {
    const client = new Client(`127.0.0.1:${nodePort}`, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
    const messages: { fromNode: boolean; message: object }[] = []
    const call = { messages, end: 'service gone' }
    calls.push(call)
    const node = client.makeBidiStreamRequest(DEFINITION.register.path, raw, raw)
    let ended = false
    const finish = (code: number, details: string) => {
      if (ended) return
      ended = true
      call.end = endOf({ code, details }, service.cancelled)
      if (code === status.OK) service.end()
      else service.emit('error', { code, details })
      client.close()
    }
    node.on('data', (bytes: Buffer) => {
      messages.push({ fromNode: true, message: messageOf(true, bytes) })
      service.write(bytes)
    })
    node.on('error', (error: unknown) => (isServiceError(error) ? finish(error.code, error.details) : finish(2, String(error))))
    node.on('end', () => finish(status.OK, ''))
    service.on('data', (bytes: Buffer) => {
      messages.push({ fromNode: false, message: messageOf(false, bytes) })
      node.write(bytes)
    })
    service.on('end', () => node.end())
    service.on('cancelled', () => {
      ended = true
      node.cancel()
      client.close()
    })
  }
  const server = new Server()
  server.addService(DEFINITION, { register: relay })
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error) => (error === null ? resolve() : reject(error)))
  })
  return { calls, close: () => server.forceShutdown() }
}

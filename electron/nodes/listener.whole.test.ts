import { createServer as http1 } from 'node:http'
import { createServer as http2 } from 'node:http2'
import { createServer, type Server, type Socket } from 'node:net'
import { Metadata, type sendUnaryData } from '@grpc/grpc-js'
import { afterAll, expect, test } from 'vitest'
import { NodeServiceService } from '../../proto/generated/spacemesh/v1/node.ts'
import { PostInfoServiceService, PostState_State } from '../../proto/generated/spacemesh/v1/post.ts'
import { reachOf } from '../net/index.ts'
import { answersAsSimulator, openClients } from './clients.io.ts'
import { fakeListener } from './testing/fake-node.io.ts'

// Most of them wait for a deadline: they do so side by side.
const endings: (() => void)[] = []
afterAll(() => {
  for (const end of endings.splice(0)) end()
})

/** A server of any kind on loopback. Sockets are kept so that it can be ended. */
async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  return `127.0.0.1:${bound.port}`
}

const html = () =>
  createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html><h1>no</h1></html>'))
const noise = () => createServer((socket) => void socket.write('\xff\x00\x17'.repeat(5_000)))
const mute = () => createServer(() => undefined)
const slams = () => createServer((socket) => socket.destroy())
const webServer = () => http1((_request, response) => response.end('<html>'))
const notFound = () =>
  http2((_request, response) => {
    response.statusCode = 404
    response.end('<html>')
  })
const redirects = () =>
  http2((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' })
    response.end()
  })
const grpc = (frame: number[]) => () =>
  http2((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/grpc' })
    response.end(Buffer.from(frame))
  })
const muteHttp2 = () => http2(() => undefined)

const states = (address: string | null) => {
  const clients = openClients({ public: null, private: null, post: address })
  endings.push(clients.close)
  return clients.postStates()
}

const goodNode = async () => {
  const id = Buffer.alloc(32, 7)
  const { address, stop } = await fakeListener([
    {
      definition: PostInfoServiceService,
      answers: {
        postStates: (_call: unknown, done: (failure: null, answer: unknown) => void) =>
          done(null, { states: [{ id, state: PostState_State.PROVING, name: 'a.key' }] }),
      },
    },
  ])
  endings.push(stop)
  return address
}

test.concurrent.each([
  ['garbled', 'a page of HTML', html],
  ['garbled', 'noise', noise],
  ['silent', 'a door that slams', slams],
  ['garbled', 'an old web server', webServer],
  ['garbled', 'a web server that knows no such page', notFound],
  ['garbled', 'a redirect, which is not followed', redirects],
  ['garbled', 'a message that is none', grpc([0, 0, 0, 0, 3, 255, 255, 255])],
  ['garbled', 'a message of two gigabytes', grpc([0, 0x7f, 0xff, 0xff, 0xff, 1])],
  ['hangs', 'a listener that says nothing', mute],
  ['hangs', 'a listener that takes the question and says nothing', muteHttp2],
])('%s: %s', async (reach, _what, make) => {
  const began = performance.now()
  const answer = await states(await listening(make() as Server))
  expect(reachOf(answer)).toBe(reach)
  expect(performance.now() - began).toBeLessThan(6_000)
})

test.concurrent('silent: nothing listens there', async () => {
  const server = mute()
  const gone = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  expect(await states(gone)).toMatchObject({ kind: 'silent' })
})

test.concurrent('a name that leads nowhere is silent; ranges that are never asked are not asked', async () => {
  expect(await states('nowhere.invalid:9094')).toMatchObject({ kind: 'silent' })
  expect(await states('169.254.169.254:80')).toMatchObject({ kind: 'address-refused' })
  expect(await states('[fe80::1]:9094')).toMatchObject({ kind: 'address-refused' })
  expect(await states('http://127.0.0.1:9094')).toMatchObject({ kind: 'address-refused' })
  expect(await states(null)).toEqual({ kind: 'no-address' })
})

test.concurrent('a node answers while others hang, talk nonsense or are away: nobody waits for anybody', async () => {
  const [good, hanging, talking] = await Promise.all([goodNode(), listening(mute()), listening(html())])
  let hung = false
  const slow = Promise.all([states(hanging), states(hanging), states(talking), states('127.0.0.1:1')]).finally(() => {
    hung = true
  })
  for (let turn = 0; turn < 5; turn++)
    expect(await states(good)).toEqual({ kind: 'answer', value: [{ id: '07'.repeat(32), name: 'a.key', state: 'proving' }] })
  expect(hung).toBe(false)
  expect((await slow).map(reachOf)).toEqual(['hangs', 'hangs', 'garbled', 'silent'])
})

test.concurrent('within one node too: its public listener hangs, its post listener answers at once', async () => {
  const [post, hanging] = await Promise.all([goodNode(), listening(mute())])
  const clients = openClients({ public: hanging, private: hanging, post })
  endings.push(clients.close)
  let hung = false
  const slow = Promise.all([clients.status(), clients.network(), clients.coinbase()]).finally(() => {
    hung = true
  })
  expect((await clients.postStates()).kind).toBe('answer')
  expect(hung).toBe(false)
  expect((await slow).map(reachOf)).toEqual(['hangs', 'hangs', 'hangs'])
})

test.concurrent('a node that refuses lives: its words come back with the code', async () => {
  const { address, stop } = await fakeListener([
    {
      definition: NodeServiceService,
      answers: {
        version: (_call: unknown, done: sendUnaryData<unknown>) => done({ code: 9, details: 'not now' }),
        echo: () => undefined,
        build: () => undefined,
        status: () => undefined,
        nodeInfo: () => undefined,
      },
    },
  ])
  endings.push(stop)
  const clients = openClients({ public: address, private: null, post: null })
  endings.push(clients.close)
  expect(await clients.version()).toEqual({ kind: 'refused', code: 'failed-precondition', detail: 'not now' })
  expect(await clients.status()).toMatchObject({ kind: 'refused', code: 'unimplemented' })
})

test.concurrent('ids that are none make the whole answer nonsense', async () => {
  const { address, stop } = await fakeListener([
    {
      definition: PostInfoServiceService,
      answers: {
        postStates: (_call: unknown, done: (failure: null, answer: unknown) => void) =>
          done(null, { states: [{ id: Buffer.alloc(31), state: 1, name: 'a.key' }] }),
      },
    },
  ])
  endings.push(stop)
  expect(await states(address)).toMatchObject({ kind: 'garbled' })
})

test.concurrent('the mark of a simulator is seen on any listener, and nowhere else', async () => {
  const marked = (call: { sendMetadata(head: Metadata): void }, done: sendUnaryData<unknown>, mark: boolean) => {
    const head = new Metadata()
    head.set('smeshdesk-simulated', '1')
    if (mark) call.sendMetadata(head)
    done(null, { versionString: { value: 'v1.7.6' } })
  }
  const node = async (mark: boolean) => {
    const answers = { version: (call: { sendMetadata(head: Metadata): void }, done: sendUnaryData<unknown>) => marked(call, done, mark) }
    const listener = await fakeListener([{ definition: NodeServiceService, answers }])
    endings.push(listener.stop)
    return { public: listener.address, private: null, post: null }
  }
  expect(await answersAsSimulator(await node(true))).toBe(true)
  expect(await answersAsSimulator(await node(false))).toBe(false)
  expect(await answersAsSimulator({ public: null, private: null, post: '127.0.0.1:1' })).toBe(false)
})

// Alone: so many bytes keep the processor from all others.
test('an answer of more than 16 MiB is not taken', { timeout: 20_000 }, async () => {
  const { address, stop } = await fakeListener([
    {
      definition: PostInfoServiceService,
      answers: {
        postStates: (_call: unknown, done: (failure: null, answer: unknown) => void) =>
          done(null, { states: [{ id: Buffer.alloc(32), state: 1, name: 'x'.repeat(17 * 1024 * 1024) }] }),
      },
    },
  ])
  endings.push(stop)
  expect(await states(address)).toMatchObject({ kind: 'garbled', detail: expect.stringContaining('larger than max') })
})

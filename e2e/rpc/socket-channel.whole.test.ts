import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { type WebSocket as HostSocket, WebSocketServer } from 'ws'
import { Secret } from '../../electron/secret/index.ts'
import { nameOfKey, prove } from '../../electron/shell/console/host/proof.ts'
import { DoorClosed, openSocketChannel } from '../../renderer/bridge/socket-channel.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const close of closers.splice(0)) await close()
})

interface Greeting {
  readonly kind: string
  readonly name?: string
  readonly nonce: string
  readonly t: string
  readonly proof?: string
}

/** Whoever sits on the port: says what it likes to each message. */
const startOther = async (answer: (socket: HostSocket, message: Greeting) => void) => {
  const heard: Greeting[] = []
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString('utf8')) as Greeting
      heard.push(message)
      answer(socket, message)
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets.clients) socket.terminate()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { heard, address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/rpc` }
}

const origin = 'http://127.0.0.1:4100'
const hostNonce = 'cd'.repeat(16)
const code = 'c'.repeat(43)

/** A host that knows the secret. */
const rightHost =
  (secret: string, afterProof: (socket: HostSocket) => void) =>
  (socket: HostSocket, { t, nonce: pageNonce }: Greeting) => {
    if (t === 'hello')
      socket.send(
        JSON.stringify({ t: 'prove', nonce: hostNonce, proof: prove(new Secret(secret), 'host', { origin, pageNonce, hostNonce }) }),
      )
    else afterProof(socket)
  }

const keyStore = (key?: string) => {
  const items = new Map(key ? [['smeshdesk-key', key]] : [])
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => items.set(name, value),
    removeItem: (name: string) => items.delete(name),
  }
}

const refusalOf = async (opening: Promise<unknown>) => {
  const error = await opening.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof DoorClosed ? error.refusal : error
}

test('a code leaves a key, by which the next socket is let in; nothing that arrives early is lost', async () => {
  const welcome = (socket: HostSocket) => {
    socket.send('{"t":"welcome"}')
    socket.send('first')
    socket.send('second')
  }
  const first = await startOther(rightHost(code, welcome))
  const keys = keyStore()
  const channel = await openSocketChannel({ address: first.address, origin, code, keys })
  const texts: string[] = []
  channel.onFrame((text) => texts.push(text))
  await vi.waitFor(() => expect(texts).toEqual(['first', 'second']))
  channel.close()
  const key = prove(new Secret(code), 'key', { origin, pageNonce: first.heard[0]?.nonce ?? '', hostNonce })
  expect(keys.items.get('smeshdesk-key')).toBe(key)
  const second = await startOther(rightHost(key, welcome))
  await openSocketChannel({ address: second.address, origin, code: null, keys })
  expect(second.heard[0]).toMatchObject({ t: 'hello', kind: 'key', name: nameOfKey(new Secret(key)) })
})

test('no secret ever crosses the wire', async () => {
  const { address, heard } = await startOther(rightHost(code, (socket) => socket.send('{"t":"welcome"}')))
  const keys = keyStore()
  await openSocketChannel({ address, origin, code, keys })
  const said = JSON.stringify(heard)
  expect(said).not.toContain(code)
  expect(said).not.toContain(keys.items.get('smeshdesk-key'))
})

test('a stranger that cannot prove itself hears a greeting and no more', async () => {
  const { address, heard } = await startOther((socket) =>
    socket.send(JSON.stringify({ t: 'prove', nonce: hostNonce, proof: '0'.repeat(64) })),
  )
  expect(await refusalOf(openSocketChannel({ address, origin, code, keys: keyStore() }))).toBe('not-our-host')
  expect(heard.map(({ t }) => t)).toEqual(['hello'])
})

test.each(['{', '[]', 'null', '{"t":"welcome"}', '{"t":"ok"}'])('a host that answers %j is not ours', async (text) => {
  const { address } = await startOther((socket) => socket.send(text))
  expect(await refusalOf(openSocketChannel({ address, origin, code, keys: keyStore() }))).toBe('not-our-host')
})

test('a key that is refused is forgotten; one that got no answer is kept', async () => {
  const refusing = await startOther((socket) => socket.close(4401))
  const keys = keyStore('k'.repeat(64))
  expect(await refusalOf(openSocketChannel({ address: refusing.address, origin, code: null, keys }))).toBe('not-let-in')
  expect(keys.items.size).toBe(0)
  const ending = await startOther((socket) => socket.close(1001))
  const kept = keyStore('k'.repeat(64))
  expect(await refusalOf(openSocketChannel({ address: ending.address, origin, code: null, keys: kept }))).toBe('no-answer')
  expect(kept.items.size).toBe(1)
})

test('without code and key nothing is even opened', async () => {
  expect(await refusalOf(openSocketChannel({ address: 'ws://127.0.0.1:9/', origin, code: null, keys: keyStore() }))).toBe('not-let-in')
})

test('nobody there, and a host that never answers: both end as no answer', async () => {
  expect(await refusalOf(openSocketChannel({ address: 'ws://127.0.0.1:9/rpc', origin, code, keys: keyStore() }))).toBe('no-answer')
  const { address, heard } = await startOther(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const opening = refusalOf(openSocketChannel({ address, origin, code, keys: keyStore() }))
  while (heard.length === 0) await new Promise(setImmediate)
  vi.advanceTimersByTime(5_000)
  vi.useRealTimers()
  expect(await opening).toBe('no-answer')
})

import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Channel } from '../../../contract/wire.ts'
import { Secret } from '../../../secret/index.ts'
import { askLink, openTerminal } from '../meet-host.ts'
import { notLetIn } from './admission.ts'
import { strictGuards } from './guards.ts'
import { type Host, startHost } from './host.ts'
import { nameOfKey, prove } from './proof.ts'
import { createSecrets, type SecretKind } from './secrets.ts'

const running: Host[] = []
afterEach(async () => {
  for (const host of running.splice(0)) await host.close()
})

let serial = 0
const startTestHost = async (publicOrigin: string | null = null) => {
  let time = 0
  const secrets = createSecrets({ now: () => time, random: () => `secret${++serial}`.padEnd(43, '_') })
  const assets = new Map([['/', { type: 'text/html; charset=utf-8', body: Buffer.from('<h1>page</h1>') }]])
  const pages: Channel[] = []
  const terminals: Channel[] = []
  const host = await startHost({
    failed: () => undefined,
    port: 0,
    assets,
    guards: strictGuards(publicOrigin),
    secrets,
    freshLink: () => `link ${secrets.issueCode().reveal()}`,
    onPage: (channel) => pages.push(channel),
    onTerminal: (channel) => terminals.push(channel),
  })
  running.push(host)
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { host, secrets, pages, terminals, pass }
}

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

const ask = (port: number, options: { path?: string; method?: string; host?: string } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = options.host === undefined ? {} : { host: options.host }
    const asked = request({ port, host: '127.0.0.1', path: options.path ?? '/', method: options.method ?? 'GET', headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })

/** Status of a refused handshake, 101 for an accepted one. */
const shakeHands = (port: number, headers: { host?: string; origin?: string }, path = '/rpc'): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    socket.on('error', () => {})
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (_, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })

/** A visitor that proves `secret`; resolves with 'in' or the close code. */
const visit = (
  port: number,
  {
    kind,
    secret,
    origin = `http://127.0.0.1:${port}`,
    claimed = origin,
  }: { kind: SecretKind; secret: string; origin?: string; claimed?: string },
): Promise<'in' | number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { origin })
    const pageNonce = 'ab'.repeat(16)
    socket.once('open', () =>
      socket.send(JSON.stringify({ t: 'hello', version: 1, kind, name: nameOfKey(new Secret(secret)), nonce: pageNonce })),
    )
    socket.on('message', (data) => {
      const fields = JSON.parse((data as Buffer).toString()) as { t: string; nonce: string; proof: string }
      const meeting = { origin: claimed, pageNonce, hostNonce: fields.nonce }
      if (fields.t === 'prove') socket.send(JSON.stringify({ t: 'proof', proof: prove(new Secret(secret), 'page', meeting) }))
      if (fields.t === 'welcome') resolve('in')
    })
    socket.once('close', (code) => resolve(code))
  })

test('the page is served with every header, to GET and HEAD only', async () => {
  const { host } = await startTestHost()
  const { status, headers, body } = await ask(host.port)
  expect([status, body]).toEqual([200, '<h1>page</h1>'])
  expect(headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['set-cookie']).toBeUndefined()
  expect(await ask(host.port, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask(host.port, { method })).status).toBe(405)
})

test.each(['/x', '/../package.json', '/%2e%2e/package.json', '//etc/passwd', '/index.html/..', '/constructor', '/__proto__', '*'])(
  '%s is not there',
  async (path) => {
    const { host } = await startTestHost()
    expect(await ask(host.port, { path })).toMatchObject({ status: 404, body: 'There is nothing here.\n' })
  },
)

test('another name than ours is answered 421, with a body, before anything else', async () => {
  const { host } = await startTestHost()
  for (const name of ['evil.test', `evil.test:${host.port}`, '127.0.0.1.evil.test'])
    expect(await ask(host.port, { host: name, method: 'POST' })).toMatchObject({ status: 421, body: expect.stringContaining('name') })
  expect(await shakeHands(host.port, { host: 'evil.test', origin: 'http://evil.test' })).toBe(421)
})

test('a socket of another origin, of none, or on another path is refused', async () => {
  const { host } = await startTestHost()
  const own = `http://127.0.0.1:${host.port}`
  expect(await shakeHands(host.port, { origin: own })).toBe(101)
  for (const origin of [
    'http://evil.test',
    `http://127.0.0.1:${host.port + 1}`,
    `http://localhost:${host.port}`,
    `https://127.0.0.1:${host.port}`,
    'null',
    '',
  ])
    expect(await shakeHands(host.port, { origin })).toBe(403)
  expect(await shakeHands(host.port, {})).toBe(403)
  expect(await shakeHands(host.port, { origin: own }, '/rpc2')).toBe(403)
})

test('behind a proxy its one name and origin count', async () => {
  const { host } = await startTestHost('https://rig.example')
  expect((await ask(host.port, { host: 'rig.example' })).status).toBe(200)
  expect(await shakeHands(host.port, { host: 'rig.example', origin: 'https://rig.example' })).toBe(101)
  expect(await shakeHands(host.port, { host: `127.0.0.1:${host.port}`, origin: 'https://rig.example' })).toBe(403)
})

test('a code lets in once; a newer code voids it; after 60 s it is void', async () => {
  const { host, secrets, pages, pass } = await startTestHost()
  const code = secrets.issueCode().reveal()
  expect(await visit(host.port, { kind: 'code', secret: code })).toBe('in')
  expect(await visit(host.port, { kind: 'code', secret: code })).toBe(notLetIn)
  const [older, newer] = [secrets.issueCode().reveal(), secrets.issueCode().reveal()]
  expect(await visit(host.port, { kind: 'code', secret: older })).toBe(notLetIn)
  expect(await visit(host.port, { kind: 'code', secret: newer })).toBe('in')
  const late = secrets.issueCode().reveal()
  pass(60_000)
  expect(await visit(host.port, { kind: 'code', secret: late })).toBe(notLetIn)
  expect(pages.length).toBe(2)
})

test('a wrong secret, an unknown key, a proof made for another origin: all are told the same', async () => {
  const { host, secrets, pages } = await startTestHost()
  const code = secrets.issueCode().reveal()
  expect(await visit(host.port, { kind: 'code', secret: 'wrong' })).toBe(notLetIn)
  expect(await visit(host.port, { kind: 'key', secret: 'unknown' })).toBe(notLetIn)
  expect(await visit(host.port, { kind: 'token', secret: 'wrong' })).toBe(notLetIn)
  expect(await visit(host.port, { kind: 'code', secret: code, claimed: 'http://127.0.0.1:1' })).toBe(notLetIn)
  expect(pages).toEqual([])
  expect(await visit(host.port, { kind: 'code', secret: code })).toBe('in')
})

test('nonsense instead of a greeting is closed', async () => {
  const { host } = await startTestHost()
  for (const text of ['', '{', '{"t":"hello","version":2}', `{"t":"hello","version":1,"kind":"code","nonce":"${'x'.repeat(5000)}"}`]) {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { origin: `http://127.0.0.1:${host.port}` })
    socket.once('open', () => socket.send(text))
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(notLetIn)
  }
})

test('at most eight visitors wait at the door', async () => {
  const { host } = await startTestHost()
  const origin = `http://127.0.0.1:${host.port}`
  const waiting = Array.from({ length: 8 }, () => new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { origin }))
  await Promise.all(waiting.map((socket) => new Promise((resolve) => socket.once('open', resolve))))
  expect(await shakeHands(host.port, { origin })).toBe(503)
  for (const socket of waiting) socket.terminate()
  await vi.waitFor(async () => expect(await shakeHands(host.port, { origin })).toBe(101))
})

test('the holder of the token gets a fresh link, and learns of a stranger on the port', async () => {
  const { host, secrets } = await startTestHost()
  const address = `127.0.0.1:${host.port}`
  const link = await askLink({ address, token: secrets.token })
  expect(await visit(host.port, { kind: 'code', secret: link.replace('link ', '') })).toBe('in')
  await expect(askLink({ address, token: new Secret('another') })).rejects.toThrow('Another program sits on the port')
})

test('a terminal proves the token, is no page, and is closed from both ends', async () => {
  const { host, secrets, pages, terminals } = await startTestHost()
  const door = { address: `127.0.0.1:${host.port}`, token: secrets.token }
  const channel = await openTerminal(door)
  const heard = new Promise((resolve) => channel.onFrame(resolve))
  terminals[0]?.send('a frame')
  expect(await heard).toBe('a frame')
  expect([pages.length, terminals.length]).toEqual([0, 1])
  const closed = new Promise<void>((resolve) => terminals[0]?.onClose(resolve))
  channel.close()
  await closed
  await expect(openTerminal({ ...door, token: new Secret('another') })).rejects.toThrow('Another program sits on the port')
})

test('a head that never ends is cut off', async () => {
  const { host } = await startTestHost()
  const socket = connect(host.port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ')
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (part) => {
      text += String(part)
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toContain('408')
}, 15_000)

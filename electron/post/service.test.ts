import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { serviceCommandLine, withAddress } from './command-line.ts'
import { askStatus } from './operator.io.ts'
import { parseServiceLine, serviceLogPhases, servicePhase } from './service-log.ts'
import { parseStatus, passOf } from './status.ts'

const recordings = new URL('../../e2e/recordings/', import.meta.url)

describe('/status', () => {
  test('every recorded answer is understood', () => {
    const seen = new Set<string>()
    for (const line of readFileSync(new URL('run-remote/operator-status.jsonl', recordings), 'utf8').trim().split('\n')) {
      const [code, , body] = JSON.parse(line).r
      if (code !== 200) continue
      const status = parseStatus(body)
      expect(status, body).not.toBeNull()
      seen.add(status?.kind ?? '')
    }
    expect([...seen].sort()).toEqual(['done', 'idle', 'proving'])
  })
  test.each([
    '',
    'Idle',
    '"idle"',
    '{}',
    '{"Proving":{}}',
    '{"Proving":{"nonces":{"start":0,"end":16}}}',
    '{"Proving":{"nonces":{"start":16,"end":0},"position":0}}',
    '{"Proving":{"nonces":{"start":0,"end":16},"position":-1}}',
    '["Idle"]',
    'null',
    '{"Proving":{"nonces":{"start":0,"end":16},"position":1},"x":1}',
  ])('%s is foreign', (body) => {
    expect(parseStatus(body)).toBeNull()
  })
  test('the pass is counted from the nonces', () => {
    expect(passOf({ kind: 'proving', nonces: { start: 32, end: 48 }, position: 0 })).toBe(3)
    expect(passOf({ kind: 'proving', nonces: { start: 0, end: 0 }, position: 0 })).toBeNull()
  })
})

describe('asking an operator address', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  const listen = (answer: string | null): Promise<string> =>
    new Promise((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined)
        if (answer !== null) socket.once('data', () => socket.end(answer))
      })
      servers.push(server)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(`127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
      })
    })
  const http = (body: string, head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json') =>
    `${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`

  test('an answer', async () => {
    expect(await askStatus(await listen(http('"Idle"')))).toEqual({ kind: 'answer', status: { kind: 'idle' } })
  })
  test.each([
    ['talks no HTTP', 'SSH-2.0-OpenSSH_9\r\n', 'garbled'],
    ['closes at once', '', 'garbled'],
    ['another program', http('{"ok":true}'), 'foreign'],
    ['a page', http('<html>', 'HTTP/1.1 200 OK\r\ncontent-type: text/html'), 'foreign'],
    ['a redirect', http('', 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/'), 'foreign'],
    ['not there', http('nothing', 'HTTP/1.1 404 Not Found'), 'foreign'],
    ['too much', http(JSON.stringify('x'.repeat(70_000))), 'foreign'],
  ])('%s', async (_name, answer, kind) => {
    expect((await askStatus(await listen(answer))).kind).toBe(kind)
  })
  test('nobody, refused ranges, no address, cancelled', async () => {
    const address = await listen(null)
    servers.pop()?.close()
    expect(await askStatus(address)).toEqual({ kind: 'refused' })
    for (const bad of ['169.254.169.254:80', '[fe80::1]:80', 'http://x:1', 'x', ':1', '127.1:80'])
      expect((await askStatus(bad)).kind).toBe('address-invalid')
    expect(await askStatus(await listen(null), AbortSignal.timeout(20))).toEqual({ kind: 'cancelled' })
  })
  test('one that hangs costs two seconds, no more', async () => {
    const started = performance.now()
    expect(await askStatus(await listen(null))).toEqual({ kind: 'hangs' })
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

describe('command lines', () => {
  test.each([
    [['-d', '/p', '-a', 'http://h:1', '--threads', '1']],
    [['-d/p', '-ahttp://h:1', '--threads=1']],
    [['-d=/p', '-a=http://h:1', '--threads=1']],
    [['--dir=/p', '--address=http://h:1', '--threads=1']],
  ])('%j', (args) => {
    expect(serviceCommandLine(args)).toMatchObject({ dir: '/p', address: 'http://h:1', threads: 1, problems: [], unknown: [] })
    expect(withAddress(withAddress(args, 'http://other:2'), 'http://h:1')).toEqual(args)
    expect(serviceCommandLine(withAddress(args, 'http://other:2')).address).toBe('http://other:2')
  })
  test('cores take several values, the value of another flag is no flag', () => {
    const line = serviceCommandLine(['--pinned-cores', '0', '1', '-d', '-a', '--operator-address', '127.0.0.1:5'])
    expect(line).toMatchObject({
      dir: null,
      address: null,
      operatorAddress: '127.0.0.1:5',
      problems: ['--dir has no value', '--address has no value', '--dir is missing', '--address is missing'],
    })
  })
  test('removed flags and given twice', () => {
    expect(serviceCommandLine(['--labels-per-unit=5', '-d', 'a', '--dir', 'b', '-a', 'c', '--threads', '1'])).toMatchObject({
      unknown: ['--labels-per-unit=5'],
      problems: ['--dir is given more than once'],
    })
  })
  test('an address is added where there was none', () => expect(withAddress(['-d', 'x'], 'y')).toEqual(['-d', 'x', '--address', 'y']))
  test('every recorded line that ran is understood', () => {
    for (const file of readdirSync(new URL('cases/', recordings)).filter((name) => name.startsWith('post-service'))) {
      for (const { argv, meaning, id } of JSON.parse(readFileSync(new URL(`cases/${file}`, recordings), 'utf8')).cases) {
        const line = serviceCommandLine(argv.slice(1))
        if (meaning !== 'bad-flags')
          expect({ id, problems: line.problems, unknown: line.unknown }).toEqual({ id, problems: [], unknown: [] })
      }
    }
  })
})

describe('the log', () => {
  test('one identity through its epochs, as recorded', () => {
    const lines = readFileSync(new URL('run-remote/service-diskA_post1.log', recordings), 'utf8').split('\n')
    const kinds = lines.flatMap((line) => servicePhase(line)?.kind ?? []).filter((kind, at, all) => kind !== all[at - 1])
    expect(kinds.slice(0, 8)).toEqual([
      'starting',
      'operator-listens',
      'registered',
      'proof-asked',
      'k2pow',
      'k2pow-finished',
      'reading',
      'reading-finished',
    ])
    expect(serviceLogPhases(lines)).toMatchObject({ proof: 'verified' })
  })
  test('a second service with the same identity is told so', () => {
    const lines = readFileSync(new URL('run-remote/service-duplicate.log', recordings), 'utf8').split('\n')
    expect(lines.some((line) => servicePhase(line)?.kind === 'disconnected')).toBe(true)
    expect(serviceLogPhases(lines)).toMatchObject({ disconnect: 'already-registered' })
  })
  test('levels are cut out of their padding', () => {
    expect(parseServiceLine('[2026-11-21T09:47:55Z WARN  post::reader] invalid POS file size')).toEqual({
      at: '2026-11-21T09:47:55Z',
      level: 'WARN',
      target: 'post::reader',
      text: 'invalid POS file size',
    })
    expect(parseServiceLine('Error: creating Post Service')).toBeNull()
  })
})

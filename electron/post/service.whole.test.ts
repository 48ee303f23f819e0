import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Bytes } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
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
    expect(passOf({ kind: 'proving', nonces: { start: 32, end: 48 }, position: 0 as Bytes })).toBe(3)
    expect(passOf({ kind: 'proving', nonces: { start: 0, end: 0 }, position: 0 as Bytes })).toBeNull()
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
    expect(await askStatus(await listen(http('"Idle"')))).toEqual({ kind: 'answer', value: { kind: 'idle' } })
  })
  test.each([
    ['talks no HTTP', 'SSH-2.0-OpenSSH_9\r\n', /^HPE_/],
    ['closes at once', '', /^(?:HPE_|ECONNRESET)/],
    ['another program', http('{"ok":true}'), /makes-no-sense/],
    ['a page', http('<html>', 'HTTP/1.1 200 OK\r\ncontent-type: text/html'), /content-type: text.html/],
    ['a redirect', http('', 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/'), /HTTP 302/],
    ['not there', http('nothing', 'HTTP/1.1 404 Not Found'), /HTTP 404/],
    ['too much', http(JSON.stringify('x'.repeat(70_000))), /65536 B/],
  ])('%s', async (_name, answer, detail) => {
    expect(await askStatus(await listen(answer))).toEqual({ kind: 'garbled', detail: expect.stringMatching(detail) })
  })
  test('nobody, refused ranges, no address, cancelled', async () => {
    const address = await listen(null)
    servers.pop()?.close()
    expect(await askStatus(address)).toEqual({ kind: 'silent', detail: 'ECONNREFUSED' })
    for (const bad of ['169.254.169.254:80', '[fe80::1]:80', 'http://x:1', 'x', ':1', '127.1:80'])
      expect((await askStatus(bad)).kind).toBe('address-refused')
    expect(await askStatus(await listen(null), AbortSignal.timeout(20))).toEqual({ kind: 'cancelled' })
  })
  test('one that hangs costs two seconds, no more', async () => {
    const started = performance.now()
    expect(await askStatus(await listen(null))).toMatchObject({ kind: 'hangs' })
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
    expect(serviceCommandLine(args)).toMatchObject({ dir: '/p', address: 'http://h:1', problems: [], unknown: [] })
    expect(withAddress(withAddress(args, 'http://other:2'), 'http://h:1')).toEqual(args)
    expect(serviceCommandLine(withAddress(args, 'http://other:2')).address).toBe('http://other:2')
  })
  test('cores take several values, the value of another flag is no flag', () => {
    const line = serviceCommandLine(['--pinned-cores', '0', '1', '-d', '-a', '--operator-address', '127.0.0.1:5'])
    expect(line).toMatchObject({
      dir: null,
      address: null,
      operatorAddress: '127.0.0.1:5',
      problems: [
        saw('flag-no-value', '--dir'),
        saw('flag-no-value', '--address'),
        saw('field-missing', '--dir'),
        saw('field-missing', '--address'),
      ],
    })
  })
  test('removed flags and given twice', () => {
    expect(serviceCommandLine(['--labels-per-unit=5', '-d', 'a', '--dir', 'b', '-a', 'c', '--threads', '1'])).toMatchObject({
      unknown: ['--labels-per-unit=5'],
      problems: [saw('field-twice', '--dir')],
    })
  })
  test.each<[string[], string]>([
    [['--threads', 'x'], saw('wants', '--threads', '"x"', 'whole')],
    [['--threads='], saw('wants', '--threads', '""', 'whole')],
    [['--threads', '1', '--nonces', '100'], saw('wants', '--nonces', '"100"', 'nonces')],
    [['--threads', '1', '--nonces=4112'], saw('wants', '--nonces', '"4112"', 'nonces')],
    [['--threads', '1', '--randomx-mode', 'Fast'], saw('wants', '--randomx-mode', '"Fast"', 'randomx-mode')],
    [['--threads', '1', '--operator-address', 'localhost:50051'], saw('wants', '--operator-address', '"localhost:50051"', 'socket')],
    [['--threads', '1', '--operator-address=:50051'], saw('wants', '--operator-address', '":50051"', 'socket')],
    [['--threads', '1', '--operator-address', '50051'], saw('wants', '--operator-address', '"50051"', 'socket')],
    [['--threads', '1', '--pow-difficulty', 'ff'], saw('wants', '--pow-difficulty', '"ff"', 'hex64')],
    [['--threads', '1', '-n', '1k'], saw('wants', '-n', '"1k"', 'whole')],
    [['--threads', '1', '--k1', '4294967296'], saw('wants', '--k1', '"4294967296"', 'whole32')],
    [['--pinned-cores', '0', 'one'], saw('wants', '--pinned-cores', '"one"', 'cores')],
    [['--threads', '-1'], saw('flag-no-value', '--threads')],
    [['--threads', '1', '--watch-pid', 'self'], saw('wants', '--watch-pid', '"self"', 'pid')],
  ])('judged before the start: %j', (args, problem) => {
    expect(serviceCommandLine(['-d', '/p', '-a', 'http://127.0.0.1:9094', ...args]).problems[0]).toBe(problem)
  })
  test('what is taken: 0 threads, cores twice and by comma, any port, all TLS files', () => {
    const tls = ['--ca-cert', 'a', '--cert', 'b', '--key', 'c', '--domain', 'd']
    const args = [
      '--dir',
      '/p',
      '--address',
      'https://h:1',
      '--pinned-cores',
      '0,1',
      '2',
      '--pinned-cores',
      '3',
      '--nonces',
      '4096',
      ...tls,
    ]
    expect(serviceCommandLine([...args, '--operator-address', '[::]:0', '--threads=0'])).toMatchObject({ problems: [], unknown: [] })
  })
  test('some TLS files are too few', () => {
    expect(serviceCommandLine(['-d', 'p', '-a', 'https://h:1', '--threads', '1', '--cert', 'c']).problems).toEqual([
      saw('field-missing', '--ca-cert'),
      saw('field-missing', '--key'),
    ])
  })
  test.each<[string, string | null, boolean]>([
    ['http://127.0.0.1:9094', null, false],
    ['http://[::1]:9094', null, false],
    ['http://box.local:9094/', null, false],
    ['127.0.0.1:9094', 'no-scheme', true],
    ['localhost:9094', 'no-scheme', true],
    ['', 'no-scheme', true],
    ['ftp://127.0.0.1:9094', 'other-scheme', true],
    ['http://:9094', 'no-host', true],
    ['http://', 'no-host', true],
    ['http://127.0.0.1:99999', 'not-understood', true],
    ['http://127.0.0.1 :9094', 'not-understood', true],
    ['https://h:1', 'tls-missing', true],
    ['http://127.0.0.1', 'no-port', false],
    ['http://127.0.0.1:0', 'no-port', true],
    ['http://0.0.0.0:9094', 'any-address', false],
    ['http://[::]:9094', 'any-address', false],
  ])('an address to dial: %j', (address, kind, never) => {
    const { addressTrouble, problems } = serviceCommandLine(['-d', '/p', `--address=${address}`, '--threads=1'])
    expect([addressTrouble, problems]).toEqual([kind === null ? null : { kind, never }, []])
  })
  test('what the real programs refused of a command line is refused', () => {
    for (const file of readdirSync(new URL('cases/', recordings)).filter((name) => name.startsWith('post-service')))
      for (const { argv, meaning, id } of JSON.parse(readFileSync(new URL(`cases/${file}`, recordings), 'utf8')).cases) {
        const { problems, unknown } = serviceCommandLine(argv.slice(1))
        expect({ id, refused: problems.length + unknown.length > 0 }).toEqual({ id, refused: meaning === 'bad-flags' })
      }
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

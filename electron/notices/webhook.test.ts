import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { State } from '../contract/state.ts'
import { emptyState } from '../contract/state.ts'
import { type Posted, postJson } from '../net/index.ts'
import { Secret } from '../secret/index.ts'
import { openWebhook, type WebhookOptions } from './webhook.io.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webhook-'))
})
afterEach(() => rm(folder, { recursive: true }))

const rig = (kind: 'own' | 'simulated'): State['rig'] => ({ ...emptyState({} as State['rig']).rig, kind }) as State['rig']
const alert = (id: string, values = {}): State['alerts'][string] => ({
  id,
  risk: 'node-down',
  over: null,
  atLeast: false,
  evidence: [],
  tone: 'bad',
  words: 'node-ended',
  values: { node: 'home', path: '/secret/place', ...values },
  since: 1000 as never,
  route: '#/nodes/home',
  act: null,
  deadline: null,
  costEpochs: null,
  rank: 0,
  identities: [],
  acknowledge: false,
})
const of = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, alert(id)]))

/** A clock that is moved by hand, and a receiver that answers what it is told to. */
const desk = async (part: Partial<WebhookOptions> = {}) => {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  const answers: Posted[] = []
  const posts: { address: string; body: { alerts: { id: string }[] } }[] = []
  const gaveUp: string[] = []
  const faults: string[] = []
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const webhook = await openWebhook({
    profileFolder: folder,
    version: '1',
    clock: {
      now: () => now,
      chance: () => 1,
      after: (delay, run) => {
        const one = { at: now + delay, run }
        waiting.push(one)
        return () => {
          waiting = waiting.filter((other) => other !== one)
        }
      },
    },
    post: async (address, body) => {
      posts.push({ address: address.reveal(), body: JSON.parse(body) })
      return answers.shift() ?? { kind: 'answered', status: 204 }
    },
    mayWrite: () => true,
    gaveUp: (host, why) => void gaveUp.push(`${host} ${why}`),
    faults: {
      tell: (source) => {
        faults.push(source)
        return { reference: '', detail: '' }
      },
    },
    ...part,
  })
  const move = async (ms: number) => {
    const until = now + ms
    await settle()
    for (let next = waiting.toSorted((a, b) => a.at - b.at)[0]; next !== undefined && next.at <= until; ) {
      now = Math.max(now, next.at)
      waiting = waiting.filter((one) => one !== next)
      next.run()
      await settle()
      next = waiting.toSorted((a, b) => a.at - b.at)[0]
    }
    now = until
  }
  const look = (alerts: State['alerts'], kind: 'own' | 'simulated' = 'own') => webhook.look({ rig: rig(kind), alerts })
  return { webhook, posts, answers, gaveUp, faults, move, look }
}

test('off at first; then each new alert once, old ones never, at most once a minute, and no path of this computer', async () => {
  const { webhook, posts, move, look } = await desk()
  look(of('before'))
  expect(webhook.says()).toEqual({ host: null, failed: null })
  await webhook.set('https://hooks.example/T0/secret')
  look(of('before'))
  look(of('before', 'a'))
  await move(1)
  expect(posts.map(({ body }) => body.alerts.map(({ id }) => id))).toEqual([['a']])
  expect(JSON.stringify(posts)).not.toContain('/secret/place')
  look(of('before', 'a', 'b'))
  look(of('before', 'a', 'b', 'c'))
  await move(59_000)
  expect(posts).toHaveLength(1)
  await move(2_000)
  expect(posts.map(({ body }) => body.alerts.map(({ id }) => id))).toEqual([['a'], ['b', 'c']])
})

test('nobody is called by a Smeshdesk whose profile may be another’s', async () => {
  let isOurs = true
  const { webhook, posts, move, look } = await desk({ mayWrite: () => isOurs })
  await webhook.set('http://127.0.0.1:9/')
  look({})
  isOurs = false
  look(of('a'))
  await move(600_000)
  expect(posts).toEqual([])
})

test('an address that can’t be taken back is not called taken back', async () => {
  const { webhook } = await desk()
  await webhook.set('https://hooks.example/x')
  await rm(join(folder, 'webhook.json'))
  await mkdir(join(folder, 'webhook.json'))
  await expect(webhook.set(null)).rejects.toThrow()
  expect(webhook.says().host).toBe('hooks.example')
})

test('a key that is in danger is told though its identity asked for less before', async () => {
  const { webhook, posts, move, look } = await desk()
  await webhook.set('http://127.0.0.1:9/')
  look({})
  look({ a: { ...alert('a'), tone: 'warn', risk: 'service-missing', words: 'due' } })
  await move(1)
  look({ a: { ...alert('a'), risk: 'banned', words: 'banned' } })
  await move(60_001)
  expect(posts.map(({ body }) => body.alerts)).toMatchObject([[{ words: 'due' }], [{ words: 'banned' }]])
})

test('nothing of a simulated rig leaves this computer', async () => {
  const { webhook, posts, move, look } = await desk()
  await webhook.set('http://127.0.0.1:9/')
  look({}, 'simulated')
  look(of('a'), 'simulated')
  await move(600_000)
  expect(posts).toEqual([])
})

test('what is not taken is tried again ever slower, then told, and the next alert is posted anew', async () => {
  const { webhook, posts, answers, gaveUp, move, look } = await desk()
  await webhook.set('https://hooks.example/x')
  answers.push(...Array.from({ length: 5 }, (): Posted => ({ kind: 'answered', status: 503 })), { kind: 'failed', code: 'ECONNREFUSED' })
  look({})
  look(of('a'))
  await move(1)
  expect(webhook.says().failed).toEqual({ at: 0, why: 'HTTP 503' })
  await move(7_000)
  expect(posts).toHaveLength(1)
  await move(1_100)
  expect(posts).toHaveLength(2)
  await move(600_000)
  expect(posts).toHaveLength(6)
  expect(gaveUp).toEqual(['hooks.example ECONNREFUSED'])
  look(of('a', 'b'))
  await move(60_001)
  expect(posts.at(-1)?.body.alerts.map(({ id }) => id)).toEqual(['b'])
  expect(webhook.says().failed).toBeNull()
})

test('the address is kept for its owner alone, told to nobody, and taken back', async () => {
  const { webhook } = await desk()
  await webhook.set('https://hooks.example:8443/T0/secret')
  expect((await stat(join(folder, 'webhook.json'))).mode & 0o777).toBe(0o600)
  const again = await desk()
  expect(again.webhook.says()).toEqual({ host: 'hooks.example:8443', failed: null })
  expect(JSON.stringify(again.webhook.says())).not.toContain('secret')
  await again.webhook.set(null)
  await expect(readFile(join(folder, 'webhook.json'))).rejects.toThrow()
  await expect(again.webhook.try()).rejects.toMatchObject({ code: 'not_allowed' })
})

test('only addresses of the web are taken, and a profile that may be another’s is not written', async () => {
  const { webhook } = await desk()
  for (const text of ['', 'hooks.example', 'file:///etc/passwd', 'ftp://x/', 'http://169.254.169.254/latest', 'javascript:alert(1)'])
    await expect(webhook.set(text)).rejects.toMatchObject({ code: 'address_refused' })
  const other = await desk({ mayWrite: () => false })
  await expect(other.webhook.set('https://x.example/')).rejects.toMatchObject({ code: 'profile_in_use' })
})

test('a file that can’t be read is told, and stays as it is', async () => {
  await writeFile(join(folder, 'webhook.json'), '{"version":1,"adress":"https://x/"}')
  const { webhook, faults } = await desk()
  expect(faults).toEqual(['webhook.json'])
  expect(webhook.says().host).toBeNull()
  expect(await readFile(join(folder, 'webhook.json'), 'utf8')).toContain('adress')
})

test('posts JSON and follows nobody elsewhere', async () => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`)
      response.writeHead(request.url === '/moved' ? 307 : 200, { location: '/elsewhere' }).end('x'.repeat(1000))
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  })
  const post = (path: string) => postJson(new Secret(`http://127.0.0.1:${port}${path}`), '{"a":1}', new AbortController().signal)
  expect(await post('/x')).toEqual({ kind: 'answered', status: 200 })
  expect(await post('/moved')).toEqual({ kind: 'answered', status: 307 })
  await new Promise((resolve) => server.close(resolve))
  expect(heard).toEqual(['POST /x application/json {"a":1}', 'POST /moved application/json {"a":1}'])
  expect(await post('/x')).toEqual({ kind: 'failed', code: 'ECONNREFUSED' })
})

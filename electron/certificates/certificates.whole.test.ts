import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerCredentials } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import type { RigName } from '../contract/model/basics.ts'
import { openClients } from '../nodes/index.ts'
import { fakeListener } from '../nodes/testing/fake-node.io.ts'
import { systemClock } from '../time/index.ts'
import { lookAtCertificate } from './read-certificate.io.ts'
import { CertificateStore, type MadePlace } from './store.io.ts'
import { watchCertificates } from './watch.io.ts'

const root = mkdtempSync(join(tmpdir(), 'certificates-'))
const endings: (() => void)[] = [() => rmSync(root, { recursive: true, force: true })]
afterAll(() => {
  for (const end of endings.reverse()) end()
})

const node = 'home' as RigName
const service = 'a1'
const year = 365 * 86_400_000
const storeOf = (name: string, now: () => number = Date.now) => new CertificateStore({ folder: join(root, name), now })

/** An authority with a node's and a service's certificate, as of then. */
async function pair(name: string, now?: () => number, names = ['localhost']) {
  const store = storeOf(name, now)
  await store.make({ node, service: null, names })
  await store.make({ node, service, names: [] })
  return { store, server: await store.newest({ node, service: null }), client: await store.newest({ node, service }) }
}
const triple = ({ path, keyPath, authorityPath }: MadePlace) => ({ cert: path, key: keyPath ?? '', ca: authorityPath ?? '' })

/** A TLS listener as the node's: it asks for a certificate of its authority. */
async function listenWith(server: MadePlace): Promise<string> {
  const { cert, key, ca } = triple(server)
  const credentials = ServerCredentials.createSsl(
    readFileSync(ca),
    [{ cert_chain: readFileSync(cert), private_key: readFileSync(key) }],
    true,
  )
  const answers = { postStates: (_call: unknown, answer: (error: null, said: unknown) => void) => answer(null, { states: [] }) }
  const { address, stop } = await fakeListener([{ definition: PostInfoServiceService, answers }], credentials)
  endings.push(stop)
  return address
}

async function ask(address: string, client: MadePlace, tls: { ca?: string; domain?: string } = {}) {
  const clients = openClients({ public: null, private: null, post: address }, { tls: { ...triple(client), domain: 'localhost', ...tls } })
  endings.push(clients.close)
  return clients.postStates()
}

let ours: Awaited<ReturnType<typeof pair>>
let theirs: Awaited<ReturnType<typeof pair>>
let address = ''
beforeAll(async () => {
  ours = await pair('ours')
  theirs = await pair('theirs')
  address = await listenWith(ours.server)
})

describe('a node that gives only TLS', () => {
  test('is asked with the three files', async () => expect(await ask(address, ours.client)).toEqual({ kind: 'answer', value: [] }))
  test.each([
    ['another authority', () => ask(address, ours.client, { ca: triple(theirs.client).ca }), /certificate/],
    ['another name', () => ask(address, ours.client, { domain: 'example.org' }), /altname|does not match/i],
    ['a stranger’s certificate', () => ask(address, theirs.client, { ca: triple(ours.client).ca }), /certificate|tls-refused/],
    ['a node’s certificate in place of a service’s', () => ask(address, ours.server), /certificate|tls-refused/],
  ])('is no answer by %s', async (_what, asked, why) => {
    const answer = await asked()
    expect(answer.kind).toBe('garbled')
    expect('detail' in answer ? answer.detail : '').toMatch(why)
  })
  test('is no answer once its certificate has ended', async () => {
    const old = await pair('old', () => Date.now() - 2 * year)
    const ended = await listenWith(old.server)
    expect(await ask(ended, old.client)).toMatchObject({ kind: 'garbled', detail: expect.stringMatching(/expired/) })
  })
  test('without a certificate of one’s own there is no answer', async () => {
    const clients = openClients({ public: null, private: null, post: address })
    endings.push(clients.close)
    expect((await clients.postStates()).kind).not.toBe('answer')
  })
  test('files that are not there are our own failure', async () =>
    expect(await ask(address, ours.client, { ca: join(root, 'none') })).toMatchObject({
      kind: 'fault',
      detail: expect.stringMatching(/ENOENT/),
    }))
})

test('a public address is not asked in plain text, but by a person’s word', async () => {
  const asked = async (how: { plainText?: boolean }) => {
    const clients = openClients({ public: null, private: null, post: '203.0.113.7:9094' }, how)
    endings.push(clients.close)
    return clients.postStates()
  }
  expect(await asked({})).toMatchObject({ kind: 'address-refused', detail: '["plain-public","203.0.113.7:9094"]' })
  expect((await asked({ plainText: true })).kind).not.toBe('address-refused')
})

describe('what is made', () => {
  const verdicts = async (place: MadePlace, part: Partial<MadePlace> = {}) => lookAtCertificate({ ...place, ...part })
  test('is for one use, for a year at most, by its authority, with its key', async () => {
    for (const [place, use] of [
      [ours.server, '1.3.6.1.5.5.7.3.1'],
      [ours.client, '1.3.6.1.5.5.7.3.2'],
    ] as const) {
      const seen = await verdicts(place)
      expect(seen).toMatchObject({ unread: null, uses: [use], issuedByIt: true, isAuthority: false, key: { matches: true, mode: 0o600 } })
      expect((seen.until ?? 0) - (seen.from ?? 0)).toBeLessThanOrEqual(year)
    }
  })
  test('is told from what does not belong to it', async () => {
    expect(await verdicts(ours.server, { authorityPath: theirs.server.authorityPath })).toMatchObject({ issuedByIt: false })
    expect(await verdicts(ours.server, { keyPath: theirs.server.keyPath })).toMatchObject({ key: { matches: false } })
    expect(await verdicts(ours.server, { host: 'localhost' })).toMatchObject({ fitsHost: true })
    expect(await verdicts(ours.server, { host: '127.0.0.1' })).toMatchObject({ fitsHost: false })
    writeFileSync(join(root, 'noise'), 'x'.repeat(100_000))
    expect(await verdicts(ours.server, { path: join(root, 'noise') })).toMatchObject({ unread: { detail: 'EFBIG' } })
  })
  test('is never written over: a renewed one stands beside the old, for which nothing is asked any more', async () => {
    const { store, server } = await pair('renewed')
    const before = readFileSync(server.path, 'utf8')
    await Promise.all([store.make({ node, service: null, names: ['b'] }), store.make({ node, service: null, names: ['c'] })])
    expect(readFileSync(server.path, 'utf8')).toBe(before)
    expect((await store.newest({ node, service: null })).number).toBe(3)
    const seen = await new Promise<ReturnType<ReturnType<typeof watchCertificates>['rows']>>((resolve) => {
      const watch = watchCertificates({
        store,
        used: async () => [{ ...server, host: 'localhost', usedBy: 'home' }],
        clock: systemClock,
        barrier: { failed: (error) => expect.unreachable(String(error)) },
      })
      watch.onChange(() => resolve(watch.rows()))
      endings.push(watch.close)
    })
    const nodes = seen.filter(({ role }) => role === 'node').map(({ number, replaced, usedBy }) => [number, replaced, usedBy])
    expect(nodes).toEqual([
      [1, false, ['home']],
      [2, true, []],
      [3, false, []],
    ])
  })
  test('goes to another machine without the authority’s key, and over nothing', async () => {
    const folder = await ours.store.save({ node, service }, root)
    expect(statSync(join(folder, 'service.key')).mode & 0o777).toBe(0o600)
    expect(() => readFileSync(join(folder, 'authority.key'))).toThrow('ENOENT')
    await expect(ours.store.save({ node, service }, root)).rejects.toMatchObject({ code: 'bad_input' })
  })
  test.each([[['a b']], [[]], [['']]])('not for names like %j', async (names) => {
    await expect(storeOf('bad').make({ node, service: null, names })).rejects.toMatchObject({ code: 'bad_input' })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Check } from '../../contract/model/basics.ts'
import type { NoticeWay } from '../../contract/model/notice.ts'
import type { Alert } from '../../contract/model/rig.ts'
import type { RiskId } from '../../contract/model/risk-id.ts'
import { emptyState, type State } from '../../contract/state.ts'
import { testCertificate } from '../../net/testing/certificate.ts'
import { mailReceiver, webReceiver } from '../../net/testing/receivers.io.ts'
import { deliver } from '../../notices/deliver.io.ts'
import { openNotices } from '../../notices/notices.io.ts'
import { opened } from '../../notices/sealed-way.ts'
import { slotOf } from '../../processes/testing/slot-of.ts'
import { systemClock } from '../../time/index.ts'
import { newJudged } from '../../verdict/judged.ts'
import { at, minute, nodeRow, type Scene, said, seenRow, serviceRow } from '../../verdict/testing/small-rig.ts'
import { noticeText } from './spoken/notice-text.ts'

const before = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...before, testCertificate]))
afterAll(() => setDefaultCACertificates(before))
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arrives-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Notices as the app opens them, by the shell's own words and the real clock. */
const open = () =>
  openNotices({
    profileFolder: folder,
    clock: systemClock,
    canDesktop: false,
    mayWrite: () => true,
    gaveUp: () => undefined,
    faults: { tell: () => ({ reference: '', detail: '' }) },
    send: async ({ way }, news, signal) => {
      const now = systemClock.now()
      return deliver(opened(way), { ...news, ...noticeText(news, now), version: '1', now }, { signal, show: undefined })
    },
  })

const target = (way: NoticeWay) => ({ name: 'me', on: true, threshold: 'needs', over: false, way }) as const

describe('a message really arrives', () => {
  test('as JSON over https and http; no redirect is followed, and of a refusal its reason is told', async () => {
    const receiver = await webReceiver(
      (path) =>
        path === '/moved'
          ? { status: 307, location: '/elsewhere' }
          : path.startsWith('/no')
            ? { status: 403, body: JSON.stringify({ code: 50001, message: 'Missing\nAccess' }) }
            : { status: 200, body: 'x'.repeat(1000) },
      { secure: true },
    )
    const notices = await open()
    const tried = async (way: NoticeWay) => {
      await notices.set(null, target(way))
      const came = await notices.try('me')
      await notices.remove('me')
      return came
    }
    expect(await tried({ kind: 'json', address: `${receiver.address}/x` })).toEqual({ answer: '200', failed: null, said: '' })
    expect(await tried({ kind: 'json', address: `${receiver.address}/moved` })).toMatchObject({ failed: 'HTTP 307' })
    const refused = await tried({ kind: 'discord', address: `${receiver.address}/no` })
    expect(refused).toEqual({ answer: '403', failed: 'HTTP 403', said: 'Missing Access' })
    await tried({ kind: 'ntfy', address: `${receiver.address}/topic`, token: 'tk_1' })
    await tried({ kind: 'telegram', address: receiver.address, token: '1:A', chat: '7' })
    expect(receiver.heard.map(({ line }) => line)).toEqual(['POST /x', 'POST /moved', 'POST /no', 'POST /', 'POST /bot1:A/sendMessage'])
    expect(receiver.heard.map(({ authorization }) => authorization)).toEqual([undefined, undefined, undefined, 'Bearer tk_1', undefined])
    expect(receiver.heard.every(({ type, body }) => type === 'application/json' && body.includes('test'))).toBe(true)
    await receiver.close()
    expect(await tried({ kind: 'json', address: `${receiver.address}/x` })).toMatchObject({ failed: 'ECONNREFUSED' })
  })

  test.each(['implicit', 'starttls'] as const)('as a mail by %s TLS, with a login that nobody on the way reads', async (tls) => {
    const receiver = await mailReceiver({ tls, login: 'anna:pass word' })
    const notices = await open()
    const way = {
      kind: 'mail',
      server: receiver.server,
      tls,
      user: 'anna',
      password: 'pass word',
      from: 'a@b.example',
      to: 'c@d.example',
    } as const
    await notices.set(null, target(way))
    expect(await notices.try('me')).toEqual({ answer: '250', failed: null, said: '' })
    const lines = receiver.lines.map(({ line }) => line)
    expect(lines).toEqual(
      expect.arrayContaining(['EHLO smeshdesk', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'Subject: Smeshdesk: a test']),
    )
    expect(receiver.lines.filter(({ line }) => /^(AUTH|MAIL|RCPT|DATA)/.test(line)).every(({ encrypted }) => encrypted)).toBe(true)
    await notices.set('me', { ...target(way), way: { ...way, password: 'wrong' } })
    const wrong = await notices.try('me')
    expect(wrong).toMatchObject({ answer: '535', failed: 'SMTP 535' })
    expect(wrong.said).toBe('535 5.7.8 •••:••• is not let in')
    await receiver.close()
  })

  test('as a mail to this computer without TLS; a server without STARTTLS, or that nobody vouches for, gets neither login nor text', async () => {
    const plain = await mailReceiver({ tls: 'local', refuses: '550 5.1.1 no such person' })
    const notices = await open()
    const way = {
      kind: 'mail',
      server: plain.server,
      tls: 'local',
      user: null,
      password: null,
      from: 'a@b.example',
      to: 'c@d.example',
    } as const
    await notices.set(null, target(way))
    expect(await notices.try('me')).toEqual({ answer: '550', failed: 'SMTP 550', said: '550 5.1.1 no such person' })
    plain.lines.length = 0
    await notices.set('me', target({ ...way, tls: 'starttls', user: 'anna', password: 'secret' }))
    expect((await notices.try('me')).failed).not.toBeNull()
    expect(plain.lines.filter(({ line }) => /^(AUTH|MAIL|RCPT|DATA)/.test(line))).toEqual([])
    await plain.close()
    setDefaultCACertificates(before)
    const other = await mailReceiver({ tls: 'implicit' })
    await notices.set('me', target({ ...way, server: other.server, tls: 'implicit' }))
    expect((await notices.try('me')).failed).not.toBeNull()
    expect(other.lines).toEqual([])
    await other.close()
    setDefaultCACertificates([...before, testCertificate])
  })
})

const idle = { key: 'ok', post: 'idle', operator: 'idle', event: 'none' } as const
const proving = { ...idle, post: 'proving' } as const
const finding = (id: Check['id']): Check => ({ id, verdict: 'warn', evidence: '/home/anna/CANARY', values: { path: '/home/anna/CANARY' } })

/** The kinds that must reach a person, each as the rules meet it: from when, in which rig, and what is said of it. */
const kinds: readonly (readonly [name: string, risk: RiskId, now: number, part: Omit<Scene, 'now'>, says: RegExp])[] = [
  [
    'a node is down',
    'node-down',
    at(5, 1),
    { nodes: [nodeRow({ reach: 'silent', slot: slotOf({ state: 'ended' }) })] },
    /^home has ended\./,
  ],
  [
    'a service is missing',
    'service-missing',
    at(5, 4),
    { identities: [seenRow({ cell: proving, state: 'due', tone: 'active' })], services: [serviceRow({}, { state: 'stopped' })] },
    /a1/,
  ],
  ['a key lies twice', 'key-twice', at(5, 1), { identities: [seenRow({ state: 'key-twice', tone: 'bad' })] }, /a1/],
  ['a key can’t be used', 'key-unusable', at(5, 1), { identities: [seenRow({ state: 'key-defective', tone: 'bad' })] }, /a1/],
  ['a disk is nearly full', 'disk-floor', at(5, 1), { nodes: [nodeRow({ findings: [finding('disk-floor')] })] }, /^home: /],
  ['an identity is banned', 'banned', at(5, 1), { identities: [seenRow({ state: 'banned', tone: 'bad', overlay: 'banned' })] }, /a1/],
  [
    'a proof is late',
    'late',
    at(5, 11),
    { identities: [seenRow({ cell: { ...proving, operator: 'reading' }, state: 'reading', tone: 'active' })] },
    /a1/,
  ],
]

test.each(kinds)('%s: by the rules, to the body that is sent', async (...[_name, risk, now, part, says]) => {
  const scene: Scene = {
    nodes: [nodeRow({})],
    identities: [seenRow({ cell: idle })],
    ...part,
    now,
    judged: newJudged(),
    waiting: new Map(),
    before: {},
    lookedSince: at(5, 0) - 10 * minute,
  }
  const { alerts, verdict } = said(scene)
  const one = alerts.find((alert: Alert) => alert.risk === risk)
  expect(one).toBeDefined()
  const receiver = await webReceiver()
  const notices = await open()
  await notices.set(null, target({ kind: 'json', address: receiver.address }))
  const rig = { kind: 'own', problem: null, starting: null } as State['rig']
  notices.look({ ...emptyState(rig), alerts: {}, verdict })
  notices.look({ ...emptyState(rig), alerts: Object.fromEntries(alerts.map((alert) => [alert.id, alert])), verdict })
  await vi.waitFor(() => expect(receiver.heard).toHaveLength(1))
  const body = JSON.parse(receiver.heard[0]?.body ?? '{}')
  expect(body.alerts.map(({ id }: Alert) => id)).toContain(one?.id)
  expect(
    String(body.text)
      .split('\n')
      .some((line) => says.test(line)),
  ).toBe(true)
  expect(receiver.heard[0]?.body).not.toContain('CANARY')
  notices.close()
  await receiver.close()
})

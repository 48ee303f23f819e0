import { expect, test } from 'vitest'
import { alertKeys } from '../../contract/model/alert-key.ts'
import { stateKeys } from '../../contract/model/states.ts'
import { type Message, mailText, postOf } from '../../notices/message.ts'
import { outward } from '../../notices/outward.ts'
import { alert } from '../../notices/testing/desk.io.ts'
import { noticeText } from './spoken/notice-text.ts'

const message = (part: Partial<Message> = {}): Message => ({
  version: '1',
  now: 0,
  title: 'home has ended.',
  lines: ['home has ended. Its identities wait.'],
  alerts: [alert('a')].map(outward),
  over: [],
  ...part,
})
const body = (text: string): Record<string, unknown> => JSON.parse(text)

test('each service gets it as it takes it', () => {
  const ntfy = postOf({ kind: 'ntfy', address: 'https://ntfy.example/base/my%20topic', token: 'tk' }, message())
  expect([ntfy.address, ntfy.bearer]).toEqual(['https://ntfy.example/base/', 'tk'])
  expect(body(ntfy.body)).toEqual({
    topic: 'my topic',
    title: 'home has ended.',
    message: 'home has ended. Its identities wait.',
    priority: 5,
  })
  const discord = postOf({ kind: 'discord', address: 'https://d.example/w' }, message({ lines: ['@everyone **a_b** <@1>'] }))
  expect(body(discord.body)).toMatchObject({
    content: 'home has ended.\n\\@everyone \\*\\*a\\_b\\*\\* \\<\\@1\\>',
    allowed_mentions: { parse: [] },
  })
  const telegram = postOf({ kind: 'telegram', address: 'https://t.example/', token: '1:X', chat: '7' }, message())
  expect(telegram.address).toBe('https://t.example/bot1:X/sendMessage')
  expect(body(telegram.body)).toMatchObject({ chat_id: '7', text: 'home has ended.\nhome has ended. Its identities wait.' })
  const json = postOf({ kind: 'json', address: 'https://j.example/' }, message())
  expect(body(json.body)).toMatchObject({
    from: 'smeshdesk',
    alerts: [{ words: 'node-ended', values: { node: 'home' } }],
    over: [],
    more: 0,
  })
})

test('what is too long is cut where a line ends, and says so', () => {
  const many = message({ lines: Array.from({ length: 500 }, (_, n) => `identity ${n} is late, and more is said of it here`) })
  const content = String(body(postOf({ kind: 'discord', address: 'https://d.example/' }, many).body).content)
  expect(content.length).toBeLessThanOrEqual(2000)
  expect(content.endsWith('here\n…')).toBe(true)
  const chat = postOf({ kind: 'telegram', address: 'https://t.example', token: 't', chat: 'c' }, many)
  expect(String(body(chat.body).text).length).toBeLessThanOrEqual(4096)
  const cyrillic = message({ lines: Array.from({ length: 500 }, () => 'ж'.repeat(50)) })
  const ntfy = body(postOf({ kind: 'ntfy', address: 'https://n.example/t', token: null }, cyrillic).body)
  expect(Buffer.byteLength(String(ntfy.message))).toBeLessThanOrEqual(4096)
  expect(mailText(many).length).toBeLessThanOrEqual(20_000)
})

test('of no alert a place, an address or a line of a program goes out, by whatever way', () => {
  const canaries = {
    path: '/home/anna/x',
    folder: 'C:\\CANARY',
    files: '/a/b.key',
    detail: 'CANARY line',
    meaning: 'CANARY 127.0.0.1:9092',
  }
  const hidden = {
    address: '10.0.0.1:9092',
    line: 'CANARY',
    disk: '/mnt/disk',
    tables: 'CANARY',
    name: 'a1',
    node: 'home',
    finding: 'disk-floor',
  }
  const evidence = ['CANARY evidence']
  for (const words of [...alertKeys, ...stateKeys]) {
    const sent = outward(alert('id', { words, values: { ...canaries, ...hidden }, evidence, route: '#/CANARY' }))
    const news = { alerts: [sent], over: [sent] }
    const whole = message({ ...news, ...noticeText(news, 0) })
    const ways = [
      { kind: 'json', address: 'https://x.example/' },
      { kind: 'ntfy', address: 'https://x.example/t', token: null },
      { kind: 'discord', address: 'https://x.example/' },
      { kind: 'telegram', address: 'https://x.example', token: 't', chat: 'c' },
    ] as const
    const texts = [...ways.map((way) => postOf(way, whole).body), whole.title, mailText(whole)].join('\n')
    expect(texts, words).not.toMatch(/CANARY|anna|b\.key|10\.0\.0|\/mnt/)
    expect(noticeText(news, 0).lines[0]?.length, words).toBeGreaterThan(5)
  }
})

test('a test says that it is one', () => {
  expect(noticeText({ alerts: [], over: [] }, 0)).toEqual({
    title: 'Smeshdesk: a test',
    lines: ['If you read this, alerts of your rig reach you here. Nothing is wrong.'],
  })
  const two = [alert('a'), alert('b', { words: 'node-silent', values: { node: 'attic' } })]
  expect(noticeText({ alerts: two, over: [alert('c')] }, 0)).toMatchObject({
    title: 'home has ended. And 2 more.',
    lines: [expect.stringContaining('home has ended. Its'), expect.stringContaining('attic does not'), 'Over: home has ended.'],
  })
})

import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alert, answers, desk as deskIn, of, target } from './testing/desk.io.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notices-'))
})
afterEach(() => rm(folder, { recursive: true }))
const desk = (part: Parameters<typeof deskIn>[1] = {}) => deskIn(folder, part)

test('nobody at first; then each new alert once, old ones never, at most once a minute, and no path of this computer', async () => {
  const { notices, sent, ids, move, look } = await desk()
  look(of('before'))
  expect(notices.says().targets).toEqual([])
  await notices.set(null, target())
  look(of('before'))
  look(of('before', 'a'))
  await move(1)
  expect(ids()).toEqual([['a']])
  expect(JSON.stringify(sent)).not.toContain('/secret/place')
  look(of('before', 'a', 'b'))
  look(of('before', 'a', 'b', 'c'))
  await move(59_000)
  expect(sent).toHaveLength(1)
  await move(2_000)
  expect(ids()).toEqual([['a'], ['b', 'c']])
})

test('each target by its own threshold and its own minute; one that is off hears nothing', async () => {
  const { notices, sent, queue, move, look } = await desk()
  await notices.set(null, target({ name: 'red', threshold: 'red' }))
  await notices.set(null, target({ name: 'needs' }))
  await notices.set(null, target({ name: 'all', threshold: 'all' }))
  await notices.set(null, target({ name: 'off', on: false, threshold: 'all' }))
  queue.push(answers(500))
  look({})
  look({ w: alert('w', { tone: 'warn' }), i: alert('i', { tone: 'idle', rank: 1 }) })
  await move(1)
  look({ w: alert('w', { tone: 'bad' }), i: alert('i', { tone: 'idle', rank: 1 }) })
  await move(130_000)
  const heard = (name: string) => sent.filter((one) => one.name === name).map(({ alerts }) => alerts.map(({ id, tone }) => `${id} ${tone}`))
  expect(heard('red')).toEqual([['w bad']])
  // It refused the first: what was worse by then was told in its place.
  expect(heard('needs')).toEqual([['w warn'], ['w bad']])
  expect(heard('all')).toEqual([['w warn', 'i idle'], ['w bad']])
  expect(heard('off')).toEqual([])
})

test('nobody is called by a Smeshdesk whose profile may be another’s', async () => {
  let isOurs = true
  const { notices, sent, move, look } = await desk({ mayWrite: () => isOurs })
  await notices.set(null, target())
  look({})
  isOurs = false
  look(of('a'))
  await move(600_000)
  expect(sent).toEqual([])
})

test('a target that can’t be taken back is not called taken back', async () => {
  const { notices } = await desk()
  await notices.set(null, target())
  await rm(join(folder, 'notices.json'))
  await mkdir(join(folder, 'notices.json'))
  await expect(notices.remove('hook')).rejects.toThrow()
  expect(notices.says().targets.map(({ host }) => host)).toEqual(['hooks.example'])
})

test('a key that is in danger is told though its identity asked for less before', async () => {
  const { notices, sent, move, look } = await desk()
  await notices.set(null, target())
  look({})
  look({ a: alert('a', { tone: 'warn', risk: 'service-missing', words: 'due' }) })
  await move(1)
  look({ a: alert('a', { risk: 'banned', words: 'banned' }) })
  await move(60_001)
  expect(sent.map(({ alerts }) => alerts)).toMatchObject([[{ words: 'due' }], [{ words: 'banned' }]])
})

test('nothing of a simulated rig leaves this computer', async () => {
  const { notices, sent, move, look } = await desk()
  await notices.set(null, target())
  look({}, { kind: 'simulated' })
  look(of('a'), { kind: 'simulated' })
  await move(600_000)
  expect(sent).toEqual([])
})

test('what is not taken is tried again ever slower, then told, and the next alert is sent anew', async () => {
  const { notices, sent, ids, queue, gaveUp, move, look } = await desk()
  await notices.set(null, target())
  queue.push(...Array.from({ length: 5 }, () => answers(503)), { kind: 'failed', code: 'ECONNREFUSED', said: '' })
  look({})
  look(of('a'))
  await move(1)
  expect(notices.says().targets[0]?.failed).toEqual({ at: 0, why: 'HTTP 503' })
  await move(7_000)
  expect(sent).toHaveLength(1)
  await move(1_100)
  expect(sent).toHaveLength(2)
  await move(600_000)
  expect(sent).toHaveLength(6)
  expect(gaveUp).toEqual(['hook ECONNREFUSED'])
  look(of('a', 'b'))
  await move(60_001)
  expect(ids().at(-1)).toEqual(['b'])
  expect(notices.says().targets[0]?.failed).toBeNull()
})

test('that it is over is told where it is wanted, once it has stayed so, and what flaps is told once', async () => {
  const { notices, sent, move, look } = await desk()
  await notices.set(null, target({ over: true }))
  await notices.set(null, target({ name: 'without' }))
  look({})
  look(of('a'))
  await move(1)
  for (let minute = 0; minute < 20; minute += 1) {
    look(minute % 2 === 0 ? {} : of('a'))
    await move(60_000)
  }
  expect(sent.map(({ name, alerts, over }) => [name, alerts.length, over.length])).toEqual([
    ['hook', 1, 0],
    ['without', 1, 0],
  ])
  look({})
  await move(599_000)
  expect(sent).toHaveLength(2)
  await move(2_000)
  expect(sent.slice(2)).toMatchObject([{ name: 'hook', alerts: [], over: [{ id: 'a' }] }])
  look(of('a'))
  await move(60_001)
  // Each in its own minute: the first has just been told that it was over.
  expect(sent.slice(3).map(({ name, alerts }) => [name, alerts.map(({ id }) => id)])).toEqual([
    ['without', ['a']],
    ['hook', ['a']],
  ])
})

test('while anything is not known nothing is told to be over, nor what only a person marks as seen', async () => {
  const { notices, sent, move, look } = await desk()
  await notices.set(null, target({ over: true }))
  look({})
  look({ a: alert('a'), lost: alert('lost', { acknowledge: true, rank: 1 }) })
  await move(1)
  look({}, { unknown: 1 })
  await move(3_600_000)
  expect(sent).toHaveLength(1)
  look({})
  await move(600_001)
  expect(sent.slice(1)).toMatchObject([{ alerts: [], over: [{ id: 'a' }] }])
})

test('targets are kept for their owner alone, told to nobody, changed without their address, and taken back', async () => {
  const { notices } = await desk()
  await notices.set(null, target({ way: { kind: 'telegram', address: 'https://api.telegram.org', token: 'T0-secret', chat: '4711' } }))
  expect((await stat(join(folder, 'notices.json'))).mode & 0o777).toBe(0o600)
  const again = await desk()
  const said = again.notices.says()
  expect(said.targets).toMatchObject([{ name: 'hook', kind: 'telegram', host: 'api.telegram.org', failed: null }])
  expect(JSON.stringify(said)).not.toMatch(/secret|4711/)
  expect(again.notices.secrets().map((secret) => secret.reveal())).toEqual(['https://api.telegram.org', 'T0-secret', '4711'])
  await again.notices.set('hook', { name: 'chat', on: false, threshold: 'red', over: true, way: null })
  expect(await readFile(join(folder, 'notices.json'), 'utf8')).toContain('T0-secret')
  await again.notices.remove('chat')
  expect(await readFile(join(folder, 'notices.json'), 'utf8')).not.toContain('T0-secret')
  await expect(again.notices.try('chat')).rejects.toMatchObject({ code: 'not_found' })
})

test('only addresses that may be asked are taken, names once, and a profile that may be another’s is not written', async () => {
  const { notices } = await desk()
  const addresses = ['', 'hooks.example', 'file:///etc/passwd', 'ftp://x/', 'http://169.254.169.254/latest', 'javascript:alert(1)']
  for (const address of addresses)
    await expect(notices.set(null, target({ way: { kind: 'json', address } }))).rejects.toMatchObject({ code: 'address_refused' })
  const mail = { kind: 'mail', user: null, password: null, from: 'a@b', to: 'c@d' } as const
  for (const way of [
    { ...mail, server: '169.254.169.254:25', tls: 'implicit' },
    { ...mail, server: 'mail.example:25', tls: 'local' },
    { ...mail, server: 'mail.example', tls: 'implicit' },
  ] as const)
    await expect(notices.set(null, target({ way }))).rejects.toMatchObject({ code: 'address_refused' })
  await notices.set(null, target())
  await expect(notices.set(null, target({ name: 'Hook' }))).rejects.toMatchObject({ code: 'bad_input' })
  await expect(notices.set(null, target({ name: 'other', way: null }))).rejects.toMatchObject({ code: 'bad_input' })
  const other = await desk({ mayWrite: () => false })
  await expect(other.notices.set(null, target({ name: 'b' }))).rejects.toMatchObject({ code: 'profile_in_use' })
})

test('a file that can’t be read is told without what is in it, and stays as it is', async () => {
  await writeFile(join(folder, 'notices.json'), '{"version":1,"targets":[{"way":{"kind":"json","adress":"https://x/CANARY"}}]}')
  const { notices, faults } = await desk()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^notices\.json/)
  expect(faults.join()).not.toContain('CANARY')
  expect(notices.says().targets).toEqual([])
  await expect(notices.set(null, target())).rejects.toMatchObject({ code: 'settings_broken' })
  expect(await readFile(join(folder, 'notices.json'), 'utf8')).toContain('adress')
})

test('the webhook of an earlier version is taken over once, by whoever has the profile', async () => {
  await writeFile(join(folder, 'webhook.json'), '{"version":1,"address":"https://hooks.example/old"}')
  const looking = await desk({ mayWrite: () => false })
  expect(looking.notices.says().targets).toMatchObject([{ name: 'Webhook', kind: 'json', threshold: 'needs', host: 'hooks.example' }])
  expect(await readFile(join(folder, 'webhook.json'), 'utf8')).toContain('old')
  await desk()
  await expect(readFile(join(folder, 'webhook.json'))).rejects.toThrow()
  expect(await readFile(join(folder, 'notices.json'), 'utf8')).toContain('https://hooks.example/old')
  await writeFile(join(folder, 'webhook.json'), '{"version":1,"adress":"https://x/"}')
  await rm(join(folder, 'notices.json'))
  const broken = await desk()
  expect(broken.faults.map((one) => one.split(' ')[0])).toEqual(['webhook.json'])
  expect(await readFile(join(folder, 'webhook.json'), 'utf8')).toContain('adress')
})

test('what a service says of a refusal is told at the test, without what is secret', async () => {
  const { notices, queue } = await desk()
  const way = { kind: 'ntfy', address: 'https://ntfy.example/topic-secret', token: 'tk_secret' } as const
  await notices.set(null, target({ way }))
  queue.push(answers(403, 'tk_secret may not write'))
  expect(await notices.try('hook')).toEqual({ answer: '403', failed: 'HTTP 403', said: '••• may not write' })
  queue.push({ kind: 'failed', code: 'ENOTFOUND', said: '' })
  expect(await notices.try('hook')).toEqual({ answer: 'ENOTFOUND', failed: 'ENOTFOUND', said: '' })
  expect(await notices.try('hook')).toEqual({ answer: '204', failed: null, said: '' })
})

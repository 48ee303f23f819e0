import { expect, it } from 'vitest'
import type { NodeDraft } from '../../../electron/contract/model/door.ts'
import { changed, entryOf, formOf, isAddress, isTaken, missingOf, pastedLine, questionOf } from './entry-form.ts'
import { nodeKind } from './node-form.ts'
import { serviceKind } from './service-form.ts'

const { empty: emptyNode, filled } = nodeKind

const folder = { handle: 'h-attic', name: 'attic', path: '/data/attic', looksLike: 'node-data' } as const
const draft: NodeDraft = {
  name: 'attic',
  program: null,
  dataFolder: folder,
  arguments: ['-c', '/data/my config.json'],
  addresses: { public: '127.0.0.1:9092', private: null, post: '127.0.0.1:9094' },
  simulated: false,
  notes: [],
}

it('what was read fills the form, and what a hand has set or emptied stays', () => {
  const form = changed(changed(emptyNode, { post: '127.0.0.1:1' }), { public: '' })
  const next = filled(form, draft)
  expect([next.post, next.public, next.name, next.line]).toEqual(['127.0.0.1:1', '', 'attic', "-c '/data/my config.json'"])
})

it('a whole line that is pasted behind a filled one takes its place; arguments are added, and what a hand wrote stays', () => {
  const before = '-c /data/attic.json -d /data/attic'
  const whole = 'LD_LIBRARY_PATH=. nohup /opt/go-spacemesh -c x.json > log 2>&1 &'
  expect(pastedLine(before, `${before}${whole}`, false)).toBe(whole)
  expect(pastedLine(before, `${before}${whole}`, true)).toBe(`${before}${whole}`)
  expect(pastedLine(before, `${before} --smeshing-start=false`, false)).toBe(`${before} --smeshing-start=false`)
  expect(pastedLine('', whole, false)).toBe(whole)
  expect(pastedLine(before, whole, false)).toBe(whole)
})

it('a pasted line gives way to what was read of it, a typed one stays', () => {
  const pasted = { ...changed(emptyNode, { line: 'nohup /opt/go-spacemesh -c x &' }), pasted: true }
  expect(filled(pasted, draft)).toMatchObject({ line: "-c '/data/my config.json'", pasted: false })
  expect(filled({ ...pasted, pasted: false }, draft).line).toBe('nohup /opt/go-spacemesh -c x &')
})

it('an entry that is corrected is changed by nothing but the hand', () => {
  const form = formOf(nodeKind, { ...draft, addresses: { public: null, private: null, post: null } }, true)
  expect(filled(form, draft)).toMatchObject({ public: '', post: '' })
})

it('asks for what there is to read, and for nothing else', () => {
  expect(questionOf(emptyNode)).toBeNull()
  expect(questionOf(changed(emptyNode, { line: "-d '/open" }))).toBeNull()
  expect(questionOf(changed(emptyNode, { folder }))).toEqual({ arguments: [], program: null, dataFolder: 'h-attic' })
  expect(questionOf(serviceKind.empty)).toBeNull()
})

it('sends the arguments as they were read, and none for an empty line', () => {
  const form = filled(emptyNode, draft)
  expect(entryOf(form, { ...draft, arguments: ['-c', 'x'] }).arguments).toEqual(['-c', 'x'])
  expect(entryOf({ ...form, line: ' ' }, draft).arguments).toEqual([])
})

it('says what keeps it from being sent', () => {
  expect(missingOf(nodeKind, emptyNode, false)).toContain('at least one address')
  const form = filled(emptyNode, draft)
  expect(missingOf(nodeKind, form, false)).toBeNull()
  expect(missingOf(nodeKind, form, true)).toContain('Another node')
  expect(missingOf(nodeKind, { ...form, post: 'http://x' }, false)).toContain('host:port')
  expect(missingOf(nodeKind, { ...form, name: '../x' }, false)).toContain('Letters')
  expect(missingOf(serviceKind, serviceKind.empty, false)).toContain('folder')
})

it('knows addresses, and names that differ in case only', () => {
  expect([isAddress('[::1]:9094'), isAddress('home.lan:9094'), isAddress('127.0.0.1:70000'), isAddress('127.0.0.1')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([isTaken(['Attic'], 'attic', null), isTaken(['Attic'], 'attic', 'Attic'), isTaken([''], '', null)]).toEqual([true, false, false])
})

it('a service on another computer is sent without folder and program, with whom it proves for', async () => {
  const form = {
    ...changed(serviceKind.empty, { name: 'far', elsewhere: true, identity: '0a'.repeat(32), operator: '10.0.0.5:1' }),
    folder,
  }
  expect([serviceKind.missing({ ...form, folder: null }), serviceKind.missing({ ...form, folder: null, elsewhere: false })]).toEqual([
    null,
    expect.any(String),
  ])
  const sent: unknown[] = []
  await serviceKind.keep({ rig: { addService: (entry: unknown) => Promise.resolve(sent.push(entry)) } } as never, null, {
    form,
    read: null,
  })
  expect(sent).toMatchObject([{ name: 'far', program: null, dataFolder: null, identity: '0a'.repeat(32), operatorAddress: '10.0.0.5:1' }])
})

it('a node over TLS wants all three files, and plain text the words for just that node', async () => {
  const form = changed(nodeKind.empty, { name: 'far', post: '10.0.0.5:1', tls: { ca: '/ca', cert: '/cert', key: '', domain: '' } })
  expect(nodeKind.missing(form)).toEqual(expect.any(String))
  const whole = changed(form, { tls: { ...form.tls, key: '/key' }, plain: 'plain far' })
  expect(nodeKind.missing(whole)).toBeNull()
  const sent: unknown[] = []
  const client = { rig: { addNode: (entry: unknown) => Promise.resolve(sent.push(entry)) } } as never
  await nodeKind.keep(client, null, { form: whole, read: null })
  await nodeKind.keep(client, null, { form: changed(whole, { name: 'other' }), read: null })
  expect(sent[0]).toMatchObject({ tls: { ca: '/ca', cert: '/cert', key: '/key' }, plainText: 'plain:far' })
  expect(sent[1]).not.toHaveProperty('plainText')
})

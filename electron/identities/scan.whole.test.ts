import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { NextStart } from '../keys/index.ts'
import { startThread } from '../storage/index.ts'
import { createKeyReader, keyProgram } from './key-reader.io.ts'
import { findKeyCopies, scanIdentitiesFolder } from './scan.io.ts'

const recordings = (path: string): string => fileURLToPath(new URL(`../../e2e/recordings/${path}`, import.meta.url))
const made: string[] = []
const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'))
  made.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const good =
  '24d639f149536af991e7e9bbcf7b6173826781c2d67e2c3aa625eb9e4775cb3a2e15539b77f91d39c1b7007ccbbe6c8d62facc32aa6aea51150a19b3b78ea62a'
const other =
  'd2babf34382517d65e868ac9f24977b8c155c876700802b208b68110bc76010d585d41db59a07220b661b313abb0f7318a1d9ec0dc12a69d2425db1c277e5f88'
const goodId = good.slice(64)
const folderWith = (files: Record<string, string>): string => {
  const folder = fresh()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text, { mode: 0o600 })
  }
  return folder
}

interface StartCase {
  readonly id: string
  readonly meaning: string
  readonly given?: { readonly identities?: Record<string, string | { base64: string }>; readonly setup?: string }
}
const recordedStarts = ['1.7.6', '1.6.8', '1.4.6'].flatMap((version): [string, StartCase][] => {
  const file: { cases: StartCase[] } = JSON.parse(readFileSync(recordings(`cases/go-spacemesh-${version}.json`), 'utf8'))
  return file.cases
    .filter(({ id, given }) => given?.identities !== undefined && id !== 'key-unreadable')
    .map((one) => [`${version} ${one.id}`, one])
})

function layOut({ given }: StartCase): string {
  const folder = fresh()
  for (const [name, held] of Object.entries(given?.identities ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof held === 'string' ? held : Buffer.from(held.base64, 'base64'))
  }
  const setup = given?.setup ?? ''
  if (setup.includes('x.key is a directory')) mkdirSync(join(folder, 'x.key'))
  if (setup.includes('symlink to a good key outside')) {
    const outside = folderWith({ 'outside.txt': good })
    symlinkSync(join(outside, 'outside.txt'), join(folder, 'link.key'))
  }
  if (setup.includes('symlink to nothing')) symlinkSync(join(folder, 'nothing-there'), join(folder, 'link.key'))
  return folder
}

/** The meaning that a verdict by the files alone stands for; starts that fail for another reason have sound keys. */
function meansKeys(start: NextStart): string {
  switch (start.kind) {
    case 'would-start-remote':
      return 'started-remote'
    case 'would-start-supervised':
      return 'started-supervised'
    case 'creates-local-key':
      return start.because === 'no-keys' ? 'started-supervised-new-local-key' : 'started-new-local-key-beside-others'
    case 'refuses':
      return start.reason
    case 'unknown':
      return 'unknown'
  }
}
const aboutKeys = [
  'started-remote',
  'started-supervised',
  'started-supervised-new-local-key',
  'started-new-local-key-beside-others',
  'key-defective',
  'key-not-readable',
  'duplicate-key',
  'supervised-key-beside-others',
]

test('the recordings hold starts of three versions', () => expect(recordedStarts.length).toBeGreaterThan(100))

test.each(recordedStarts)('%s: the verdict is what the real node did', async (_name, recorded) => {
  const { start } = await scanIdentitiesFolder(layOut(recorded))
  const meaning = meansKeys(start)
  // A start refused for its config, lock, ports or database found nothing wrong with its keys.
  const expected = aboutKeys.includes(recorded.meaning) ? recorded.meaning : 'started-remote'
  expect(meaning).toBe(expected)
})

test.each([
  ['newline-at-end', `${good}\n`],
  ['newline-at-end', `${good}\r\n`],
  ['byte-order-mark', `\ufeff${good}`],
  ['empty', ''],
  ['wrong-length', good.slice(1)],
  ['wrong-length', good.slice(2)],
  ['odd-length', `${good}0`],
  ['wrong-length', `${good}00`],
  ['not-hex', ` ${good}`],
  ['not-hex', `g${good.slice(1)}`],
  ['public-half-differs', good.slice(0, 64) + other.slice(64)],
  ['too-large', good.repeat(40)],
])('a key file that is %s is named and refused', async (defect, text) => {
  const scan = await scanIdentitiesFolder(folderWith({ 'a.key': good, 'b.key': text }))
  expect(scan.entries.map((entry) => [entry.name, entry.defect])).toEqual([
    ['a.key', null],
    ['b.key', defect],
  ])
  expect(scan.start).toMatchObject({ kind: 'refuses', reason: 'key-defective', files: ['b.key'] })
  expect(scan.findings[0]?.verdict).toBe('fail')
  expect(JSON.stringify(scan)).not.toContain(good.slice(0, 64))
})

test('a key that may not be read refuses the start', async () => {
  const folder = folderWith({ 'a.key': good })
  mkdirSync(join(folder, 'real'))
  symlinkSync(join(folder, 'real'), join(folder, 'b.key'))
  const { start } = await scanIdentitiesFolder(folder)
  expect(start).toMatchObject({ kind: 'refuses', reason: 'key-not-readable', files: ['b.key'] })
})

test('a named pipe called x.key does not hang the scan', async () => {
  const folder = fresh()
  execFileSync('mkfifo', [join(folder, 'x.key')])
  expect((await scanIdentitiesFolder(folder)).start).toMatchObject({ kind: 'refuses', reason: 'key-not-readable' })
})

test('a dangling link ends the loading where it stands: a defect before it refuses, one after it is never reached', async () => {
  const before = folderWith({ 'a.key': 'x', 'z.key': other })
  symlinkSync('nowhere', join(before, 'b.key'))
  expect((await scanIdentitiesFolder(before)).start).toMatchObject({ kind: 'refuses', files: ['a.key'] })
  const after = folderWith({ 'a.key': good, 'z.key': 'x' })
  symlinkSync('nowhere', join(after, 'b.key'))
  const scan = await scanIdentitiesFolder(after)
  expect(scan.start).toEqual({ kind: 'creates-local-key', beside: ['a.key'], because: 'dangling-symlink' })
  expect(scan.findings[0]?.id).toBe('next-start-dangling-link')
})

test('what the node passes over is said when it holds a key, and only then', async () => {
  const folder = folderWith({
    'a.key': good,
    'b.KEY': other,
    'c.key.bak': other,
    'd.key.moved-20261121': other,
    'sub/e.key': other,
    'notes.txt': 'nothing',
  })
  symlinkSync(join(folder, 'b.KEY'), join(folder, 'linked.txt'))
  const { entries, start } = await scanIdentitiesFolder(folder)
  expect(entries.map(({ name, place, id }) => [name, place, id === other.slice(64)])).toEqual([
    ['a.key', 'loaded', false],
    ['b.KEY', 'passed-over', true],
    ['c.key.bak', 'passed-over', true],
    ['d.key.moved-20261121', 'retired', true],
    ['sub/e.key', 'sub-folder', true],
  ])
  expect(start).toEqual({ kind: 'would-start-remote', ids: [goodId] })
})

test('the order is the byte order of the names, as the node has it', async () => {
  const { entries } = await scanIdentitiesFolder(
    folderWith({ '\u{1f600}.key': good, '\uff5e.key': other, '.key': 'x', 'Z.key': 'x', 'a.key': 'x' }),
  )
  expect(entries.map(({ name }) => name)).toEqual(['.key', 'Z.key', 'a.key', '\uff5e.key', '\u{1f600}.key'])
})

test.skipIf(process.platform === 'win32')('a key that others may read loads, and is said', async () => {
  const folder = folderWith({ 'a.key': good })
  chmodSync(join(folder, 'a.key'), 0o644)
  const { start, findings } = await scanIdentitiesFolder(folder)
  expect(start.kind).toBe('would-start-remote')
  expect(findings.map(({ id }) => id)).toContain('key-open-to-others')
})

test('a missing folder makes a fresh key; a file in its place too', async () => {
  const folder = fresh()
  expect(await scanIdentitiesFolder(join(folder, 'identities'))).toMatchObject({ state: 'missing', start: { kind: 'creates-local-key' } })
})

test('copies elsewhere: postcli leaves one beside the data', async () => {
  const folder = folderWith({ 'identity.key': good, 'key.bin': other, 'postdata_0.bin': 'data', 'broken.key': 'x' })
  const copies = await findKeyCopies([folder, join(folder, 'missing')])
  expect(copies.map(({ name, id }) => [name, id])).toEqual(
    expect.arrayContaining([
      ['identity.key', goodId],
      ['key.bin', other.slice(64)],
    ]),
  )
  expect(copies).toHaveLength(2)
})

/** Everything about a tree that a reader could change: names, kinds, sizes, modes, times, contents. */
function print(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const facts = lstatSync(join(folder, name), { bigint: true })
    hash.update(`${name}|${facts.mode}|${facts.size}|${facts.mtimeNs}|${facts.ctimeNs}|${facts.ino}\n`)
    if (facts.isFile()) hash.update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

test('scanning changes nothing: whole trees before and after', async () => {
  const folder = fresh()
  cpSync(recordings('data-folders'), folder, { recursive: true })
  const before = print(folder)
  const reader = createKeyReader()
  for (const name of readdirSync(folder)) {
    const scan = await scanIdentitiesFolder(join(folder, name, 'identities'), reader)
    await findKeyCopies([join(folder, name)], reader)
    if (name !== 'post') expect(scan.start.kind).toBe('would-start-remote')
  }
  expect(print(folder)).toBe(before)
})

test('a thousand keys: each derived once, a second scan derives none', { timeout: 20_000 }, async () => {
  const folder = fresh()
  for (let at = 0; at < 1000; at++) {
    const pair = generateKeyPairSync('ed25519')
    const seed = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
    const id = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
    writeFileSync(join(folder, `${at}.key`), seed.toString('hex') + id.toString('hex'), { mode: 0o600 })
  }
  const reader = createKeyReader()
  const began = performance.now()
  const first = await scanIdentitiesFolder(folder, reader)
  const middle = performance.now()
  const second = await scanIdentitiesFolder(folder, reader)
  expect(first.start.kind === 'would-start-remote' && first.start.ids.length).toBe(1000)
  expect(second.entries).toEqual(first.entries)
  // What was derived once is known by its inode and times: far less work, however loaded the machine is.
  expect(performance.now() - middle).toBeLessThan(Math.max(2_000, middle - began))
})

const note = (says: 'left' | 'lives', at: number, of = goodId): string => {
  const [batch, sha] = ['20261128-a', '0'.repeat(64)]
  return JSON.stringify({ v: 1, identity: of, says, batch, planHash: sha, at, from: 'a', to: 'b', genesisId: 'g', keySha256: sha })
}
const head = goodId.slice(0, 16)
const noted = async (notes: Record<string, string>, key: Record<string, string> = { 'identities/a1.key': good }) => {
  const folder = folderWith({ 'identities/a2.key': other, ...key })
  mkdirSync(join(folder, 'smeshdesk'))
  for (const [name, text] of Object.entries(notes)) writeFileSync(join(folder, 'smeshdesk', name), text)
  const { returned, unsure, findings } = await scanIdentitiesFolder(join(folder, 'identities'))
  const found = findings.filter(({ id }) => id === 'key-returned' || id === 'move-note-unread').map(({ id, verdict }) => `${id} ${verdict}`)
  return { returned, unsure, found }
}

test('a key that lies where a note says that it left is an old copy, whatever other nodes there are', async () => {
  const left = { [`MOVED-${head}.json`]: note('left', 10) }
  expect(await noted(left)).toEqual({ returned: [goodId], unsure: [], found: ['key-returned fail'] })
  expect((await noted(left, {})).returned).toEqual([])
  expect((await noted(left, { 'identities/a1.key.moved-1': good })).returned).toEqual([])
  expect((await noted({ ...left, [`LEASE-${head}.json`]: note('lives', 9) })).returned).toEqual([goodId])
  expect((await noted({ ...left, [`LEASE-${head}.json`]: note('lives', 11) })).returned).toEqual([])
})

test('a note that can’t be read, or speaks of another identity, is unknown and said', async () => {
  const unread = { returned: [], unsure: [goodId], found: ['move-note-unread unknown'] }
  expect(await noted({ [`MOVED-${head}.json`]: '{"v":1,' })).toEqual(unread)
  expect(await noted({ [`MOVED-${head}.json`]: note('left', 10, other.slice(64)) })).toEqual(unread)
  expect(await noted({ [`MOVED-${head}.json`]: note('left', 10), [`LEASE-${head}.json`]: '' })).toEqual(unread)
})

test('notes that can’t even be listed are unknown for every key of the folder', async () => {
  const folder = folderWith({ 'identities/a1.key': good, smeshdesk: 'no folder' })
  expect((await scanIdentitiesFolder(join(folder, 'identities'))).unsure).toEqual([goodId])
})

test('what a thread reads of many keys at once is what is read of each alone', async () => {
  const folder = fresh()
  const keys = Array.from({ length: 60 }, () => {
    const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    return Buffer.from(d, 'base64url').toString('hex') + Buffer.from(x, 'base64url').toString('hex')
  })
  for (const [at, key] of keys.entries()) writeFileSync(join(folder, `${at}.key`), key, { mode: at === 0 ? 0o644 : 0o600 })
  writeFileSync(join(folder, '60.key'), good.toUpperCase())
  writeFileSync(join(folder, '61.key'), `${good}\n`)
  writeFileSync(join(folder, '62.key'), good.slice(0, 64) + other.slice(64))
  symlinkSync('nowhere', join(folder, '63.key'))
  execFileSync('mkfifo', [join(folder, '64.key')])
  const many = await scanIdentitiesFolder(folder)
  const reader = createKeyReader()
  const alone: unknown[] = []
  for (const { name } of many.entries) {
    const one = await reader.look(Buffer.from(join(folder, name)), true)
    alone.push([name, one.ok ? one.id : one.defect, one.openToOthers, one.file])
  }
  expect(many.entries.map(({ name, id, defect, openToOthers, file }) => [name, id ?? defect, openToOthers, file])).toEqual(alone)
  expect(many.entries.filter(({ id }) => id !== null)).toHaveLength(61)
})

test('the thread itself derives sound keys, hands over what is none, and says why there is nothing', async () => {
  const folder = folderWith({ 'a.key': good, 'b.key': `${good}\n`, 'c.key': good.slice(0, 64) + other.slice(64) })
  const { ask, close } = await startThread('keys', `${keyProgram}\nrun.open = run.close = () => null`, [])
  const look = (name: string, known: string | null = null) => ask('look', [[join(folder, name), constants.O_RDONLY, true, known]])
  const sound = await look('a.key')
  expect(sound).toMatchObject({ id: goodId, stamp: expect.stringMatching(new RegExp(`:${0o100600}$`)) })
  expect(sound).not.toHaveProperty('secret')
  expect(await look('a.key', (sound as { stamp: string }).stamp)).toBe('same')
  for (const name of ['b.key', 'c.key'])
    expect(await look(name)).toMatchObject({ secret: new Uint8Array(readFileSync(join(folder, name))) })
  expect(await look('d.key')).toEqual({ code: 'ENOENT' })
  await close()
})

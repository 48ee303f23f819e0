import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import type { KeyRow } from '../contract/model/key-copies.ts'
import { createKeyReader } from '../identities/index.ts'
import { createDataReader } from '../post/index.ts'
import { lookingFs } from '../storage/index.ts'
import { isWhole, lookEverywhere } from './everywhere.io.ts'
import { keyRows } from './key-rows.ts'
import type { LookTools, Places } from './look.io.ts'
import { createSurroundings } from './surroundings.io.ts'

const one =
  '24d639f149536af991e7e9bbcf7b6173826781c2d67e2c3aa625eb9e4775cb3a2e15539b77f91d39c1b7007ccbbe6c8d62facc32aa6aea51150a19b3b78ea62a'
const two =
  'd2babf34382517d65e868ac9f24977b8c155c876700802b208b68110bc76010d585d41db59a07220b661b313abb0f7318a1d9ec0dc12a69d2425db1c277e5f88'
const idOf = (key: string) => key.slice(64)

let root = ''
let tools: LookTools
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inventory-'))
  tools = { keys: createKeyReader(), data: createDataReader(), surroundings: createSurroundings(), fs: lookingFs() }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { mode: 0o600 })
}
const postData = (folder: string, key: string) =>
  write(
    `${folder}/postdata_metadata.json`,
    JSON.stringify({
      NodeId: Buffer.from(idOf(key), 'hex').toString('base64'),
      CommitmentAtxId: Buffer.alloc(32).toString('base64'),
      LabelsPerUnit: 1024,
      NumUnits: 4,
      MaxFileSize: 65_536,
    }),
  )

const node = (name: string, there = true): Places['nodes'][number] => ({
  name: name as RigName,
  dataFolder: there ? join(root, name) : null,
})
const service = (name: string): Places['services'][number] => ({ name: name as RigName, dataFolder: join(root, name) })
const places = (part: Partial<Places>): Places => ({ nodes: [], services: [], batches: join(root, 'batches'), added: [], ...part })

async function look(part: Partial<Places>): Promise<{ rows: KeyRow[]; unread: string[] }> {
  const { signal } = new AbortController()
  const found = await lookEverywhere(places(part), tools, { signal, told: () => undefined })
  return {
    rows: keyRows(found, isWhole(places(part), found)),
    unread: found.unread.map(({ path, detail }) => `${path.slice(root.length + 1)} ${detail}`),
  }
}

const checksOf = ({ checks }: KeyRow): string[] => checks.map(({ id, verdict }) => `${id} ${verdict}`)
const of = (rows: readonly KeyRow[], key: string): KeyRow => {
  const row = rows.find(({ identity }) => identity === idOf(key))
  if (row === undefined) throw new Error('no such row')
  return row
}
const pathsOf = ({ copies }: KeyRow): string[] => copies.map(({ path }) => path.slice(root.length + 1))

test('a key in its node’s folder and beside its data is in order, and no byte of it is told', async () => {
  write('home/identities/a.key', one)
  postData('post', one)
  write('post/identity.key', one)
  const { rows, unread } = await look({ nodes: [node('home')], services: [service('post')] })
  expect([rows.map(checksOf), pathsOf(of(rows, one)), unread]).toEqual([[[]], ['home/identities/a.key', 'post/identity.key'], []])
  expect(of(rows, one).copies).toMatchObject([
    { place: 'loaded', node: 'home', data: null },
    { place: 'elsewhere', node: null, data: { identity: idOf(one) } },
  ])
  expect(JSON.stringify(rows)).not.toContain(one.slice(0, 64))
})

test('one key in two nodes’ folders is told whatever the files are called', async () => {
  write('home/identities/a.key', one)
  write('attic/identities/other.key', one.toUpperCase())
  const { rows } = await look({ nodes: [node('home'), node('attic')] })
  expect(checksOf(of(rows, one))).toEqual(['key-loadable-twice fail'])
  expect(of(rows, one).checks[0]?.values).toMatchObject({ one: 'attic', other: 'home' })
})

test('a second node’s folder that nobody knows is found below a folder that a person names', async () => {
  write('home/identities/a.key', one)
  write('old disk/backup/spacemesh/identities/a.key', one)
  expect(checksOf(of((await look({ nodes: [node('home')] })).rows, one))).toEqual(['key-only-copy warn'])
  const { rows } = await look({ nodes: [node('home')], added: [join(root, 'old disk')] })
  expect(checksOf(of(rows, one))).toEqual(['key-loadable-twice fail'])
  expect(of(rows, one).checks[0]?.values.other).toBe(join(root, 'old disk/backup/spacemesh/identities'))
})

test('a hard link and a link are loaded as well, but they are one copy', async () => {
  write('home/identities/a.key', one)
  mkdirSync(join(root, 'attic/identities'), { recursive: true })
  linkSync(join(root, 'home/identities/a.key'), join(root, 'attic/identities/a.key'))
  const linked = await look({ nodes: [node('home'), node('attic')] })
  expect(checksOf(of(linked.rows, one))).toEqual(['key-loadable-twice fail', 'key-only-copy warn'])
  rmSync(join(root, 'attic'), { recursive: true })
  symlinkSync(join(root, 'home/identities/a.key'), join(root, 'home/identities/b.key'))
  const { rows } = await look({ nodes: [node('home')] })
  expect(checksOf(of(rows, one))).toEqual(['key-under-two-names fail', 'key-only-copy warn'])
  expect(of(rows, one).copies.map(({ sameAs }) => sameAs?.slice(root.length + 1) ?? null)).toEqual([null, 'home/identities/a.key'])
})

test('two ways to one folder are one node', async () => {
  write('home/identities/a.key', one)
  write('spare/a.txt', one)
  symlinkSync(join(root, 'home'), join(root, 'again'))
  const { rows } = await look({ nodes: [node('home'), node('again')], added: [join(root, 'spare'), join(root, 'home')] })
  expect(checksOf(of(rows, one))).toEqual([])
})

test('mix-ups are told by the derived id: a key beside another’s data, and one named for another', async () => {
  write('home/identities/post2.key', one)
  write('home/identities/sm-2e15539b77f91d39.key', two)
  postData('post1', one)
  write('post1/identity.key', two)
  postData('post2', two)
  write('spare.txt', one)
  const { rows } = await look({ nodes: [node('home')], services: [service('post1'), service('post2')] })
  expect(checksOf(of(rows, one))).toEqual(['key-named-for-another warn', 'key-only-copy warn'])
  expect(checksOf(of(rows, two))).toEqual(['key-beside-other-data warn', 'key-named-for-another warn'])
  expect(of(rows, two).checks.map(({ values }) => values.id)).toEqual([idOf(one), '2e15539b77f91d39'])
})

test('PoST data whose key was found nowhere is the worst of too few, and unknown where not every place was looked at', async () => {
  mkdirSync(join(root, 'home/identities'), { recursive: true })
  postData('post', one)
  const wanted = { nodes: [node('home')], services: [service('post')] }
  expect(checksOf(of((await look(wanted)).rows, one))).toEqual(['key-nowhere fail'])
  expect(checksOf(of((await look({ ...wanted, nodes: [node('home'), node('far', false)] })).rows, one))).toEqual(['key-nowhere unknown'])
  expect(checksOf(of((await look({ ...wanted, nodes: [] })).rows, one))).toEqual(['key-nowhere unknown'])
  expect(checksOf(of((await look({ ...wanted, added: [join(root, 'gone')] })).rows, one))).toEqual(['key-nowhere unknown'])
})

test('PoST data of one identity in two folders is told, and one folder by two names is not', async () => {
  write('home/identities/a.key', one)
  write('spare.key', one)
  postData('post', one)
  symlinkSync(join(root, 'post'), join(root, 'again'))
  const wanted = { nodes: [node('home')], services: [service('post'), service('again')], added: [join(root, 'post')] }
  expect(checksOf(of((await look(wanted)).rows, one))).toEqual(['key-only-copy warn'])
  postData('old', one)
  const { rows } = await look({ ...wanted, services: [...wanted.services, service('old')] })
  expect(checksOf(of(rows, one))).toEqual(['key-only-copy warn', 'key-data-twice warn'])
})

test('one copy only is told, a retired one is none too few, and a backup under any name is a second', async () => {
  write('home/identities/a.key', one)
  write('attic/identities/b.key.moved-0123456789ab', two)
  const wanted = { nodes: [node('home'), node('attic')] }
  const { rows } = await look(wanted)
  expect([checksOf(of(rows, one)), checksOf(of(rows, two))]).toEqual([['key-only-copy warn'], []])
  expect(of(rows, two).copies[0]?.place).toBe('retired')
  write('vault/paper.txt', `${one}\n`)
  expect(checksOf(of((await look({ ...wanted, added: [join(root, 'vault')] })).rows, one))).toEqual(['key-only-copy warn'])
  write('vault/paper.txt', one)
  expect(checksOf(of((await look({ ...wanted, added: [join(root, 'vault')] })).rows, one))).toEqual([])
})

test('files that are no sound keys have rows of their own, by where they would be loaded', async () => {
  write('home/identities/a.key', `${one}\n`)
  mkdirSync(join(root, 'home/identities/x.key'))
  symlinkSync('nowhere', join(root, 'home/identities/y.key'))
  postData('post', one)
  write('post/identity.key', one.slice(1))
  const { rows } = await look({ nodes: [node('home')], services: [service('post')] })
  const files = rows.filter(({ identity }) => identity === null)
  expect(Object.fromEntries(files.map((row) => [row.name, checksOf(row).join()]))).toEqual({
    'a.key': 'key-newline-at-end fail',
    'identity.key': 'key-wrong-length warn',
    'x.key': 'folder-named-key warn',
    'y.key': 'key-dangling-symlink fail',
  })
})

test('what fails is what an alert tells of too: in a folder that no node of the rig loads it is advice', async () => {
  write('home/identities/a.key', one)
  write('home/identities/bad.key', 'x')
  write('disk/identities/b.key', two)
  write('disk/identities/c.key', two)
  write('disk/identities/bad.key', 'y')
  const { rows } = await look({ nodes: [node('home')], added: [join(root, 'disk')] })
  expect(Object.fromEntries(rows.map((row) => [pathsOf(row)[0], checksOf(row).join()]))).toEqual({
    'home/identities/a.key': 'key-only-copy warn',
    'home/identities/bad.key': 'key-wrong-length fail',
    'disk/identities/b.key': 'key-under-two-names warn',
    'disk/identities/bad.key': 'key-wrong-length warn',
  })
})

const isRoot = process.getuid?.() === 0
test.skipIf(isRoot || process.platform === 'win32')('a key or a folder that may not be read is said, never passed over', async () => {
  write('home/identities/a.key', one)
  chmodSync(join(root, 'home/identities/a.key'), 0)
  write('attic/identities/a.key', one)
  chmodSync(join(root, 'attic/identities'), 0)
  postData('post', one)
  // Its metadata can be read, and what else lies there can't be seen.
  chmodSync(join(root, 'post'), 0o300)
  const { rows, unread } = await look({ nodes: [node('home'), node('attic')], services: [service('post')] })
  for (const path of ['attic/identities', 'post']) chmodSync(join(root, path), 0o700)
  expect(rows.map(checksOf)).toEqual([['key-not-readable fail']])
  expect(unread.sort()).toEqual(['attic/identities EACCES', 'post EACCES'])
})

test('a folder that is not there, or is none, is said to be unread', async () => {
  write('file', 'x')
  const { rows, unread } = await look({
    nodes: [node('home')],
    services: [service('post')],
    added: [join(root, 'file'), join(root, 'gone')],
  })
  expect([rows, unread.sort()]).toEqual([[], ['file ENOTDIR', 'gone ENOENT', 'home ENOENT', 'post ENOENT']])
})

test('others who may read it, and programs that carry it away, are told by bits and marks', async () => {
  write('home/identities/a.key', one)
  write('Nextcloud/keys/a.txt', one)
  write('phone/.stfolder/x', '')
  write('phone/deep/b.bak.key', one)
  chmodSync(join(root, 'phone/deep/b.bak.key'), 0o640)
  const { rows } = await look({ nodes: [node('home')], added: [join(root, 'Nextcloud'), join(root, 'phone')] })
  expect(of(rows, one).checks.map(({ id, values }) => [id, values.by ?? values.file])).toEqual([
    ['key-open-to-others', 'b.bak.key'],
    ['key-synced', 'nextcloud'],
    ['key-synced', 'syncthing'],
  ])
  rmSync(join(root, 'phone/.stfolder'), { recursive: true })
  const after = await look({ nodes: [node('home')], added: [join(root, 'phone')] })
  expect(checksOf(of(after.rows, one))).toEqual(['key-open-to-others warn'])
})

test('a key that lies where a note says that it left is told', async () => {
  write('home/identities/a.key', one)
  write('spare.key', one)
  const note = {
    v: 1,
    identity: idOf(one),
    says: 'left',
    batch: 'b',
    planHash: '0'.repeat(64),
    at: 1,
    from: 'home',
    to: 'attic',
    genesisId: 'g',
  }
  write(`home/smeshdesk/MOVED-${idOf(one).slice(0, 16)}.json`, JSON.stringify({ ...note, keySha256: '0'.repeat(64) }))
  const { rows } = await look({ nodes: [node('home')] })
  expect(checksOf(of(rows, one))).toEqual(['key-returned fail', 'key-only-copy warn'])
})

test('what changed is read anew, also in place and with its times put back', async () => {
  write('home/identities/a.key', one)
  const path = join(root, 'home/identities/a.key')
  const old = new Date(Date.now() - 3_600_000)
  utimesSync(path, old, old)
  const before = statSync(path)
  tools = { ...tools, keys: createKeyReader(() => Date.now() + 60_000) }
  expect((await look({ nodes: [node('home')] })).rows.map(({ identity }) => identity)).toEqual([idOf(one)])
  writeFileSync(path, two)
  utimesSync(path, old, old)
  expect(statSync(path).mtimeMs).toBe(before.mtimeMs)
  expect((await look({ nodes: [node('home')] })).rows.map(({ identity }) => identity)).toEqual([idOf(two)])
  renameSync(path, join(root, 'home/identities/b.key'))
  write('home/identities/a.key', one)
  expect(new Set((await look({ nodes: [node('home')] })).rows.map(({ identity }) => identity))).toEqual(new Set([idOf(one), idOf(two)]))
})

test('looking changes nothing', async () => {
  write('home/identities/a.key', one)
  postData('post', one)
  copyFileSync(join(root, 'home/identities/a.key'), join(root, 'post/identity.key'))
  const print = () =>
    readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const facts = statSync(join(parentPath, name), { bigint: true })
        return [name, facts.mtimeNs, facts.ctimeNs, facts.mode, readFileSync(join(parentPath, name), 'utf8')].join()
      })
      .sort()
  const before = print()
  await look({ nodes: [node('home')], services: [service('post')], added: [root] })
  expect(print()).toEqual(before)
})

test('it can be stopped, and tells how far it is', async () => {
  const stopping = new AbortController()
  const told: number[] = []
  const services = Array.from({ length: 40 }, (_, at) => {
    postData(`post-${at}`, one)
    return service(`post-${at}`)
  })
  await lookEverywhere(places({ services }), tools, { signal: stopping.signal, told: (done, all) => told.push(done / all) })
  expect([told.length, told.at(-1)]).toEqual([41, 1])
  stopping.abort()
  const stopped = await lookEverywhere(places({ services }), tools, { signal: stopping.signal, told: () => expect.unreachable() })
  expect(stopped.data).toEqual([])
})

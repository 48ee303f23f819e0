import type { Check } from '../../electron/contract/model/basics.ts'
import type { Inventory, KeyCopy, KeyRow } from '../../electron/contract/model/key-copies.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

const day = 24 * 3_600_000

export const keyCopy = (path: string, part: Partial<KeyCopy> = {}): KeyCopy => ({
  path,
  sameAs: null,
  place: 'elsewhere',
  node: null,
  defect: null,
  changedAt: instant(galleryNow - 500 * day),
  data: null,
  ...part,
})

const atNode = (node: string, name: string, part: Partial<KeyCopy> = {}) =>
  keyCopy(`/data/${node}/identities/${name}.key`, { place: 'loaded', node: rigName(node), ...part })
const besideData = (name: string, of = name) => keyCopy(`/disks/${name}/identity.key`, { data: { identity: idOf(of) } })

/** A key in its node's folder, and the copy that postcli left beside the data. */
export const keyRow = (name: string, part: Partial<KeyRow> = {}): KeyRow => ({
  key: idOf(name),
  identity: idOf(name),
  name,
  checks: [],
  copies: [atNode('home', name), besideData(name)],
  ...part,
})

export const found = (id: Check['id'], verdict: Check['verdict'], values: Record<string, string>): Check => ({
  id,
  verdict,
  evidence: values.path ?? '',
  values,
})

export const inventory = (part: Partial<Inventory> = {}): Inventory => ({
  lookedAt: instant(galleryNow - 12_000),
  looking: null,
  stopped: false,
  unread: [],
  elsewhere: [],
  added: [],
  ...part,
})

export const keysOf = (rows: readonly KeyRow[]): Readonly<Record<string, KeyRow>> => Object.fromEntries(rows.map((row) => [row.key, row]))

const names = ['diskA_post1', 'diskA_post2', 'diskB_post3', 'diskC_post1', 'diskC_post2', 'diskC_post3']
export const inOrder = names.map((name) => keyRow(name))

const twice = keyRow('diskE_post1', {
  checks: [
    found('key-loadable-twice', 'fail', {
      id: idOf('diskE_post1'),
      node: 'home',
      one: 'home',
      other: 'attic',
      path: '/data/home/identities/diskE_old.key',
    }),
  ],
  copies: [
    atNode('attic', 'diskE_post1'),
    atNode('home', 'diskE_old', { changedAt: instant(galleryNow - 2 * day) }),
    besideData('diskE_post1'),
  ],
})
const dangling: KeyRow = {
  key: '/data/home/identities/spare.key',
  identity: null,
  name: 'spare.key',
  checks: [found('key-dangling-symlink', 'fail', { file: 'spare.key', path: '/data/home/identities/spare.key', detail: '' })],
  copies: [atNode('home', 'spare', { defect: 'dangling-symlink', changedAt: null })],
}
const mixed = keyRow('diskB_post2', {
  checks: [
    found('key-beside-other-data', 'warn', {
      id: idOf('diskB_post1'),
      folder: '/disks/diskB_post1',
      file: 'identity.key',
      path: '/disks/diskB_post1/identity.key',
    }),
  ],
  copies: [
    atNode('home', 'diskB_post2'),
    keyCopy('/disks/diskB_post1/identity.key', { data: { identity: idOf('diskB_post1') } }),
    keyCopy('/data/attic/identities/diskB_post2.key.moved-21c4a0b1e2f3', { place: 'retired', node: rigName('attic') }),
  ],
})
export const tooMany = [twice, dangling, mixed, ...inOrder]

const lost: KeyRow = keyRow('diskD_post1', {
  checks: [found('key-nowhere', 'fail', { id: idOf('diskD_post1'), folder: '/disks/diskD_post1', path: '/disks/diskD_post1' })],
  copies: [],
})
export const onlyCopy = (name: string): KeyRow =>
  keyRow(name, {
    checks: [found('key-only-copy', 'warn', { id: idOf(name), path: `/data/home/identities/${name}.key`, node: 'home' })],
    copies: [atNode('home', name)],
  })
const synced = keyRow('diskB_post1', {
  checks: [
    found('key-synced', 'warn', { file: 'diskB_post1.txt', path: '/home/you/Dropbox/diskB_post1.txt', by: 'dropbox' }),
    found('key-open-to-others', 'warn', { file: 'diskB_post1.txt', path: '/home/you/Dropbox/diskB_post1.txt' }),
  ],
  copies: [atNode('home', 'diskB_post1'), keyCopy('/home/you/Dropbox/diskB_post1.txt')],
})
/** Nothing that needs anybody: seven with one copy only, two of which others may read. */
export const advised = [
  ...inOrder.slice(0, 5).map(({ name }) => onlyCopy(name)),
  ...['diskF_post1', 'diskF_post2'].map((name) => {
    const row = onlyCopy(name)
    const path = `/data/home/identities/${name}.key`
    return { ...row, checks: [...row.checks, found('key-open-to-others', 'warn', { file: `${name}.key`, path })] }
  }),
  keyRow('diskB_post2', {
    checks: [
      found('key-beside-other-data', 'warn', {
        id: idOf('diskB_post1'),
        folder: '/disks/diskB_post1',
        file: 'identity.key',
        path: '/disks/diskB_post1/identity.key',
      }),
    ],
    copies: [atNode('home', 'diskB_post2'), besideData('diskB_post1', 'diskB_post1')],
  }),
  ...inOrder.slice(5),
]
export const tooFew = [lost, onlyCopy('diskB_post2'), synced, ...inOrder]

export const unread = inventory({
  unread: [
    { path: '/media/usb1/keys', detail: 'ENOENT' },
    { path: '/srv/backup/identities', detail: 'EACCES' },
  ],
  elsewhere: [rigName('attic')],
  added: ['/media/usb1/keys', '/srv/backup'],
})

/** Half of a thousand with one copy only. */
export const manyKeys = (count: number): readonly KeyRow[] =>
  Array.from({ length: count }, (_, at) => (at % 2 === 0 ? onlyCopy(`disk_${at}`) : keyRow(`disk_${at}`)))

import { expect, test } from 'vitest'
import type { Bytes } from '../contract/model/basics.ts'
import { nextStart } from '../keys/index.ts'
import { type RigMemory, see } from './rig-memory.ts'
import { entry, far, healthy, home, id, keys, lists, rigOf, row, service, services, slot, start } from './testing/one-identity.ts'

const unreadFolder = { folder: '/data/identities', state: 'unreadable', entries: [], findings: [] } as const
const unread = (rig: RigMemory, node: typeof home, at = start) =>
  see(rig, { source: 'keys', node, at, scan: { ...unreadFolder, start: { kind: 'unknown', detail: 'EACCES' } } })
const keyEvidence = (rig: RigMemory) => row(rig).evidence.find(({ source }) => source === 'key')

test('a folder that can’t be read is not known to hold a sound key, nor to hold none', () => {
  const rig = healthy()
  unread(rig, home)
  expect(row(rig).cell.key).toBe('unknown')
  expect(keyEvidence(rig)).toMatchObject({ says: 'unknown', tone: 'warn' })
  expect(keyEvidence(rig)?.detail).toContain('EACCES')

  const nowhere = rigOf()
  services(nowhere, [slot('running')])
  see(nowhere, { source: 'data', service, at: start, data: { identity: id, numUnits: 1, sizeBytes: 1 as Bytes, disk: null, copies: [] } })
  lists(nowhere, home, null)
  lists(nowhere, far, null)
  unread(nowhere, far)
  expect(row(nowhere)).toMatchObject({ state: 'key-unknown', cell: { key: 'unknown' } })
})

test('a key file that can’t be read may be any key: its node’s listing is no file that went', () => {
  const rig = rigOf()
  keys(rig, home, [entry({ name: 'k.key', id: null, defect: 'not-readable', detail: 'EACCES' })])
  lists(rig, home, 'idle')
  expect(row(rig).cell.key).toBe('unknown')
})

const noted = (rig: RigMemory, said: { returned?: readonly (typeof id)[]; unsure?: readonly (typeof id)[] }, at = start) => {
  const entries = [entry()]
  see(rig, {
    source: 'keys',
    node: home,
    at,
    scan: { folder: '', state: 'read', entries, start: nextStart(entries), findings: [], ...said },
  })
}

test('an unreadable note makes a key that lies beside it unknown', () => {
  const rig = healthy()
  noted(rig, { unsure: [id] })
  expect(keyEvidence(rig)).toMatchObject({ says: 'unknown', tone: 'warn' })
})

test('an old copy of a key that was moved away is bad as long as it lies there, and stays told when it is gone', () => {
  const rig = healthy()
  noted(rig, { returned: [id] })
  expect(row(rig)).toMatchObject({ state: 'key-returned', tone: 'bad', overlay: 'key-returned' })
  expect(keyEvidence(rig)).toMatchObject({ says: 'returned', tone: 'bad' })
  unread(rig, home, start + 1)
  expect(row(rig).state).toBe('key-returned')
  keys(rig, home, [])
  expect(row(rig).state).not.toBe('key-returned')
  expect([...(rig.identities.get(id)?.returned.values() ?? [])]).toMatchObject([{ here: false, told: true }])
})

test('a move’s own key is no old copy in the moment before its note is written; what lasts longer is one', () => {
  const holds = (rig: RigMemory, at: number) => see(rig, { source: 'holds', at, ids: new Set([id]) })
  const rig = healthy()
  holds(rig, start)
  noted(rig, { returned: [id] }, start)
  expect(row(rig).state).toBe('held-by-migration')
  noted(rig, {}, start + 1_000)
  expect(rig.identities.get(id)?.returned.size).toBe(0)

  const early = healthy()
  noted(early, { returned: [id] }, start)
  holds(early, start + 100)
  expect(row(early).state).toBe('held-by-migration')
  noted(early, { returned: [id] }, start + 15_000)
  expect(row(early).state).toBe('key-returned')
})

test('whose rows are gone is told by its own node: that another one that stands still has none says nothing', () => {
  const rig = rigOf()
  keys(rig, home, [entry()])
  const rowsOf = (node: typeof home, ...tables: string[]) => see(rig, { source: 'rows', node, at: start, tables: new Map([[id, tables]]) })
  rowsOf(home, 'post')
  rowsOf(far)
  expect(rig.identities.get(id)?.rows).toMatchObject({ node: home, tables: ['post'] })
  rowsOf(home)
  rowsOf(far)
  expect(rig.identities.get(id)?.rows).toMatchObject({ node: home, lost: ['post'] })
})

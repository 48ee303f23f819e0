import { beforeEach, describe, expect, test } from 'vitest'
import type { LostMove } from '../contract/model/migration.ts'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { batches, MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const quiet = { effect: () => 'do' as const, question: () => undefined }
const bytes = (text: string) => new TextEncoder().encode(text)

async function begin(): Promise<string> {
  const request = { identity: rig.moving.id, source: names.source, target: names.target }
  const { plan } = await migration.scan(request)
  return (await migration.begin({ ...request, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).batch
}

/** A move that ends as the app does at the first question `what`; what it holds stays held. */
async function stoppedAt(what: string): Promise<string> {
  rig.meanwhile = {
    effect: () => 'do',
    question: (name) => {
      if (name === what) rig.dead = true
    },
  }
  const batch = await begin()
  await migration.rested()
  rig.meanwhile = quiet
  rig.holds = { [batch]: { nodes: [names.source, names.target], services: [names.service] } }
  return batch
}

async function again(): Promise<void> {
  migration = createMigration(rig.deps())
  await migration.open()
}

const remove = (start: string) => {
  for (const path of rig.disk.names.keys()) if (path.startsWith(start)) rig.disk.names.delete(path)
  for (const path of rig.disk.folders) if (path.startsWith(start)) rig.disk.folders.delete(path)
}
const write = (path: string, text: string) => {
  const inode = rig.disk.names.get(path)
  if (inode === undefined) throw new Error(`no ${path}`)
  rig.disk.write(inode, bytes(text))
}
const textAt = (path: string) => new TextDecoder().decode(rig.disk.names.get(path)?.seen ?? new Uint8Array())

const damages: readonly (readonly [string, LostMove['why'], (folder: string) => void])[] = [
  ['the journal is gone', 'journal-missing', (folder) => remove(`${folder}/journal`)],
  ['the journal has 0 bytes', 'journal-empty', (folder) => write(`${folder}/journal.jsonl`, '')],
  ['the journal is one line of nothing', 'journal-empty', (folder) => write(`${folder}/journal.jsonl`, 'x\n')],
  ['the plan is gone', 'plan-missing', (folder) => remove(`${folder}/plan`)],
  ['plan and journal are gone', 'plan-missing', (folder) => [`${folder}/plan`, `${folder}/journal`].forEach(remove)],
  ['the plan is cut', 'plan-damaged', (folder) => write(`${folder}/plan.json`, textAt(`${folder}/plan.json`).slice(0, 100))],
  [
    'a digit of the plan is another',
    'plan-damaged',
    (folder) => write(`${folder}/plan.json`, textAt(`${folder}/plan.json`).replace('"layers":2', '"layers":0')),
  ],
  ['the batch is gone', 'unknown-batch', (folder) => remove(folder)],
  ['all batches are gone', 'unknown-batch', () => remove(batches)],
]

test.each(damages)(
  '%s after the key was put out of use: the move is named, rebuilt from the notes, and nothing of it goes on',
  async (_what, why, damage) => {
    const batch = await stoppedAt('wait')
    expect(rig.loadableAt()).toEqual([])
    damage(`${batches}/${batch}`)
    await again()
    expect(migration.rows()).toEqual([])
    const retired = `/attic/identities/a1.key.moved-${batch}`
    expect(migration.lost()).toMatchObject([
      { id: batch, why, identity: rig.moving.id, name: 'a1', from: 'attic', to: 'home', held: ['attic', 'home', 'a1'] },
    ])
    const found = migration.lost()[0]?.found ?? []
    expect(found).toContainEqual({ is: 'retired-key', node: 'attic', path: retired })
    expect(found).toContainEqual({ is: 'left', node: 'attic', path: expect.stringContaining('/attic/smeshdesk/MOVED-') })
    await expect(migration.resume(batch, '')).rejects.toMatchObject({ code: 'not_found' })
    await expect(migration.abort(batch)).rejects.toMatchObject({ code: 'not_found' })
    const scan = await migration.scan({ identity: rig.moving.id, source: names.source, target: names.target })
    expect([scan.plan, scan.checks.find(({ id }) => id === 'one-batch')?.verdict]).toEqual([null, 'fail'])
    expect(rig.loadableAt()).toEqual([])
  },
)

test.each(damages)('%s before anything was done but the hold: still a move that is lost', async (_what, why, damage) => {
  const batch = await stoppedAt('stop-service')
  damage(`${batches}/${batch}`)
  await again()
  expect(migration.lost()).toMatchObject([{ id: batch, why, held: ['attic', 'home', 'a1'] }])
  expect(migration.rows()).toEqual([])
})

test('a plan without a journal, and without a trace anywhere, was never begun', async () => {
  const batch = await stoppedAt('hold')
  rig.holds = {}
  remove(`${batches}/${batch}/journal`)
  await again()
  expect([migration.rows(), migration.lost()]).toEqual([[], []])
})

test('an empty journal without a trace anywhere is a first record that a crash cut off: it waits, as before its first step', async () => {
  const batch = await stoppedAt('hold')
  rig.holds = {}
  write(`${batches}/${batch}/journal.jsonl`, '')
  await again()
  expect(migration.lost()).toEqual([])
  expect(migration.rows()).toMatchObject([{ batch, state: 'planned', activity: 'needs-resume' }])
})

test('a folder of a node that can not be looked into is no proof that a move never began', async () => {
  const batch = await stoppedAt('hold')
  rig.holds = {}
  remove(`${batches}/${batch}/journal`)
  const deps = rig.deps()
  const list = (path: string) => {
    if (path.startsWith('/attic')) throw Object.assign(new Error('EIO'), { code: 'EIO' })
    return deps.fs.list(path)
  }
  migration = createMigration({ ...deps, fs: Object.assign(Object.create(deps.fs), { list: async (path: string) => list(path) }) })
  await migration.open()
  expect(migration.lost()).toMatchObject([{ id: batch, why: 'journal-missing' }])
})

test('a whole profile that is lost: the retired key and the notes tell of the move, until the key is somewhere loadable again', async () => {
  const batch = await stoppedAt('wait')
  remove('/profile/')
  rig.disk.folders.add('/profile')
  rig.holds = {}
  await again()
  expect(migration.lost()).toMatchObject([
    { id: batch, why: 'unknown-batch', identity: rig.moving.id, from: 'attic', to: 'home', held: [] },
  ])
  const before = migration.claims()
  expect(before).toMatchObject([{ identities: [rig.moving.id], nodes: ['attic', 'home'] }])
  let told = 0
  migration.onChange(() => {
    told += 1
  })
  await migration.lookForLost()
  expect(told).toBe(0)
  rig.disk.rename(
    `/attic/identities/a1.key.moved-${batch}`,
    '/attic/identities/a1.key',
    rig.disk.names.get(`/attic/identities/a1.key.moved-${batch}`) as never,
  )
  await migration.lookForLost()
  expect([migration.lost(), told]).toEqual([[], 1])
})

test('moves that ended and are remembered, or whose key is loadable, are no lost ones', async () => {
  const batch = await begin()
  await migration.rested()
  await again()
  expect([migration.rows()[0]?.state, migration.lost()]).toEqual(['moved', []])
  remove(`${batches}/${batch}`)
  await again()
  expect(migration.lost()).toEqual([])
})

test('a note that can not be read, about a key that no node could load', async () => {
  const batch = await stoppedAt('wait')
  const note = `/attic/smeshdesk/MOVED-${rig.moving.id.slice(0, 16)}.json`
  remove('/profile/')
  remove(`/attic/identities/a1.key.moved-${batch}`)
  rig.holds = {}
  write(note, textAt(note).slice(0, 40))
  await again()
  expect(migration.lost()).toMatchObject([
    { why: 'note-damaged', identity: null, found: [{ is: 'note-damaged', node: 'attic', path: note }] },
  ])
})

test('what moves hold can not be read, or which moves there are', async () => {
  rig.holds = null
  await again()
  expect(migration.lost()).toMatchObject([{ id: 'holds', why: 'holds-unreadable', found: [{ path: '/profile/slots/holds.json' }] }])
  rig.holds = {}
  const deps = rig.deps()
  const list = async (path: string) => {
    if (path === batches) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
    return deps.fs.list(path)
  }
  migration = createMigration({ ...deps, fs: Object.assign(Object.create(deps.fs), { list }) })
  await migration.open()
  expect(migration.lost()).toMatchObject([{ id: 'moves', why: 'moves-unreadable', detail: expect.stringContaining('EACCES') }])
})

describe('letting go of what a lost move holds', () => {
  const words = (batch: string) => `let-go:${batch}`
  const release = (batch: string, said = words(batch)) => migration.letGo(batch, said)

  test('by its words: held no more, written down, no file of a node touched; the move stays named', async () => {
    const batch = await stoppedAt('wait')
    remove(`${batches}/${batch}/journal`)
    await again()
    const files = () => [...rig.disk.names.keys()].filter((path) => !path.startsWith('/profile')).sort()
    const before = files()
    expect(migration.lost()).toMatchObject([{ letGoWords: words(batch), letGoClosed: null }])
    await expect(release(batch, 'let go')).rejects.toMatchObject({ code: 'consent_mismatch' })
    await expect(release('0123456789ab')).rejects.toMatchObject({ code: 'not_found' })
    expect(Object.keys(rig.holds ?? {})).toEqual([batch])
    await release(batch)
    expect(migration.lost()).toMatchObject([{ id: batch, held: [], letGoWords: null }])
    expect(files()).toEqual(before)
    const kept = [...rig.disk.names.keys()].find((path) => path.startsWith(`${batches}/LET-GO-`)) ?? ''
    expect(JSON.parse(textAt(kept))).toMatchObject({ id: batch, words: words(batch), held: ['attic', 'home', 'a1'] })
    await expect(release(batch)).rejects.toMatchObject({ code: 'batch_not_waiting' })
  })

  test('whatever the file of holds calls it: nothing is written beside the batches', async () => {
    const odd = '../../etc/x'
    rig.holds = { [odd]: { nodes: [names.source], services: [] } }
    await again()
    expect(migration.lost()).toMatchObject([{ id: odd, why: 'unknown-batch', held: ['attic'], letGoWords: words(odd) }])
    const before = [...rig.disk.names.keys()]
    await release(odd)
    expect(migration.lost()).toEqual([])
    const added = [...rig.disk.names.keys()].filter((path) => !before.includes(path))
    expect(added).toEqual([expect.stringMatching(/^\/profile\/batches\/LET-GO-\d+\.json$/)])
  })

  test('not while two nodes could load the key, as it is found at that moment', async () => {
    const batch = await stoppedAt('wait')
    remove(`${batches}/${batch}/journal`)
    await again()
    expect(migration.lost()).toMatchObject([{ letGoClosed: null }])
    for (const node of ['attic', 'home']) {
      const inode = rig.disk.names.get(`/attic/identities/a1.key.moved-${batch}`)
      if (inode !== undefined) rig.disk.names.set(`/${node}/identities/a1.key`, inode)
    }
    await expect(release(batch)).rejects.toMatchObject({ code: 'batch_not_waiting', message: 'two-loadable' })
    expect(migration.lost()).toMatchObject([{ held: ['attic', 'home', 'a1'], letGoClosed: 'two-loadable' }])
  })

  test('not while a folder of a node can not be looked into', async () => {
    const batch = await stoppedAt('wait')
    remove(`${batches}/${batch}/journal`)
    const deps = rig.deps()
    const list = async (path: string) => {
      if (path.startsWith('/home')) throw Object.assign(new Error('EIO'), { code: 'EIO' })
      return deps.fs.list(path)
    }
    migration = createMigration({ ...deps, fs: Object.assign(Object.create(deps.fs), { list }) })
    await migration.open()
    await expect(release(batch)).rejects.toMatchObject({ code: 'batch_not_waiting', message: 'unread' })
  })
})

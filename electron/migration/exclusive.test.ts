import { beforeEach, expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { judgeElsewhere, judgeNewKey } from './exclusive.ts'
import { type MemoryRig, names } from './testing/memory-rig.ts'
import { encodeContent, readContent } from './testing/memory-rows.ts'
import { OneMove } from './testing/one-move.io.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})
const running = (side: 'source' | 'target') => rig.nodes.find(names[side]).running !== null
const unseen = (folder: string | null) => ({ pid: 99, folder, keys: 'newer-than-start', holds: [] })
const check = async (id: string) => (await move.migration.scan(move.request())).checks.find((one) => one.id === id)?.verdict

test.each([
  ['no-other-copy', 'fail', () => rig.third.alteredTurnsUp(rig.nowMs)],
  ['no-stranger', 'fail', () => rig.third.strangerTurnsUp(rig.nowMs)],
  ['one-name', 'fail', () => rig.linkKeyOutside()],
  ['no-stranger', 'unknown', () => Object.assign(rig.third, { strangers: [unseen('/x')] })],
  ['no-stranger', 'unknown', () => Object.assign(rig.third, { blind: ['process 7'] })],
])('%s closes the plan as %s, and is clear again once that is put right', async (id, verdict, turnsUp) => {
  turnsUp()
  expect(await check(id)).toBe(verdict)
  rig.mendElsewhere()
  expect(await check(id)).toBe('pass')
})

test('a second name that turns up before the key is retired: it stays where it is, and goes on once that is put right', async () => {
  move.at('copies', () => rig.linkKeyOutside())
  await move.run()
  expect(move.row()).toMatchObject({ state: 'source-stopped', activity: 'needs-resume', problem: { code: 'key-linked' } })
  expect(rig.loadableAt()).toEqual([names.source])
  rig.mendElsewhere()
  await move.resume()
  expect(move.row().state).toBe('moved')
})

test('putting back a key file with a second name elsewhere waits for a person', async () => {
  move.at('.moved-', () => rig.third.listingTurnsUp(rig.nowMs))
  await move.run()
  rig.third.mend()
  rig.linkKeyOutside()
  await move.putBack()
  expect(move.row()).toMatchObject({ state: 'aborting', problem: { code: 'key-linked' } })
  expect(rig.loadableAt()).toEqual([])
  rig.mendElsewhere()
  await move.resume()
  expect(move.row().state).toBe('aborted')
})

test('another node that lists the identity closes the plan, wherever its files are', async () => {
  rig.third.folder = null
  rig.third.lists = true
  expect(await check('not-listed-elsewhere')).toBe('fail')
  rig.third.lists = null
  expect(await check('not-listed-elsewhere')).toBe('unknown')
  rig.third.lists = false
  expect(await check('not-listed-elsewhere')).toBe('pass')
})

test.each([
  ['a copy', 'shed/identities/copy.key', () => rig.third.copyTurnsUp(rig.nowMs)],
  ['a listing', saw('listed-by', 'shed'), () => rig.third.listingTurnsUp(rig.nowMs)],
  ['a copy that one repair makes loadable', 'shed/identities/backup.txt', () => rig.third.alteredTurnsUp(rig.nowMs)],
  ['a node that nobody knows', saw('process-in', '99', '/elsewhere'), () => rig.third.strangerTurnsUp(rig.nowMs)],
])('%s that turns up elsewhere while it waits stops the move before the target is', async (_what, detail, turnsUp) => {
  move.at('.moved-', turnsUp)
  await move.run()
  expect(move.row()).toMatchObject({ state: 'source-retired', activity: 'needs-resume', problem: { code: 'key-elsewhere' } })
  expect(move.row().problem?.detail).toContain(detail)
  rig.third.mend()
  await move.resume()
  expect(move.row().state).toBe('moved')
})

test.each([
  ['a copy', () => rig.third.copyTurnsUp(rig.nowMs), 'key-elsewhere'],
  ['a listing', () => rig.third.listingTurnsUp(rig.nowMs), 'key-elsewhere'],
  ['a copy in another form', () => rig.third.alteredTurnsUp(rig.nowMs), 'key-elsewhere'],
  ['a node that nobody knows', () => rig.third.strangerTurnsUp(rig.nowMs), 'key-elsewhere'],
  ['a second name of the key file', () => rig.linkKeyOutside(), 'key-linked'],
  ['a process whose folder is not found', () => Object.assign(rig.third, { strangers: [unseen(null)] }), 'elsewhere-unknown'],
  ['a node whose keys changed since its start', () => Object.assign(rig.third, { strangers: [unseen('/x')] }), 'elsewhere-unknown'],
  ['a place from which not all is seen', () => Object.assign(rig.third, { blind: ['hidden-processes'] }), 'elsewhere-unknown'],
  ['a node that can no longer be read', () => Object.assign(rig.third, { folder: null }), 'elsewhere-unknown'],
  ['a node that runs and does not answer', () => Object.assign(rig.third, { runs: true }), 'elsewhere-unknown'],
])('%s that turns up right before arming: no key is armed, and it goes on once that is put right', async (_what, turnsUp, code) => {
  move.at('.a1.key.tmp-', turnsUp)
  await move.run()
  expect(move.row()).toMatchObject({ state: 'verified', activity: 'needs-resume', canAbort: true, problem: { code } })
  expect(rig.loadableAt()).toEqual([])
  rig.mendElsewhere()
  Object.assign(rig.third, { folder: '/shed', runs: false })
  await move.resume()
  expect(move.row().state).toBe('moved')
})

test('putting back while a third node has the key: the source gets no key and is not started', async () => {
  move.at('.moved-', () => rig.third.listingTurnsUp(rig.nowMs))
  await move.run()
  await move.putBack()
  expect(move.row()).toMatchObject({
    state: 'aborting',
    activity: 'needs-resume',
    problem: { code: 'key-elsewhere', detail: saw('listed-by', 'shed') },
  })
  expect(rig.loadableAt()).toEqual([])
  expect(running('source')).toBe(false)
  rig.third.mend()
  await move.resume()
  expect(move.row().state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
})

test('a plan that no longer fits once the key is out of use waits for a person', async () => {
  move.at('.moved-', () => {
    const path = '/home/local.sql'
    const before = readContent(rig.disk, path)
    const wal = rig.disk.names.get(`${path}-wal`)
    if (wal) rig.disk.write(wal, encodeContent({ ...before, rows: { ...before.rows, [rig.moving.id]: 'of somebody else' } }))
  })
  await move.run()
  expect(move.row()).toMatchObject({ state: 'target-stopped', activity: 'needs-resume', problem: { code: 'rows-do-not-fit' } })
  expect(rig.loadableAt()).toEqual([])
})

test('asked to put back at the last look before the key is armed: it is, and the answer says so', async () => {
  let answer: Promise<unknown> = Promise.resolve('nobody asked')
  move.at(
    '.a1.key.tmp-',
    () => {
      answer = move.migration.abort(move.row().batch).then(() => 'put back')
    },
    'key',
  )
  await move.run()
  expect(await answer).toBe('put back')
  expect(move.row().state).toBe('aborted')
})

test('asked to put back while the key gets its name: the answer is no', async () => {
  let answer: Promise<unknown> = Promise.resolve('nobody asked')
  move.at('/home/identities/a1.key', () => {
    answer = move.migration.abort(move.row().batch).then(
      () => 'put back',
      (error: unknown) => error,
    )
  })
  await move.run()
  expect(await answer).toMatchObject({ code: 'batch_not_waiting' })
  expect(move.row().state).toBe('moved')
})

test('asked to put back while a step comes to a pause: it is put back all the same', async () => {
  let answer: Promise<unknown> = Promise.resolve('nobody asked')
  move.at(
    '.moved-',
    () => {
      rig.banned = true
      answer = move.migration.abort(move.row().batch)
    },
    'node',
  )
  await move.run()
  await answer
  expect(move.row().state).toBe('aborted')
})

test.each([
  ['source', 'listed-at-source'],
  ['target', 'listed-at-target'],
] as const)('a %s that loads the key from another folder is stopped, and the move freezes', async (side, reason) => {
  const copy = `/old-${side}`
  const rebind = () => {
    rig.put(`${copy}/identities/a1.key`, rig.moving.text)
    rig.nodes.find(names[side]).loadsFrom = copy
  }
  move.at(side === 'source' ? '/smeshdesk/LEASE' : '.a1.key.tmp-', () => {
    rebind()
    if (side === 'target') move.migration.abort(move.row().batch).catch(() => undefined)
  })
  await move.run()
  expect(move.row()).toMatchObject({ state: 'frozen', activity: 'frozen', problem: { code: reason } })
  expect(running(side)).toBe(false)
  expect(rig.nodes.violations.filter((one) => one.includes('signed by'))).toEqual([])
})

interface Late {
  readonly side: 'source' | 'target'
  /** The effect from which on it would load the key from another folder, and the question at which it begins to answer. */
  readonly from: string
  readonly until: string
}

function answersLate({ side, from, until }: Late, also: { readonly stubborn?: true } = {}): void {
  const node = rig.nodes.find(names[side])
  move.at(from, () => {
    rig.put(`/old-${side}/identities/a1.key`, rig.moving.text)
    Object.assign(node, { loadsFrom: `/old-${side}`, mute: true }, also)
    if (side === 'target') move.migration.abort(move.row().batch).catch(() => undefined)
    move.at('', () => Object.assign(node, { mute: false }), until)
  })
}

test('a source that answers late is waited for before it is called moved', async () => {
  answersLate({ side: 'source', from: '/smeshdesk/LEASE', until: 'registered' })
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'listed-at-source' } })
  expect([running('source'), running('target')]).toEqual([false, true])
})

test('where the wrong node can not be ended the right one is', async () => {
  answersLate({ side: 'source', from: '/smeshdesk/LEASE', until: 'registered' }, { stubborn: true })
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'listed-at-source' } })
  expect([running('source'), running('target')]).toEqual([true, false])
})

test('a target that answers late is waited for before all is called put back', async () => {
  answersLate({ side: 'target', from: '.a1.key.tmp-', until: 'start-service' })
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'listed-at-target' } })
  expect([running('source'), running('target')]).toEqual([true, false])
})

test('a source that is seen with the key in the last look before the target starts is ended, not only told of', async () => {
  answersLate({ side: 'source', from: '/smeshdesk/LEASE', until: 'key' })
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'listed-at-source' } })
  expect([running('source'), running('target')]).toEqual([false, false])
})

test('a source whose other keys were taken away meanwhile stays stopped, and the journal says so', async () => {
  move.at('.moved-', () => rig.takeOtherKey())
  await move.run()
  expect(move.row().state).toBe('moved')
  expect(running('source')).toBe(false)
  expect(move.row().journal.some(({ text }) => text.includes(`stays-stopped node=attic because=${saw('no-key')}`))).toBe(true)
  expect(rig.nodes.violations).toEqual([])
})

test('whoever shows keys is told after each act that renames one', async () => {
  await move.run()
  expect(rig.shown).toEqual(['', '', names.target])
})

test('whoever shows keys is told when one was given back', async () => {
  move.at('.moved-', () => {
    move.migration.abort(move.row().batch).catch(() => undefined)
  })
  await move.run()
  expect(rig.shown).toEqual(['', names.source])
})

const sides = { source: { node: names.source, folder: '/attic' }, target: { node: names.target, folder: '/home' } }
test('a node of the move whose entry names another folder by now is not the one of the plan', () => {
  const look = (folder: string) => ({
    nodes: [{ node: names.source, lists: true, folder, runs: true }],
    copies: [],
    strangers: [],
    blind: [],
  })
  expect(judgeElsewhere(look('/attic'), sides, 'source').kind).toBe('nowhere')
  expect(judgeElsewhere(look('/attic-2'), sides, 'source').kind).toBe('somewhere')
})

test('a look that names no node proves nothing', () => {
  expect(judgeElsewhere({ nodes: [], copies: [], strangers: [], blind: [] }, sides, 'target').kind).toBe('unknown')
})

const own = { node: RigName.parse('own'), folder: '/own/node' }
const still = { node: own.node, lists: null, folder: own.folder, runs: false } as const
const nothing = { nodes: [still], copies: [], strangers: [], blind: ['pid'] }
test.each([
  ['nowhere', nothing],
  // Out of sight lies no key that was made a moment ago.
  ['nowhere', { ...nothing, nodes: [{ ...still, runs: null }] }],
  ['unknown', { ...nothing, nodes: [{ ...still, runs: true }] }],
  ['unknown', { ...nothing, nodes: [] }],
  ['unknown', { ...nothing, nodes: [{ ...still, folder: '/other' }] }],
  ['somewhere', { ...nothing, nodes: [{ ...still, lists: true }] }],
  ['somewhere', { ...nothing, copies: [{ path: '/own/node/identities/own-1.key', loadableBy: own.node }] }],
  ['somewhere', { ...nothing, copies: [{ path: '/own/node/identities/own-1.key.bak', loadableBy: null }] }],
  ['somewhere', { ...nothing, strangers: [{ pid: 7, folder: '/x', keys: 'read', holds: ['a.key'] }] }],
  ['unknown', { ...nothing, strangers: [{ pid: 7, folder: '/x', keys: 'not-read', holds: [] }] }],
] as const)('a new key is %s: %o', (kind, look) => {
  expect(judgeNewKey(look, own).kind).toBe(kind)
})

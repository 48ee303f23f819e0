import { beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { type MemoryRig, names } from './testing/memory-rig.ts'
import { encodeContent, readContent } from './testing/memory-rows.ts'
import { OneMove } from './testing/one-move.io.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})
const bytes = (text: string) => new TextEncoder().encode(text)

test('an old copy restored at the source freezes the batch, for as many restarts as there are, until it is gone', async () => {
  move.at('.a1.key.tmp-', () => {
    rig.disk.create('/attic/identities/old.key', bytes(rig.moving.text), 0o600)
    rig.disk.syncAll()
  })
  await move.run()
  for (let restart = 0; restart < 3; restart++) {
    expect(move.row()).toMatchObject({ activity: 'frozen', state: 'frozen', problem: { code: 'source-copy-restored' } })
    await move.resume()
    expect(move.row().activity).toBe('frozen')
    await move.startAgain()
    rig.pass(86_400_000)
  }
  rig.disk.unlink('/attic/identities/old.key')
  await move.resume()
  expect(move.row().state).toBe('moved')
})

test('a source that somebody starts again is another process: it is named and runs on, until a person who saw it named lets the move go on', async () => {
  let started = false
  rig.meanwhile = {
    effect: () => 'do',
    question: (name) => {
      // Right before its files are held: later nothing can start on them.
      if (name === 'lock' && !started) rig.start(names.source)
      started ||= name === 'lock'
    },
  }
  await move.run()
  const again = rig.nodes.find(names.source).running?.program.pid
  expect(move.row()).toMatchObject({ activity: 'needs-resume', problem: { code: 'source-active' } })
  expect(move.row().inTheWay).toMatchObject([{ what: 'node', pid: again, executable: '/opt/go-spacemesh', folder: '/attic' }])
  expect(move.row().problem?.detail).toBe(saw('process', String(again), '/opt/go-spacemesh', 'go-spacemesh -d /attic'))
  expect(rig.nodes.find(names.source).running).not.toBeNull()
  await move.resume()
  expect(move.row()).toMatchObject({ state: 'moved', inTheWay: [] })
  expect(move.row().journal.some(({ text: line }) => line.includes('consent') && line.includes(`ends=${again}:`))).toBe(true)
})

test('while the key is out of use nothing can start on the source: its files are held', async () => {
  const tries: boolean[] = []
  rig.meanwhile = {
    effect: ({ path }) => {
      if (path.includes('.moved-') || path.includes('staged') || path.includes('.a1.key.tmp-')) {
        rig.start(names.source)
        tries.push(rig.nodes.find(names.source).running !== null)
      }
      return 'do'
    },
    question: () => undefined,
  }
  await move.run()
  expect(move.row().state).toBe('moved')
  expect(tries.length).toBeGreaterThan(3)
  expect(tries).not.toContain(true)
  expect(rig.open.locked.size).toBe(0)
})

test('words that were typed before it was named agree to nothing: after a restart of the app it is named first', async () => {
  move.at('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await move.run()
  rig.hostileInit()
  await move.startAgain()
  expect(move.row().inTheWay).toEqual([])
  await move.resume()
  expect(move.row()).toMatchObject({ problem: { code: 'source-active' }, inTheWay: [{ what: 'node' }] })
  expect(rig.nodes.nodes.map(({ running }) => running !== null)).toEqual([true, true])
  for (let left = 3; left > 0 && move.row().state !== 'moved'; left--) {
    await move.resume()
  }
  expect(move.row().state).toBe('moved')
})

test.each([
  ['older rows', 'rows of an epoch before', 'frozen'],
  ['the same rows in another file', null, 'ended'],
])('the source’s database is replaced while the move waits, with %s', async (_what, older, activity) => {
  move.at('.a1.key.tmp-', () => {
    const before = readContent(rig.disk, '/attic/local.sql')
    const content = older === null ? before : { ...before, rows: { ...before.rows, [rig.moving.id]: older } }
    rig.disk.unlink('/attic/local.sql')
    if (rig.disk.names.has('/attic/local.sql-wal')) rig.disk.unlink('/attic/local.sql-wal')
    rig.disk.create('/attic/local.sql', encodeContent({ rows: content.rows, writes: content.writes }), 0o644)
    rig.disk.syncAll()
  })
  await move.run()
  expect(move.row().activity).toBe(activity)
  if (older !== null) expect(move.row().problem).toMatchObject({ code: 'rows-of-another-time' })
  expect(rig.nodes.violations).toEqual([])
})

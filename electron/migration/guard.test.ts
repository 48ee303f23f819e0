import { beforeEach, expect, test } from 'vitest'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './simulation/keys.io.ts'
import { batches, MemoryRig, names } from './simulation/memory-rig.ts'
import { encodeContent, readContent } from './simulation/memory-rows.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })
async function begin(): Promise<void> {
  const { plan } = await migration.scan(request())
  await migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
}
const row = () => {
  const found = migration.rows()[0]
  if (found === undefined) throw new Error('no batch')
  return found
}
const words = () => row().plan.consentWords
/** Does something once, at the first effect on such a path. */
function atEffect(part: string, act: () => void): void {
  let done = false
  rig.meanwhile = {
    effect: ({ path }) => {
      if (!done && path.includes(part)) {
        done = true
        act()
      }
      return 'do'
    },
    question: () => undefined,
  }
}
async function again(): Promise<void> {
  rig.meanwhile = { effect: () => 'do', question: () => undefined }
  migration = createMigration(rig.deps())
  await migration.open()
}
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (path: string) => new TextDecoder().decode(rig.disk.names.get(path)?.seen)
const fileOf = (name: string) => [...rig.disk.names.keys()].find((path) => path.includes(name)) ?? ''

test('words of another plan, and a plan nobody scanned, start nothing', async () => {
  const { plan } = await migration.scan(request())
  await expect(migration.begin({ ...request(), hash: plan?.hash ?? '', words: 'yes' })).rejects.toMatchObject({ code: 'consent_mismatch' })
  await expect(migration.begin({ ...request(), hash: 'f'.repeat(64), words: 'ffffffff:1' })).rejects.toMatchObject({ code: 'plan_changed' })
  expect(migration.rows()).toEqual([])
})

test('a key file swapped after the scan is not the plan any more', async () => {
  const { plan } = await migration.scan(request())
  rig.disk.unlink('/attic/identities/a1.key')
  rig.disk.create('/attic/identities/a1.key', bytes(rig.moving.text), 0o600)
  await expect(migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).rejects.toMatchObject({
    code: 'plan_changed',
  })
})

test('a key file swapped during the move: everything is put back, nothing retired', async () => {
  atEffect('copies', () => {
    rig.disk.unlink('/attic/identities/a1.key')
    rig.disk.create('/attic/identities/a1.key', bytes(rig.moving.text), 0o600)
  })
  await begin()
  await migration.rested()
  expect(row().state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
})

test('a second batch on the same nodes, or of the same identity, is refused while one is open', async () => {
  rig.meanwhile = {
    effect: () => 'do',
    question: (name) => {
      if (name === 'hold') throw new Error('stopped here')
    },
  }
  await begin()
  await migration.rested()
  expect(row()).toMatchObject({ state: 'planned', activity: 'needs-resume', problem: { code: 'not-held' } })
  const scan = await migration.scan(request())
  expect(scan.plan).toBeNull()
  expect(scan.checks.find(({ id }) => id === 'one-batch')).toMatchObject({ verdict: 'fail' })
})

test('consent older than 15 minutes does not arm; fresh words do', async () => {
  atEffect('.a1.key.tmp-', () => rig.pass(16 * 60_000))
  await begin()
  await migration.rested()
  expect(row()).toMatchObject({ state: 'verified', activity: 'needs-arming', problem: { code: 'needs-consent' } })
  expect(rig.loadableAt()).toEqual([])
  await expect(migration.resume(row().batch, 'no')).rejects.toMatchObject({ code: 'consent_mismatch' })
  await migration.resume(row().batch, words())
  await migration.rested()
  expect(row().state).toBe('moved')
})

test('after a restart of the app nothing goes on by itself', async () => {
  atEffect('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await begin()
  await migration.rested()
  await again()
  expect(row()).toMatchObject({ activity: 'needs-resume', canAbort: true, keys: [{ loadableAt: [], onSource: 'out-of-use' }] })
  rig.pass(3_600_000)
  expect(rig.loadableAt()).toEqual([])
})

test('a proof of malfeasance once the key is out of use waits for a person: nothing starts the source with a banned key by itself', async () => {
  atEffect('.moved-', () => {
    rig.banned = true
  })
  await begin()
  await migration.rested()
  expect(row()).toMatchObject({ state: 'source-retired', activity: 'needs-resume', canAbort: true, problem: { code: 'banned' } })
  expect(rig.loadableAt()).toEqual([])
  expect(rig.nodes.find(names.source).running).toBeNull()
  // Whoever is asked later and knows nothing of it: the proof stays.
  rig.banned = false
  await migration.resume(row().batch, words())
  await migration.rested()
  expect(row()).toMatchObject({ state: 'source-retired', problem: { code: 'banned' } })
  await migration.abort(row().batch)
  await migration.rested()
  expect(row().state).toBe('aborted')
})

test('a proof of malfeasance that turns up after the wait is seen before the key is armed', async () => {
  atEffect('.a1.key.tmp-', () => {
    rig.banned = true
  })
  // Source and target are stopped by then: a third node is asked.
  rig.third.lists = false
  await begin()
  await migration.rested()
  expect(row()).toMatchObject({ state: 'verified', activity: 'needs-resume', problem: { code: 'banned' } })
  expect(rig.loadableAt()).toEqual([])
})

test('an old copy restored at the source freezes the batch, for as many restarts as there are, until it is gone', async () => {
  atEffect('.a1.key.tmp-', () => {
    rig.disk.create('/attic/identities/old.key', bytes(rig.moving.text), 0o600)
    rig.disk.syncAll()
  })
  await begin()
  await migration.rested()
  for (let restart = 0; restart < 3; restart++) {
    expect(row()).toMatchObject({ activity: 'frozen', state: 'frozen', problem: { code: 'source-copy-restored' } })
    await migration.resume(row().batch, words())
    await migration.rested()
    expect(row().activity).toBe('frozen')
    await again()
    rig.pass(86_400_000)
  }
  rig.disk.unlink('/attic/identities/old.key')
  await migration.resume(row().batch, words())
  await migration.rested()
  expect(row().state).toBe('moved')
})

test('a journal changed before its end freezes; a changed plan is not even opened', async () => {
  atEffect('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await begin()
  await migration.rested()
  const journal = rig.disk.names.get(fileOf('journal.jsonl'))
  const whole = text(fileOf('journal.jsonl'))
  if (journal) rig.disk.write(journal, bytes(whole.replace('source-stopped', 'source-skipped')))
  await again()
  await migration.resume(row().batch, words()).catch(() => undefined)
  await migration.rested()
  expect(row()).toMatchObject({ activity: 'frozen', problem: { code: 'journal-broken' } })
  if (journal) rig.disk.write(journal, bytes(whole))
  const plan = rig.disk.names.get(fileOf('plan.json'))
  if (plan) rig.disk.write(plan, bytes(text(fileOf('plan.json')).replace('"layers":2', '"layers":0')))
  await again()
  expect(migration.rows()).toEqual([])
  expect(migration.lost()).toMatchObject([{ why: 'plan-damaged', detail: 'its plan was changed' }])
})

test('no byte of any key is ever written outside the key files, and rows never carry one', async () => {
  const seen: string[] = []
  rig.meanwhile = {
    effect: () => {
      for (const [path, { seen: content }] of rig.disk.names)
        if (!path.includes('/identities/')) seen.push(new TextDecoder().decode(content))
      return 'do'
    },
    question: () => undefined,
  }
  await begin()
  await migration.rested()
  seen.push(JSON.stringify(migration.rows()))
  const seeds = keys.map(({ text: key }) => key.slice(0, 64))
  expect(seen.some((one) => seeds.some((seed) => one.includes(seed)))).toBe(false)
  expect([...rig.disk.names.keys()].filter((path) => path.startsWith(batches)).length).toBeGreaterThan(1)
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
  await begin()
  await migration.rested()
  const again = rig.nodes.find(names.source).running?.program.pid
  expect(row()).toMatchObject({ activity: 'needs-resume', problem: { code: 'source-active' } })
  expect(row().inTheWay).toMatchObject([{ what: 'node', pid: again, executable: '/opt/go-spacemesh', folder: '/attic' }])
  expect(row().problem?.detail).toBe(`process ${again}, /opt/go-spacemesh: go-spacemesh -d /attic`)
  expect(rig.nodes.find(names.source).running).not.toBeNull()
  await migration.resume(row().batch, words())
  await migration.rested()
  expect(row()).toMatchObject({ state: 'moved', inTheWay: [] })
  expect(row().journal.some(({ text: line }) => line.includes('consent') && line.includes(`ends=${again}:`))).toBe(true)
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
  await begin()
  await migration.rested()
  expect(row().state).toBe('moved')
  expect(tries.length).toBeGreaterThan(3)
  expect(tries).not.toContain(true)
  expect(rig.open.locked.size).toBe(0)
})

test('words that were typed before it was named agree to nothing: after a restart of the app it is named first', async () => {
  atEffect('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await begin()
  await migration.rested()
  rig.hostileInit()
  await again()
  expect(row().inTheWay).toEqual([])
  await migration.resume(row().batch, words())
  await migration.rested()
  expect(row()).toMatchObject({ problem: { code: 'source-active' }, inTheWay: [{ what: 'node' }] })
  expect(rig.nodes.nodes.map(({ running }) => running !== null)).toEqual([true, true])
  for (let left = 3; left > 0 && row().state !== 'moved'; left--) {
    await migration.resume(row().batch, words())
    await migration.rested()
  }
  expect(row().state).toBe('moved')
})

test('the plan names each process that will be ended, and a node that was restarted since makes it another plan', async () => {
  const { plan } = await migration.scan(request())
  const pids = rig.nodes.nodes.map(({ running }) => running?.program.pid)
  expect(plan?.ends?.map(({ what, pid }) => [what, pid])).toEqual(pids.map((pid) => ['node', pid]))
  rig.nodes.stop(names.target)
  rig.start(names.target)
  await expect(migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).rejects.toMatchObject({
    code: 'plan_changed',
    message: 'ends',
  })
})

test('moved and back again: the older rows are replaced, the notes agree, the key is loadable once', async () => {
  await begin()
  await migration.rested()
  rig.pass(5_000)
  const back = { identity: rig.moving.id, source: names.target, target: names.source }
  const { plan, checks } = await migration.scan(back)
  expect(checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')).toEqual([])
  await migration.begin({ ...back, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  expect(migration.rows().map(({ state }) => state)).toEqual(['moved', 'moved'])
  expect(rig.loadableAt()).toEqual([names.source])
  rig.pass(5_000)
  expect(rig.nodes.violations).toEqual([])
})

test.each([
  ['older rows', 'rows of an epoch before', 'frozen'],
  ['the same rows in another file', null, 'ended'],
])('the source’s database is replaced while the move waits, with %s', async (_what, older, activity) => {
  atEffect('.a1.key.tmp-', () => {
    const before = readContent(rig.disk, '/attic/local.sql')
    const content = older === null ? before : { ...before, rows: { ...before.rows, [rig.moving.id]: older } }
    rig.disk.unlink('/attic/local.sql')
    if (rig.disk.names.has('/attic/local.sql-wal')) rig.disk.unlink('/attic/local.sql-wal')
    rig.disk.create('/attic/local.sql', encodeContent({ rows: content.rows, writes: content.writes }), 0o644)
    rig.disk.syncAll()
  })
  await begin()
  await migration.rested()
  expect(row().activity).toBe(activity)
  if (older !== null) expect(row().problem).toMatchObject({ code: 'rows-of-another-time' })
  expect(rig.nodes.violations).toEqual([])
})

test('while it waits for layers the row says from when until when', async () => {
  const seen: { doing: string; ms: number }[] = []
  migration.onChange(() => {
    for (const { doing, progress } of migration.rows()) if (progress !== null) seen.push({ doing, ms: progress.until - progress.from })
  })
  await begin()
  await migration.rested()
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.every(({ doing, ms }) => doing === 'waiting-layers' && ms > 0 && ms <= 3_000)).toBe(true)
  expect(row().progress).toBeNull()
})

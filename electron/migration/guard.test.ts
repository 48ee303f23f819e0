import { beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { batches, type MemoryRig, names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (path: string) => new TextDecoder().decode(rig.disk.names.get(path)?.seen)
const fileOf = (name: string) => [...rig.disk.names.keys()].find((path) => path.includes(name)) ?? ''

test('words of another plan, and a plan nobody scanned, start nothing', async () => {
  const { plan } = await move.migration.scan(move.request())
  await expect(move.migration.begin({ ...move.request(), hash: plan?.hash ?? '', words: 'yes' })).rejects.toMatchObject({
    code: 'consent_mismatch',
  })
  await expect(move.migration.begin({ ...move.request(), hash: 'f'.repeat(64), words: 'ffffffff:1' })).rejects.toMatchObject({
    code: 'plan_changed',
  })
  expect(move.migration.rows()).toEqual([])
})

test('a key file swapped after the scan is not the plan any more', async () => {
  const { plan } = await move.migration.scan(move.request())
  rig.disk.unlink('/attic/identities/a1.key')
  rig.disk.create('/attic/identities/a1.key', bytes(rig.moving.text), 0o600)
  await expect(move.migration.begin({ ...move.request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).rejects.toMatchObject({
    code: 'plan_changed',
  })
})

test('a key file swapped during the move: everything is put back, nothing retired', async () => {
  move.at('copies', () => {
    rig.disk.unlink('/attic/identities/a1.key')
    rig.disk.create('/attic/identities/a1.key', bytes(rig.moving.text), 0o600)
  })
  await move.run()
  expect(move.row().state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
})

test('a second batch on the same nodes, or of the same identity, is refused while one is open', async () => {
  rig.meanwhile = {
    effect: () => 'do',
    question: (name) => {
      if (name === 'hold') throw new Error('stopped here')
    },
  }
  await move.run()
  expect(move.row()).toMatchObject({ state: 'planned', activity: 'needs-resume', problem: { code: 'not-held' } })
  const scan = await move.migration.scan(move.request())
  expect(scan.plan).toBeNull()
  expect(scan.checks.find(({ id }) => id === 'one-batch')).toMatchObject({ verdict: 'fail' })
})

test('consent older than 15 minutes does not arm; fresh words do', async () => {
  move.at('.a1.key.tmp-', () => rig.pass(16 * 60_000))
  await move.run()
  expect(move.row()).toMatchObject({ state: 'verified', activity: 'needs-arming', problem: { code: 'needs-consent' } })
  expect(rig.loadableAt()).toEqual([])
  await expect(move.migration.resume(move.row().batch, 'no')).rejects.toMatchObject({ code: 'consent_mismatch' })
  await move.resume()
  expect(move.row().state).toBe('moved')
})

test('after a restart of the app nothing goes on by itself', async () => {
  move.at('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await move.run()
  await move.startAgain()
  expect(move.row()).toMatchObject({ activity: 'needs-resume', canAbort: true, keys: [{ loadableAt: [], onSource: 'out-of-use' }] })
  rig.pass(3_600_000)
  expect(rig.loadableAt()).toEqual([])
})

test('a proof of malfeasance once the key is out of use waits for a person: nothing starts the source with a banned key by itself', async () => {
  move.at('.moved-', () => {
    rig.banned = true
  })
  await move.run()
  expect(move.row()).toMatchObject({ state: 'source-retired', activity: 'needs-resume', canAbort: true, problem: { code: 'banned' } })
  expect(rig.loadableAt()).toEqual([])
  expect(rig.nodes.find(names.source).running).toBeNull()
  // Whoever is asked later and knows nothing of it: the proof stays.
  rig.banned = false
  await move.resume()
  expect(move.row()).toMatchObject({ state: 'source-retired', problem: { code: 'banned' } })
  await move.putBack()
  expect(move.row().state).toBe('aborted')
})

test('a proof of malfeasance that turns up after the wait is seen before the key is armed', async () => {
  move.at('.a1.key.tmp-', () => {
    rig.banned = true
  })
  // Source and target are stopped by then: a third node is asked.
  rig.third.lists = false
  await move.run()
  expect(move.row()).toMatchObject({ state: 'verified', activity: 'needs-resume', problem: { code: 'banned' } })
  expect(rig.loadableAt()).toEqual([])
})

test('a journal changed before its end freezes; a changed plan is not even opened', async () => {
  move.at('.a1.key.tmp-', () => {
    rig.dead = true
  })
  await move.run()
  const journal = rig.disk.names.get(fileOf('journal.jsonl'))
  const whole = text(fileOf('journal.jsonl'))
  if (journal) rig.disk.write(journal, bytes(whole.replace('source-stopped', 'source-skipped')))
  await move.startAgain()
  await move.migration.resume(move.row().batch, move.row().plan.consentWords).catch(() => undefined)
  await move.migration.rested()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'journal-broken' } })
  if (journal) rig.disk.write(journal, bytes(whole))
  const plan = rig.disk.names.get(fileOf('plan.json'))
  if (plan) rig.disk.write(plan, bytes(text(fileOf('plan.json')).replace('"layers":2', '"layers":0')))
  await move.startAgain()
  expect(move.migration.rows()).toEqual([])
  expect(move.migration.lost()).toMatchObject([{ why: 'plan-damaged', detail: saw('plan-changed') }])
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
  await move.run()
  seen.push(JSON.stringify(move.migration.rows()))
  const seeds = move.keys.map(({ text: key }) => key.slice(0, 64))
  expect(seen.some((one) => seeds.some((seed) => one.includes(seed)))).toBe(false)
  expect([...rig.disk.names.keys()].filter((path) => path.startsWith(batches)).length).toBeGreaterThan(1)
})

test('the plan names each process that will be ended, and a node that was restarted since makes it another plan', async () => {
  const { plan } = await move.migration.scan(move.request())
  const pids = rig.nodes.nodes.map(({ running }) => running?.program.pid)
  expect(plan?.ends?.map(({ what, pid }) => [what, pid])).toEqual(pids.map((pid) => ['node', pid]))
  rig.nodes.stop(names.target)
  rig.start(names.target)
  await expect(move.migration.begin({ ...move.request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })).rejects.toMatchObject({
    code: 'plan_changed',
    message: 'ends',
  })
})

test('moved and back again: the older rows are replaced, the notes agree, the key is loadable once', async () => {
  await move.run()
  rig.pass(5_000)
  const back = { identity: rig.moving.id, source: names.target, target: names.source }
  const { plan, checks } = await move.migration.scan(back)
  expect(checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')).toEqual([])
  await move.migration.begin({ ...back, hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await move.migration.rested()
  expect(move.migration.rows().map(({ state }) => state)).toEqual(['moved', 'moved'])
  expect(rig.loadableAt()).toEqual([names.source])
  rig.pass(5_000)
  expect(rig.nodes.violations).toEqual([])
})

test('while it waits for layers the row says from when until when', async () => {
  const seen: { doing: string; ms: number }[] = []
  move.migration.onChange(() => {
    for (const { doing, progress } of move.migration.rows()) if (progress !== null) seen.push({ doing, ms: progress.until - progress.from })
  })
  await move.run()
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.every(({ doing, ms }) => doing === 'waiting-layers' && ms > 0 && ms <= 3_000)).toBe(true)
  expect(move.row().progress).toBeNull()
})

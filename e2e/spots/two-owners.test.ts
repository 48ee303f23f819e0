import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import { parseJournal } from '../../electron/storage/index.ts'
import { until } from '../host/until.ts'
import { startApp } from '../kill/app-under-kill.ts'
import { letLive, startAll } from '../kill/hostile-init.ts'
import { type KillRig, makeRig } from '../kill/rig.ts'
import { endAll } from '../kill/running.ts'
import { judgeIdentity, parseOracle } from '../oracle/signed-acts.ts'

let rig: KillRig
beforeAll(async () => {
  rig = await makeRig()
  await startAll(rig)
  await letLive(rig, 2)
}, 120_000)
afterAll(() => endAll(rig), 60_000)

test('the lock is deleted in the midst of a move, and a second Smeshdesk takes it on: the first stops for good, the journal stays whole', async () => {
  const asked = { identity: SmesherId.parse(rig.ids.a1 ?? ''), target: RigName.parse('B') }
  const first = await startApp(rig)
  const batch = await until('a move that has begun', { deadlineMs: 90_000, everyMs: 200 }, async () => {
    const plan = (await first.client.migration.scan(asked).catch(() => null))?.plan ?? null
    if (plan === null) return null
    const begun = first.client.migration.begin({ ...asked, hash: plan.hash, words: plan.consentWords })
    return begun.then((one) => one.batch).catch(() => null)
  })
  const journal = () => parseJournal(readFileSync(join(rig.folder, 'batches', batch, 'journal.jsonl'), 'utf8'))
  await first.mirror.when('the key is out of use', 90_000, ({ batches }) => batches[batch]?.state === 'source-retired')
  rmSync(join(rig.folder, 'owner.lock'))
  const seen = await first.mirror.when('the first knows', 20_000, ({ rig: { problem }, batches }) => {
    const row = batches[batch]
    return problem?.code === 'profile-taken' && row?.problem?.code === 'profile-taken' ? row : null
  })
  expect(seen.activity).toBe('needs-resume')
  const before = journal().records.length
  const second = await startApp(rig)
  try {
    const row = await second.mirror.when('the move is shown', 20_000, ({ batches }) => batches[batch])
    await second.client.migration.resume({ batch, words: row.plan.consentWords })
    const end = await second.mirror.when('the move ends', 120_000, ({ batches }) => {
      const now = batches[batch]
      return now !== undefined && now.activity !== 'running' && now.journalHead !== row.journalHead ? now : null
    })
    expect({ state: end.state, problem: end.problem }).toEqual({ state: 'moved', problem: null })
    const refused = first.client.migration.resume({ batch, words: row.plan.consentWords })
    await expect(refused).rejects.toMatchObject({ code: 'profile_in_use' })
    expect(journal()).toMatchObject({ state: 'whole' })
    expect(journal().records.length).toBeGreaterThan(before)
  } finally {
    await first.end('SIGTERM')
    await second.end('SIGTERM')
  }
  expect(journal().state).toBe('whole')
  await letLive(rig, 2)
  const acts = parseOracle(readFileSync(rig.oracleFile, { encoding: 'utf8', flag: 'a+' }))
  expect(judgeIdentity(acts, asked.identity).violations).toEqual([])
}, 400_000)

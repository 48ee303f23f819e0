import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import type { BatchRow, MovePlan } from '../../electron/contract/model/migration.ts'
import { parseJournal } from '../../electron/storage/index.ts'
import { startConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import { type AppLife, startApp } from '../kill/app-under-kill.ts'
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

const traveller = () => SmesherId.parse(rig.ids.a1 ?? '')
const journalOf = (batch: string): string => readFileSync(join(rig.folder, 'batches', batch, 'journal.jsonl'), 'utf8')
const violations = (): readonly string[] =>
  judgeIdentity(parseOracle(readFileSync(rig.oracleFile, { encoding: 'utf8', flag: 'a+' })), traveller()).violations

async function begin(app: AppLife, target: string): Promise<string> {
  const asked = { identity: traveller(), target: RigName.parse(target) }
  const scan = async (): Promise<MovePlan | null> => (await app.client.migration.scan(asked).catch(() => null))?.plan ?? null
  // An ATX that is published between the look and the consent changes the plan: then a person looks again.
  return until('a move that has begun', { deadlineMs: 90_000, everyMs: 200 }, async () => {
    const plan = await scan()
    if (plan === null) return null
    const begun = app.client.migration.begin({ ...asked, hash: plan.hash, words: plan.consentWords })
    return begun.then(({ batch }) => batch).catch(() => null)
  })
}

const rest = (app: AppLife, batch: string): Promise<BatchRow> =>
  app.mirror.when('the move rests', 90_000, ({ batches }) => {
    const row = batches[batch]
    return row === undefined || row.activity === 'running' ? null : row
  })

/** Ended in the midst of a move, by a signal and then by more of them; nobody else gets the profile before it is let go. */
async function quitIn(state: BatchRow['state'], signal: NodeJS.Signals, target: string) {
  const app = await startApp(rig)
  const batch = await begin(app, target)
  await app.mirror.when(`the move is in ${state}`, 90_000, ({ batches }) => batches[batch]?.state === state)
  const ended = app.end(signal)
  process.kill(app.pid, 'SIGTERM')
  // While it ends its step, a second start is refused; as soon as one is let in, the first is at rest.
  const refusals: string[] = []
  const second = await until('a second host', { deadlineMs: 150_000, everyMs: 20 }, () =>
    startConsoleHost({ profile: rig.folder, program: rig.program }).catch((error: unknown) => {
      refusals.push(String(error))
      return null
    }),
  )
  const atTakeOver = journalOf(batch)
  await ended
  const afterEnd = journalOf(batch)
  await second.end('SIGTERM')
  return { batch, refusals, atTakeOver, afterEnd, atRest: journalOf(batch) }
}

test.each([
  ['planned', 'SIGTERM', 'B'],
  ['source-retired', 'SIGHUP', 'A'],
  ['settled', 'SIGTERM', 'B'],
  ['verified', 'SIGINT', 'A'],
] as const)(
  'quit in the state %s by %s: one owner at a time, a whole journal, and the next start takes it on',
  async (state, signal, target) => {
    const { batch, refusals, atTakeOver, afterEnd, atRest } = await quitIn(state, signal, target)
    for (const refusal of refusals) expect(refusal).toContain('Another Smeshdesk has this profile open')
    expect(parseJournal(atTakeOver).state).toBe('whole')
    expect([afterEnd, atRest]).toEqual([atTakeOver, atTakeOver])
    const next = await startApp(rig)
    try {
      const row = await rest(next, batch)
      if (row.activity !== 'ended') await next.client.migration.resume({ batch, words: row.plan.consentWords })
      const end = await next.mirror.when('the move ends', 120_000, ({ batches }) => {
        const now = batches[batch]
        return now?.activity === 'ended' || (now !== undefined && now.activity !== 'running' && now.journalHead !== row.journalHead)
          ? now
          : null
      })
      expect({ state: end.state, problem: end.problem }).toEqual({ state: 'moved', problem: null })
      expect(parseJournal(journalOf(batch)).state).toBe('whole')
    } finally {
      await next.end('SIGTERM')
    }
    await letLive(rig, 2)
    expect(violations()).toEqual([])
  },
  400_000,
)

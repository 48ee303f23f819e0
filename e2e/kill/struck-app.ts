import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseJournal } from '../../electron/storage/index.ts'
import { startConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import { type AppLife, liveOf, startApp } from './app-under-kill.ts'
import { batchesIn, journalOf, pointsOf } from './batch-journal.ts'
import { recordName } from './journal-point.ts'
import type { KillRig } from './rig.ts'
import type { Strike } from './strike.ts'

const pollMs = 5
/** A step that was begun is ended first, however long it takes on a busy machine. */
const goneDeadlineMs = 150_000
const refusal = 'Another Smeshdesk has this profile open'

/** What was seen of journals and of second starts, and what must never be seen. */
export class Seen {
  secondStarts = 0
  twoOwners = 0
  journals = 0
  brokenJournals = 0
  readonly violations: string[] = []
}

const orderFile = (rig: KillRig) => join(rig.folder, 'strike.json')
const hook = new URL('./strike.entry.ts', import.meta.url).href
const envOf = (rig: KillRig) => ({
  NODE_OPTIONS: `--import=${hook} --disable-warning=ExperimentalWarning`,
  SMESHDESK_STRIKE: orderFile(rig),
})

/** An app that can be struck at a record. */
export const startStruck = (rig: KillRig): Promise<AppLife> => startApp(rig, envOf(rig))

export const order = (rig: KillRig, { record, when, signal }: Strike): void =>
  writeFileSync(orderFile(rig), JSON.stringify({ record, when, signal }))
export const isOrdered = (rig: KillRig): boolean => existsSync(orderFile(rig))
export const withdraw = (rig: KillRig): void => rmSync(orderFile(rig), { force: true })

/** The app was struck: true; `over` came first: false. */
export async function untilStruck(rig: KillRig, over: AbortSignal): Promise<boolean> {
  while (isOrdered(rig)) {
    if (over.aborted) return false
    await wait(pollMs)
  }
  return true
}

const textOf = (rig: KillRig, batch: string): string => {
  const path = journalOf(rig.folder, batch)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
const textsOf = (rig: KillRig): string =>
  batchesIn(rig.folder)
    .map((batch) => `${batch}\n${textOf(rig, batch)}`)
    .join('')

/** A last line that a kill tore is cut off by the next start; anything else is a broken journal. */
export function lookAtJournals(rig: KillRig, at: string, seen: Seen): void {
  for (const batch of batchesIn(rig.folder)) {
    const { state, badLine } = parseJournal(textOf(rig, batch))
    seen.journals += 1
    if (state !== 'broken') continue
    seen.brokenJournals += 1
    seen.violations.push(`${at}: the journal of ${batch} is broken at line ${badLine}`)
  }
}

/** Nobody else gets a profile that is had. */
export async function trySecondStart(rig: KillRig, at: string, seen: Seen): Promise<void> {
  seen.secondStarts += 1
  try {
    const second = await startConsoleHost({ profile: rig.folder, program: rig.program })
    seen.twoOwners += 1
    seen.violations.push(`${at}: a second start got the profile while the first lives`)
    await second.end('SIGKILL')
  } catch (error) {
    if (!String(error).includes(refusal)) seen.violations.push(`${at}: a second start ended otherwise: ${String(error).slice(0, 200)}`)
  }
}

const newestRecords = (rig: KillRig): readonly string[] =>
  batchesIn(rig.folder).flatMap((batch) => pointsOf(rig.folder, batch).slice(-1).map(recordName))

const gone = (app: AppLife) =>
  Promise.race([app.gone(), wait(goneDeadlineMs, null, { ref: false }).then(() => Promise.reject(new Error('the app does not end')))])

/** Killed hard: whoever comes next finds the profile free. */
async function afterKill(rig: KillRig, first: AppLife, revive: () => Promise<void>): Promise<AppLife> {
  await gone(first)
  await first.end('SIGKILL')
  await revive()
  return startStruck(rig)
}

/** Asked to end: it ends its step; whoever is let in finds it at rest, and it writes nothing afterwards. */
async function afterQuit(rig: KillRig, first: AppLife, { at, seen, revive }: AfterStrike): Promise<AppLife> {
  const host = await until('the next start has the profile', { deadlineMs: goneDeadlineMs, everyMs: 20 }, async () => {
    seen.secondStarts += 1
    return startConsoleHost({ profile: rig.folder, program: rig.program, env: envOf(rig) }).catch((error: unknown) => {
      if (!String(error).includes(refusal)) throw error
      return null
    })
  })
  const taken = textsOf(rig)
  await gone(first)
  await first.end('SIGTERM')
  if (textsOf(rig) !== taken) {
    seen.twoOwners += 1
    seen.violations.push(`${at}: the first wrote to its journal after the next one had the profile`)
  }
  const next = await liveOf(host)
  await revive()
  return next
}

export interface AfterStrike {
  readonly at: string
  readonly seen: Seen
  /** Starts both nodes as a hostile init does, and lets them live. */
  readonly revive: () => Promise<void>
}

/** From a strike to the next life, with both nodes running again. */
export async function nextLife(rig: KillRig, [first, strike]: readonly [AppLife, Strike], after: AfterStrike): Promise<AppLife> {
  if (strike.when === 'amid') {
    await wait(strike.delayMs)
    await first.end(strike.signal)
  }
  if (strike.signal === 'SIGKILL') {
    await gone(first)
    if (strike.when === 'after' && !newestRecords(rig).includes(strike.record))
      after.seen.violations.push(`${after.at}: the newest record of the journal is another`)
  }
  const next = strike.signal === 'SIGKILL' ? await afterKill(rig, first, after.revive) : await afterQuit(rig, first, after)
  lookAtJournals(rig, after.at, after.seen)
  return next
}

// Memory of a move that was lost, damaged or is of another time, each as it was found: the built app and a simulated network.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { State } from '../../electron/contract/state.ts'
import { type AppLife, startApp } from '../kill/app-under-kill.ts'
import { startAll } from '../kill/hostile-init.ts'
import { type KillRig, makeRig } from '../kill/rig.ts'
import { endAll } from '../kill/running.ts'
import * as blind from './blind-rig.ts'

let rig: KillRig
let app: AppLife | null = null
async function open(): Promise<AppLife> {
  app = await startApp(rig)
  return app
}
beforeEach(async () => {
  rig = await makeRig()
  await startAll(rig)
  await blind.untilSigning(rig)
}, 180_000)
afterEach(async () => {
  await app?.kill()
  app = null
  await endAll(rig)
  rmSync(rig.folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

const longMs = 400_000
const identities = (node: string) => blind.at(rig, node, 'identities')
const alerts = ({ alerts: rows }: State): string[] => Object.values(rows).map(({ words }) => words)
const isDoubled = (words: string) => words.startsWith('key-twice')

/** Killed while the key is out of use and the move waits for layers. */
async function killedWhileOutOfUse(): Promise<string> {
  const first = await open()
  const batch = await blind.begin(first, rig, 'B')
  await blind.whenRow(first, batch, ({ state }) => state === 'source-retired')
  await first.kill()
  expect(blind.loadableIn(rig, 'A', 'B')).toEqual([])
  return batch
}

test(
  'C1: a move whose journal, plan or folder is damaged or gone is named and alarmed, and nothing of it goes on',
  async () => {
    const batch = await killedWhileOutOfUse()
    const folder = blind.at(rig, 'batches')
    const kept = blind.at(rig, 'kept')
    const file = (name: string) => join(folder, batch, name)
    cpSync(folder, kept, { recursive: true })
    const damages: Readonly<Record<string, () => void>> = {
      'journal gone': () => rmSync(file('journal.jsonl')),
      'journal empty': () => truncateSync(file('journal.jsonl')),
      'plan torn': () => truncateSync(file('plan.json'), 100),
      'plan gone': () => rmSync(file('plan.json')),
      'one byte of the plan': () => {
        const text = readFileSync(file('plan.json'), 'utf8')
        writeFileSync(
          file('plan.json'),
          text.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10)),
        )
      },
      'all batches gone': () => rmSync(folder, { recursive: true }),
    }
    for (const [what, damage] of Object.entries(damages)) {
      damage()
      const life = await open()
      const seen = await life.mirror
        .when(`${what}: the lost move is named`, 30_000, (state) => {
          const lost = Object.values(state.lostMoves).find(({ identity }) => identity === blind.traveller(rig))
          return lost !== undefined && alerts(state).includes('move-lost') ? lost : null
        })
        .catch((error: unknown) => String(error))
      expect([what, typeof seen === 'string' ? seen : seen.found.length > 0]).toEqual([what, true])
      expect([what, blind.loadableIn(rig, 'A', 'B')]).toEqual([what, []])
      await life.kill()
      rmSync(folder, { recursive: true, force: true })
      cpSync(kept, folder, { recursive: true })
    }
    expect(await blind.end(await open(), batch)).toEqual({ state: 'moved', problem: null })
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'C3, D1: a move raises no alarm of a doubled key; an old copy that comes back does, though its new node is not of the rig',
  async () => {
    const life = await open()
    const batch = await blind.begin(life, rig, 'B')
    const seen = new Set<string>()
    let movedAt = 0
    await life.mirror.when('some time after the move', 180_000, (state) => {
      for (const words of alerts(state)) seen.add(words)
      if (state.batches[batch]?.state === 'moved' && movedAt === 0) movedAt = performance.now()
      return movedAt > 0 && performance.now() - movedAt > 20_000
    })
    expect([...seen].filter(isDoubled)).toEqual([])
    await life.end('SIGTERM')
    writeFileSync(join(identities('A'), 'a1.key'), blind.keyText(rig), { mode: 0o600 })
    const settings = rig.settings()
    const without = {
      ...settings,
      nodes: settings.nodes.filter(({ name }) => name !== 'B'),
      services: settings.services.filter(({ node }) => node !== 'B'),
    }
    writeFileSync(blind.at(rig, 'settings.json'), JSON.stringify(without, null, 2))
    await (await open()).mirror.when('the old copy is told', 30_000, (state) => alerts(state).includes('key-returned'))
    rmSync(join(identities('A'), 'a1.key'))
  },
  longMs,
)

/** The database as it stands now, kept by whoever makes backups. */
const databaseOf = (node: string) => readdirSync(blind.at(rig, node)).filter((name) => name.startsWith('local.sql'))

test(
  'C5: an older database comes back at the source while the move waits: it freezes, and goes on with the right one',
  async () => {
    const backup = blind.at(rig, 'backup')
    for (const name of databaseOf('A')) cpSync(blind.at(rig, 'A', name), join(backup, name), { recursive: true })
    // Of an epoch before: the identity has begun its next round by then.
    await blind.layersPass(rig, rig.layout.layersPerEpoch + 2)
    const batch = await killedWhileOutOfUse()
    const right = blind.at(rig, 'right')
    for (const name of databaseOf('A')) {
      cpSync(blind.at(rig, 'A', name), join(right, name), { recursive: true })
      rmSync(blind.at(rig, 'A', name))
    }
    cpSync(backup, blind.at(rig, 'A'), { recursive: true })
    const life = await open()
    expect(await blind.resume(life, batch)).toMatchObject({ activity: 'frozen', problem: { code: 'rows-of-another-time' } })
    expect(blind.loadableIn(rig, 'A', 'B')).toEqual([])
    for (const name of databaseOf('A')) rmSync(blind.at(rig, 'A', name))
    cpSync(right, blind.at(rig, 'A'), { recursive: true })
    expect(await blind.end(life, batch)).toEqual({ state: 'moved', problem: null })
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'C6: the source’s other key is taken away while the move waits: the source stays stopped, and makes no key of its own',
  async () => {
    const batch = await killedWhileOutOfUse()
    renameSync(join(identities('A'), 'a2.key'), blind.at(rig, 'a2.kept'))
    const life = await open()
    const row = await blind.resume(life, batch)
    expect(row).toMatchObject({ state: 'moved' })
    expect(existsSync(join(identities('A'), 'local.key'))).toBe(false)
    expect(blind.pidsNow(blind.nodeNamed(rig, 'A'))).toEqual([])
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

test(
  'C7: the key was put back by hand, so the move is frozen: by the plan’s words the key stays at the source',
  async () => {
    const batch = await killedWhileOutOfUse()
    const retired = readdirSync(identities('A')).find((name) => name.includes('.key.moved-')) ?? ''
    renameSync(join(identities('A'), retired), join(identities('A'), 'a1.key'))
    const life = await open()
    const frozen = await blind.resume(life, batch)
    expect(frozen).toMatchObject({ activity: 'frozen', problem: { code: 'source-copy-restored' } })
    expect(frozen.resolutions).toContain('put-back')
    const { consentWords } = frozen.plan
    await expect(life.client.migration.resolve({ batch, how: 'put-back', words: `${consentWords}x` })).rejects.toMatchObject({
      code: 'consent_mismatch',
    })
    await life.client.migration.resolve({ batch, how: 'put-back', words: consentWords })
    expect(await blind.whenRow(life, batch, ({ activity }) => activity === 'ended')).toMatchObject({ state: 'aborted' })
    expect(blind.loadableIn(rig, 'A', 'B')).toEqual(['A'])
    expect(blind.pidsNow(blind.nodeNamed(rig, 'A')).length).toBe(1)
    await blind.layersPass(rig, 4)
    expect(blind.violations(rig)).toEqual([])
  },
  longMs,
)

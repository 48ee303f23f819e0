import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { AppError } from '../../contract/errors.ts'
import { RigName, SmesherId } from '../../contract/model/basics.ts'
import type { BatchRow } from '../../contract/model/migration.ts'
import { createMigration, type Migration } from '../index.ts'
import type { Inode } from './memory-disk.ts'
import { batches, type MemoryKey, MemoryRig, names } from './memory-rig.ts'

/** One file as it lay there; a key file has `<key n>` in place of the key. */
interface RecordedFile {
  readonly path: string
  readonly text: string
  readonly inode: number
  readonly mode: number
  readonly modified: number
}

/** What lay beside plan and journal at one moment of a recorded move, and what the code that wrote it read from it. */
export interface RecordedMoment {
  readonly name: string
  /** So many lines of the journal were written. */
  readonly records: number
  readonly nowMs: number
  readonly files: readonly RecordedFile[]
  readonly nodes: readonly { readonly name: string; readonly starts: number; readonly running: boolean; readonly ours: boolean }[]
  readonly service: { readonly node: string; readonly running: boolean }
  readonly says: unknown
  /** The plan as it was shown, in the first moment of a recording. */
  readonly shown?: unknown
}

/** Plan and journal as an earlier version wrote them, and the moments at which its app may have ended. */
export interface RecordedMove {
  readonly name: string
  readonly plan: string
  readonly journal: readonly string[]
  readonly moments: readonly RecordedMoment[]
}

const seedHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519 = (seed: Buffer): string =>
  createPublicKey(createPrivateKey({ key: Buffer.concat([seedHead, seed]), format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('hex')

/** The worthless keys of all recordings: their seeds are counted. */
function recordedKey(number: number): MemoryKey {
  const seed = Buffer.alloc(32, number)
  const id = ed25519(seed)
  return { id: SmesherId.parse(id), text: seed.toString('hex') + id }
}
const recordedKeys = [recordedKey(1), recordedKey(2), recordedKey(3)] as const

const unmasked = (text: string): string => recordedKeys.reduce((all, { text: key }, n) => all.replaceAll(`<key ${n}>`, key), text)

const root = new URL('../../../e2e/recordings/moves/', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const linesOf = (path: string) => textOf(path).split('\n').slice(0, -1)

/** Every recorded move of one version of the journal. */
export const recordedMoves = (version: string): RecordedMove[] =>
  readdirSync(new URL(`${version}/`, root)).map((name) => ({
    name,
    plan: textOf(`${version}/${name}/plan.json`),
    journal: linesOf(`${version}/${name}/journal.jsonl`),
    moments: linesOf(`${version}/${name}/moments.jsonl`).map((line) => JSON.parse(line) as RecordedMoment),
  }))

const encoder = new TextEncoder()

function putBack(rig: MemoryRig, { path, text, inode: number, mode, modified }: RecordedFile): void {
  const bytes = encoder.encode(unmasked(text))
  const twin = [...rig.disk.names.values()].find((one) => one.number === number)
  const inode: Inode = twin ?? { number, mode, seen: bytes, durable: bytes, modified }
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) rig.disk.folders.add(path.slice(0, end))
  rig.disk.link(path, inode)
}

/** The rig as it was at a recorded moment, its nodes and service as they were, the app ended. */
function rigAt({ plan, journal }: RecordedMove, moment: RecordedMoment): MemoryRig {
  const rig = new MemoryRig(recordedKeys)
  for (const { name } of rig.nodes.nodes) rig.nodes.stop(name)
  for (const path of rig.disk.names.keys()) rig.disk.unlink(path)
  const newest = Math.max(...moment.files.map(({ inode, modified }) => Math.max(inode, modified)))
  // New files get other numbers than those that lie there.
  while (rig.disk.create('/spare', encoder.encode('x'), 0o600).number <= newest) rig.disk.unlink('/spare')
  rig.disk.unlink('/spare')
  for (const file of moment.files) putBack(rig, file)
  const [first = ''] = journal
  const { batch } = JSON.parse(first) as { batch: string }
  const lines = journal.slice(0, moment.records).map((line) => `${line}\n`)
  const own = { mode: 0o600, modified: 0 }
  putBack(rig, { ...own, path: `${batches}/${batch}/plan.json`, text: plan, inode: -1 })
  putBack(rig, { ...own, path: `${batches}/${batch}/journal.jsonl`, text: lines.join(''), inode: -2 })
  rig.disk.folders.add(`${batches}/${batch}/copies`)
  rig.disk.syncAll()
  rig.nowMs = moment.nowMs + 3_000
  for (const { name, starts, running, ours } of moment.nodes) {
    const node = rig.nodes.find(RigName.parse(name))
    node.starts = running ? starts - 1 : starts
    if (running) rig.nodes.start(node.name, { layer: rig.layer(), ours })
  }
  rig.service.node = RigName.parse(moment.service.node)
  rig.service.running = moment.service.running
  return rig
}

const rowOf = ({ journal, lookedAt: _lookedAt, plan: { hash, consentWords }, ...row }: BatchRow) => ({
  ...row,
  plan: { hash, consentWords },
  lines: journal.length,
})

function notesOf(rig: MemoryRig): unknown[] {
  const paths = [...rig.disk.names.keys()].filter((path) => /\/(MOVED|LEASE)-|\/\.custody\//.test(path)).sort()
  return paths.map((path) => {
    const { says, generation, batch, folder } = JSON.parse(new TextDecoder().decode(rig.disk.names.get(path)?.seen)) as Record<
      string,
      unknown
    >
    return { path, says, generation, batch, folder }
  })
}

/** What comes of one act of a person at that moment. */
async function after(move: RecordedMove, moment: RecordedMoment, act: (migration: Migration, row: BatchRow) => Promise<void>) {
  const rig = rigAt(move, moment)
  const migration = createMigration(rig.deps())
  await migration.open()
  const [row] = migration.rows()
  if (row === undefined) return 'no row'
  const refused = await act(migration, row).then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
  await migration.rested()
  if (refused !== null) return refused
  const { state, activity, problem, keys } = migration.rows()[0] ?? row
  const running = rig.nodes.nodes.map(({ name, running: now }) => [
    name,
    now?.loaded.map((id) => recordedKeys.findIndex((key) => key.id === id)),
  ])
  const seen = { loadableAt: rig.loadableAt(), running, service: { ...rig.service }, notes: notesOf(rig), violations: rig.nodes.violations }
  return { state, activity, problem, keys, held: [...rig.held], ...seen }
}

/** The plan as it is shown at that moment. */
export async function shownAt(move: RecordedMove, moment: RecordedMoment): Promise<BatchRow['plan'] | undefined> {
  const migration = createMigration(rigAt(move, moment).deps())
  await migration.open()
  return migration.rows()[0]?.plan
}

/** All that matters of what is read at that moment: what is shown and held, what may be pressed, and what comes of each press. */
export async function readAt(move: RecordedMove, moment: RecordedMoment): Promise<unknown> {
  const rig = rigAt(move, moment)
  const migration = createMigration(rig.deps())
  await migration.open()
  const rows = migration.rows()
  const scan = await migration.scan({ identity: rig.moving.id, source: names.source, target: names.target })
  const closed = scan.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown').map(({ id }) => id)
  const acts: Record<string, unknown> = {
    resume: await after(move, moment, (now, { batch, plan }) => now.resume(batch, plan.consentWords)),
    abort: await after(move, moment, (now, { batch }) => now.abort(batch)),
  }
  for (const how of ['put-back', 'close', 'disarm'] as const)
    acts[how] = await after(move, moment, (now, { batch, plan }) => now.resolve(batch, how, plan.consentWords))
  return {
    rows: rows.map(rowOf),
    lost: migration.lost(),
    held: [...rig.held],
    closed,
    notes: notesOf(rig),
    loadableAt: rig.loadableAt(),
    acts,
  }
}

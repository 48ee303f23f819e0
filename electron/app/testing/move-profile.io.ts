import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../storage/index.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

export interface MoveOnDisk {
  readonly identity: string
  readonly source: string
  readonly target: string
}

/** A profile with nodes that do not run, and moves that wait for a person, as a start of the app finds them. */
export interface MoveProfile {
  readonly folder: string
  readonly dataFolder: (node: string) => string
  /** Puts a move down as begun, its source stopped. Returns its batch. */
  readonly addMove: (move: MoveOnDisk) => Promise<string>
  readonly batch: (name: string) => string
  /** What the move leaves behind once its key is out of use: the note, and slots that stay held. */
  readonly leaveTraces: (batch: string, move: MoveOnDisk) => void
}

const sideOf = (node: string, folder: string) => ({ node, folder, running: false, userVersion: 15, others: [], poets: [] })

function planText(at: number, { identity, source, target }: MoveOnDisk, dataFolder: (node: string) => string): string {
  const keyFile = { name: 'a1.key', device: '1', inode: '2', sizeBytes: 128, sha256: 'c'.repeat(64) }
  const arrives = { keyName: 'a1.key', postAddress: '127.0.0.1:9', coinbase: 'sm1', replacesRows: false }
  return canonical({
    v: 1,
    frozenAt: at,
    simulated: true,
    genesisId: 'ab'.repeat(20),
    identity,
    identityName: 'a1',
    source: { ...sideOf(source, dataFolder(source)), keyFile },
    target: { ...sideOf(target, dataFolder(target)), ...arrives },
    newestAtx: null,
    service: { name: 'a1', node: source, running: false },
    schema: 'd'.repeat(64),
    wait: { layers: 2, layerMs: 1000 },
    expected: { stopMs: 1, startMs: 1 },
  })
}

function writeNote(dataFolder: string, batch: string, { identity, source, target }: MoveOnDisk): void {
  mkdirSync(join(dataFolder, 'smeshdesk'), { recursive: true })
  const hashes = { planHash: 'e'.repeat(64), keySha256: 'c'.repeat(64), genesisId: 'ab'.repeat(20) }
  const note = { v: 1, identity, says: 'left', batch, at: 1, from: source, to: target, ...hashes }
  writeFileSync(join(dataFolder, 'smeshdesk', `MOVED-${identity.slice(0, 16)}.json`), JSON.stringify(note))
}

const nodeEntry = (name: string, dataFolder: string) => ({
  name,
  program: null,
  arguments: [],
  dataFolder,
  addresses: { public: '127.0.0.1:1', private: null, post: null },
})

export function moveProfile(nodes: readonly string[], removed: readonly string[] = []): MoveProfile {
  const folder = mkdtempSync(join(tmpdir(), 'move-profile-'))
  const dataFolder = (node: string) => join(folder, 'data', node)
  for (const node of nodes) mkdirSync(join(dataFolder(node), 'identities'), { recursive: true })
  const post = join(folder, 'data', 'post')
  mkdirSync(post)
  const known = nodes.filter((node) => !removed.includes(node))
  const service = { name: 'a1', program: null, arguments: [], dataFolder: post, node: known[0] ?? null, operatorAddress: null }
  const settings = { version: 1, simulated: true, nodes: known.map((name) => nodeEntry(name, dataFolder(name))), services: [service] }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  let made = 0
  const addMove = async (move: MoveOnDisk) => {
    made += 1
    const text = planText(made, move, dataFolder)
    const batch = createHash('sha256').update(text).digest('hex').slice(0, 12)
    mkdirSync(join(folder, 'batches', batch, 'copies'), { recursive: true })
    writeFileSync(join(folder, 'batches', batch, 'plan.json'), text)
    const journal = await openJournal(join(folder, 'batches', batch, 'journal.jsonl'))
    const at = { batch, from: 'planned', ts: made, mono: made, bootId: 'boot', appVersion: '0', evidence: {} }
    await journal.append({ ...at, kind: 'INTENT', step: 'stop-source', to: null })
    await journal.append({ ...at, kind: 'DONE', step: 'stop-source', to: 'source-stopped' })
    return batch
  }
  const leaveTraces = (batch: string, move: MoveOnDisk) => {
    writeNote(dataFolder(move.source), batch, move)
    mkdirSync(join(folder, 'slots'), { recursive: true })
    const holds = { version: 1, holds: { [batch]: [`node:${move.source}`, `node:${move.target}`, 'service:a1'] } }
    writeFileSync(join(folder, 'slots', 'holds.json'), JSON.stringify(holds))
  }
  return { folder, dataFolder, addMove, batch: (name) => join(folder, 'batches', name), leaveTraces }
}

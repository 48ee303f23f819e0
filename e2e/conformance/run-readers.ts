import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteRows } from '../../electron/migration/index.ts'
import { parseEvent } from '../../electron/nodes/events.ts'
import { nodeLogPhases } from '../../electron/nodes/index.ts'
import { parsePostStates } from '../../electron/nodes/node-memory.ts'
import { parseStatus, readMetadata, servicePhase } from '../../electron/post/index.ts'
import { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { compareFacts, type Row } from './report.ts'
import { collapse } from './runs/record.ts'
import { readEventTexts, readLines, seenEvent } from './runs/recorded-files.ts'

type Facts = Record<string, unknown>
type Checked = { readonly group: string; readonly id: string; readonly expected: Facts; readonly got: Facts }

const RUNS = ['run-remote', 'run-move', 'run-ban', 'run-supervised']
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The kinds Smeshdesk gives to the node's events, by the recordings' own names. */
const KINDS: Readonly<Record<string, string>> = {
  beacon: 'beacon',
  initStart: 'init-start',
  initComplete: 'init-complete',
  initFailed: 'init-failed',
  postStart: 'post-start',
  postComplete: 'post-complete',
  poetWaitRound: 'wait-registration',
  waitingForPoetRegistrationWindow: 'wait-registration',
  poetWaitProof: 'wait-round-end',
  waitingForPoetRoundEnd: 'wait-round-end',
  proofDownloadedFromPoet: 'poet-proof',
  registeredInPoet: 'registered',
  bestProofSelected: 'proof-selected',
  atxPublished: 'atx-published',
  eligibilities: 'eligible',
  proposal: 'proposal',
  postServiceStarted: 'service-started',
  postServiceStopped: 'service-stopped',
}

/** Every recorded event read by Smeshdesk: kind, failure and identity, in order. */
function eventChecks(folder: string, group: string): readonly Checked[] {
  const files = readdirSync(folder).filter((name) => /^events.*\.json$/.test(name))
  return files.map((file) => {
    const texts = readEventTexts(join(folder, file))
    const expected = texts.map((text) => {
      const seen = seenEvent(JSON.parse(text))
      const kind = seen?.kind === 'postComplete' && seen.failure ? 'post-failed' : (KINDS[seen?.kind ?? ''] ?? 'unknown')
      return `${kind} ${seen?.smesher ?? '-'}`
    })
    const got = texts.map((text) => {
      const event = parseEvent(Event.fromJSON(JSON.parse(text)), { hex, receivedAt: 0 })
      return event === null ? 'not read' : `${event.kind} ${event.smesher ?? '-'}`
    })
    return { group, id: file, expected: { count: expected.length, events: expected }, got: { count: got.length, events: got } }
  })
}

/** Answers of PostStates on the wire. */
function stateChecks(folder: string, group: string): readonly Checked[] {
  const file = join(folder, 'wire-post.jsonl')
  if (!existsSync(file)) return []
  const answers = readLines(file).flatMap(({ path, res }) =>
    path === '/spacemesh.v1.PostInfoService/PostStates' && typeof res === 'string'
      ? [PostStatesResponse.decode(Buffer.from(res, 'hex'))]
      : [],
  )
  const names = ['unknown', 'idle', 'proving']
  const show = (list: readonly { readonly name: string; readonly state: string }[]) =>
    list.map(({ name, state }) => `${name} ${state}`).toSorted()
  const expected = answers.map(({ states }) => show(states.map(({ name, state }) => ({ name, state: names[state] ?? '' }))))
  const got = answers.map(({ states }) => show(parsePostStates(states) ?? []))
  return [{ group, id: 'PostStates', expected: { answers: expected }, got: { answers: got } }]
}

function statusChecks(folder: string, group: string): readonly Checked[] {
  const file = join(folder, 'operator-status.jsonl')
  if (!existsSync(file)) return []
  const bodies = readLines(file).flatMap(({ r }) => (Array.isArray(r) && r[0] === 200 ? [String(r[2])] : []))
  const show = (body: string) => {
    const status = parseStatus(body)
    if (status?.kind === 'proving') return JSON.stringify({ Proving: { nonces: status.nonces, position: status.position } })
    return status === null ? 'not read' : JSON.stringify(status.kind === 'idle' ? 'Idle' : 'DoneProving')
  }
  return [{ group, id: '/status', expected: { bodies }, got: { bodies: bodies.map(show) } }]
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** The phases of each service's log against what its lines say in so many words. */
function serviceLogChecks(folder: string, group: string): readonly Checked[] {
  const files = readdirSync(folder).filter((name) => /^service.*\.log$/.test(name))
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const phases = text.split('\n').flatMap((line) => servicePhase(line) ?? [])
    const phase = (kind: string) => phases.filter((one) => one.kind === kind).length
    const expected = {
      registered: count(text, /obtained metadata:/g),
      disconnected: count(text, /disconnected: /g),
      unreachable: count(text, /could not connect to the node:/g),
      asked: count(text, /starting proof generation for challenge/g),
      verified: count(text, /proof is valid/g),
    }
    const got = {
      registered: phase('registered'),
      disconnected: phase('disconnected'),
      unreachable: phase('node-unreachable'),
      asked: phase('proof-asked'),
      verified: phase('verified'),
    }
    return { group, id: file, expected, got }
  })
}

/** The phases of each node's log against the node's own events and PostStates. */
function nodeLogChecks(folder: string, group: string): readonly Checked[] {
  const files = readdirSync(folder).filter((name) => /^node.*\.log$/.test(name))
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const phases = nodeLogPhases(text.split('\n'))
    const states = phases.flatMap((phase) => (phase.kind === 'post-state' ? [phase] : []))
    const raw = [...text.matchAll(/\tpost state changed\t\{.*?"id": "([0-9a-f]+)".*?"state": "(\w+)"/g)].map(
      ([, id, state]) => `${id} ${state}`,
    )
    const expected = {
      starts: count(text, /\tApp version: /g),
      ATXs: count(text, /\tatx published\t/g),
      states: collapse(raw),
      stops: count(text, /\tapp cleanup completed/g),
    }
    const number = (kind: string) => phases.filter((one) => one.kind === kind).length
    const got = {
      starts: number('starting'),
      ATXs: number('atx-published'),
      states: collapse(states.map(({ id, state }) => `${id} ${state}`)),
      stops: number('stopped'),
    }
    return { group, id: file, expected, got }
  })
}

/** Rows of the recorded data folders, read from a private copy with its `-wal`: which identities have which. */
async function rowChecks(recordings: string): Promise<readonly Checked[]> {
  const root = join(recordings, 'data-folders')
  const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'local.sql')))
  return Promise.all(folders.map((name) => rowsOf(join(root, name), name)))
}

/** Tables with rows of an identity, asked of SQLite directly. */
function filledTables(file: string, id: string): readonly string[] {
  const database = new DatabaseSync(file)
  try {
    return ['challenge', 'nipost', 'poet_registration', 'post'].filter(
      (table) => database.prepare(`SELECT count(*) AS n FROM ${table} WHERE id = ?`).get(Buffer.from(id, 'hex'))?.n !== 0,
    )
  } finally {
    database.close()
  }
}

async function rowsOf(folder: string, group: string): Promise<Checked> {
  const copy = mkdtempSync(join(tmpdir(), 'rows-'))
  try {
    for (const file of ['local.sql', 'local.sql-wal']) copyFileSync(join(folder, file), join(copy, file))
    const keys = readdirSync(join(folder, 'identities')).toSorted()
    const ids = keys.map((file) => readFileSync(join(folder, 'identities', file), 'utf8').slice(64))
    const expected = ids.map((id) => filledTables(join(copy, 'local.sql'), id))
    const found: (readonly string[])[] = []
    // One after the other, as the app reads: who opens first brings the -wal in, and whoever comes meanwhile is refused.
    for (const id of ids) {
      const { tables } = await sqliteRows.read(join(copy, 'local.sql'), id as Parameters<typeof sqliteRows.read>[1])
      found.push(tables.flatMap(({ table, rows }) => (rows.length > 0 ? [table] : [])).toSorted())
    }
    return { group: `data-folders ${group}`, id: 'local.sql', expected: { identities: expected }, got: { identities: found } }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Metadata of the recorded PoST folders against their own text. */
function metadataChecks(recordings: string): Promise<readonly Checked[]> {
  const root = join(recordings, 'data-folders', 'post')
  return Promise.all(
    readdirSync(root).map(async (name) => {
      const text = readFileSync(join(root, name, 'postdata_metadata.json'), 'utf8')
      const { NodeId, NumUnits }: { NodeId: string; NumUnits: number } = JSON.parse(text)
      const read = await readMetadata(join(root, name))
      const got = read.ok ? { id: read.metadata.nodeId, units: Number(read.metadata.numUnits) } : { defects: read.defects }
      return {
        group: `post ${name}`,
        id: 'metadata',
        expected: { id: Buffer.from(NodeId, 'base64').toString('hex'), units: NumUnits },
        got,
      }
    }),
  )
}

/** Smeshdesk's readers of events, states, rows, logs, metadata and `/status` on all recorded runs. */
export async function checkRecordedRuns(recordings: string): Promise<readonly Row[]> {
  const ofRuns = RUNS.flatMap((run) => {
    const folder = join(recordings, run)
    return [eventChecks, stateChecks, statusChecks, serviceLogChecks, nodeLogChecks].flatMap((check) => check(folder, run))
  })
  const checked = [...ofRuns, ...(await rowChecks(recordings)), ...(await metadataChecks(recordings))]
  return checked.map(({ group, id, expected, got }) => ({ part: 'readers', group, id, verdict: compareFacts(expected, got) }))
}

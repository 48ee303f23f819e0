import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCalls, readEvents, readLines } from './recorded-files.ts'
import { type Facts, type Names, nodeFacts, type StatusSample, statusFacts, type TableSample } from './trace.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const tablesOf = (rows: unknown): readonly TableSample[] =>
  isRecord(rows) ? Object.entries(rows).map(([table, list]) => ({ table, rows: Array.isArray(list) ? list : [] })) : []

type Line = Readonly<Record<string, unknown>>

const statesOf = (lines: readonly Line[]): readonly Readonly<Record<string, string>>[] =>
  lines.flatMap(({ states }) =>
    isRecord(states) ? [Object.fromEntries(Object.entries(states).map(([file, state]) => [file, String(state)]))] : [],
  )

/** Names of the identities of `run-remote`, from the metadata of their data folders. */
function remoteNames(recordings: string): Names {
  const names = ['diskA_post1', 'diskA_post2', 'diskB_post1', 'diskC_post1']
  return new Map(
    names.map((name) => {
      const metadata: unknown = JSON.parse(readFileSync(join(recordings, 'data-folders', 'post', name, 'postdata_metadata.json'), 'utf8'))
      const id = isRecord(metadata) ? Buffer.from(String(metadata.NodeId), 'base64').toString('hex') : ''
      return [id, name]
    }),
  )
}

function readStatuses(file: string): readonly StatusSample[] {
  return readLines(file).map(({ name, r }) => {
    const [code, , body] = Array.isArray(r) ? r : []
    return { service: String(name), body: code === 200 ? String(body) : null }
  })
}

/** What decides in `run-remote`. */
export function recordedRemote(recordings: string): Facts {
  const at = (file: string) => join(recordings, 'run-remote', file)
  const timeline = readLines(at('timeline.jsonl'))
  const record = {
    events: readEvents(at('events-grpcurl.json')),
    states: statesOf(timeline.filter(({ what }) => what === 'PostStates')),
    tables: readLines(at('local-sql-rows.jsonl')).map(({ table, rows }) => ({
      table: String(table),
      rows: Array.isArray(rows) ? rows : [],
    })),
    calls: readCalls(at('wire-post.jsonl')),
  }
  return { ...nodeFacts(record, remoteNames(recordings), ''), ...statusFacts(readStatuses(at('operator-status.jsonl'))) }
}

/** Ids of identities by publish epoch, from a recorded answer of ActivationService.List. */
function publishersIn(file: string, names: Names): Facts {
  const answer: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const list = isRecord(answer) && Array.isArray(answer.activations) ? answer.activations : []
  return publisherFacts(list, names)
}

/** Who published in which epoch. */
export function publisherFacts(activations: readonly unknown[], names: Names): Facts {
  const rows = activations.filter(isRecord).map((one) => ({
    epoch: Number(one.publishEpoch),
    name: names.get(Buffer.from(String(one.smesherId), 'base64').toString('hex')) ?? 'foreign',
  }))
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ epoch }) => epoch)].map(([epoch, list]) => [
      `ATXs of epoch ${epoch}`,
      list.map(({ name }) => name).toSorted(),
    ]),
  )
}

/** What decides in `run-move`, or in another run of the same form: three nodes, their events, states and rows. */
export function recordedMove(recordings: string, run: string): Facts {
  const at = (file: string) => join(recordings, run, file)
  const timeline = readLines(at('timeline.jsonl'))
  const ids = timeline.find(({ what }) => what === 'identities')?.ids
  const names: Names = new Map(isRecord(ids) ? Object.entries(ids).map(([name, id]) => [String(id), name]) : [])
  const facts = ['Z', 'A', 'B'].map((node) => {
    const own = timeline.filter((line) => line.node === node)
    const record = {
      events: readEvents(at(`events-${node}.json`)),
      states: statesOf(own.filter(({ what }) => what === 'PostStates')),
      tables: own.filter(({ what }) => what === 'local.sql rows').flatMap(({ rows }) => tablesOf(rows)),
      calls: [],
    }
    return nodeFacts(record, names, `${node}: `)
  })
  const published = ['atxs-epoch4.json', 'atxs-epoch2.json']
    .filter((file) => existsSync(at(file)))
    .map((file) => publishersIn(at(file), names))
  return Object.assign({}, ...facts, ...published)
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Watched } from './courses.ts'
import { collapse, type Facts, type Names, type NodeRecord, type StatusSample, type TableSample } from './record.ts'
import { readCalls, readEvents, readLines, timeOf } from './recorded-files.ts'
import { EPOCH_SECONDS, epochsAt } from './run-times.ts'
import { statusFacts } from './status-facts.ts'
import { nodeFacts, withPrefix } from './trace.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const tablesOf = ({ rows, t }: Line): readonly TableSample[] =>
  isRecord(rows) ? Object.entries(rows).map(([table, list]) => ({ table, rows: Array.isArray(list) ? list : [], atMs: timeOf(t) })) : []

type Line = Readonly<Record<string, unknown>>

const statesOf = (lines: readonly Line[]): NodeRecord['states'] =>
  lines.flatMap(({ what, states }) => {
    if (what === 'node started') return [null]
    if (what !== 'PostStates' || !isRecord(states)) return []
    return [Object.fromEntries(Object.entries(states).map(([file, state]) => [file, String(state)]))]
  })

/** When a recorded run began and when its last line was written. */
function watchedIn(timeline: readonly Line[], genesisMs: number): Watched {
  const times = { genesisMs, epochMs: EPOCH_SECONDS * 1000 }
  return { times, endedAt: epochsAt(times, timeOf(timeline.at(-1)?.t) ?? genesisMs), excusesLate: false, unfit: new Set() }
}

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
    states: statesOf(timeline),
    tables: readLines(at('local-sql-rows.jsonl')).map(({ table, rows, t }) => ({
      table: String(table),
      rows: Array.isArray(rows) ? rows : [],
      atMs: timeOf(t),
    })),
    calls: readCalls(at('wire-post.jsonl')),
  }
  const started = timeline.find(({ what }) => what === 'node started')?.argv
  const genesis = Array.isArray(started) ? started.map(String).find((word) => word.startsWith('--genesis-time=')) : undefined
  const watched = watchedIn(timeline, timeOf(genesis?.slice('--genesis-time='.length)) ?? 0)
  return { ...nodeFacts(record, remoteNames(recordings), watched), ...statusFacts(readStatuses(at('operator-status.jsonl'))) }
}

/** From a recorded answer of ActivationService.List. */
function publishersIn(file: string, names: Names): Publishers {
  const answer: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const list = isRecord(answer) && Array.isArray(answer.activations) ? answer.activations : []
  return publishersOf(list, names)
}

/** Names of the identities that published, by epoch. */
type Publishers = ReadonlyMap<number, readonly string[]>

export function publishersOf(activations: readonly unknown[], names: Names): Publishers {
  const rows = activations.filter(isRecord).map((one) => ({
    epoch: Number(one.publishEpoch),
    name: names.get(Buffer.from(String(one.smesherId), 'base64').toString('hex')) ?? 'foreign',
  }))
  return new Map([...Map.groupBy(rows, ({ epoch }) => epoch)].map(([epoch, list]) => [epoch, list.map(({ name }) => name).toSorted()]))
}

/** Who published, epoch after epoch, the same ones in a row once; `unfit` tells an epoch that says nothing. */
export function publisherFacts(publishers: Publishers, unfit: (epoch: number) => boolean): Facts {
  const inOrder = [...publishers].toSorted(([left], [right]) => left - right).filter(([epoch]) => !unfit(epoch))
  return { 'ATXs, epoch by epoch': collapse(inOrder.map(([, list]) => list)) }
}

/** What decides in `run-move`, or in another run of the same form: three nodes, their events, states and rows. */
export function recordedMove(recordings: string, run: string): Facts {
  const at = (file: string) => join(recordings, run, file)
  const timeline = readLines(at('timeline.jsonl'))
  const ids = timeline.find(({ what }) => what === 'identities')?.ids
  const names: Names = new Map(isRecord(ids) ? Object.entries(ids).map(([name, id]) => [String(id), name]) : [])
  const first = timeline.find(({ s }) => typeof s === 'number')
  const watched = watchedIn(timeline, Math.round((timeOf(first?.t) ?? 0) - Number(first?.s) * 1000))
  const facts = ['Z', 'A', 'B'].map((node) => {
    const own = timeline.filter((line) => line.node === node)
    const record = {
      events: readEvents(at(`events-${node}.json`)),
      states: statesOf(own),
      tables: own.filter(({ what }) => what === 'local.sql rows').flatMap(tablesOf),
      calls: [],
    }
    return withPrefix(nodeFacts(record, names, watched), `${node}: `)
  })
  const published = ['atxs-epoch2.json', 'atxs-epoch4.json'].filter((file) => existsSync(at(file)))
  const all = new Map(published.flatMap((file) => [...publishersIn(at(file), names)]))
  return Object.assign(
    {},
    ...facts,
    publisherFacts(all, () => false),
  )
}

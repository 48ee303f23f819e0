import { homedir } from 'node:os'
import type { DraftNote, NodeDraft, ServiceDraft } from '../../contract/model/door.ts'
import {
  besideProcess,
  lookAtProcesses,
  type NetTables,
  netTables,
  type ProcessBeside,
  type RunningProcess,
  realOr,
} from '../../processes/index.ts'
import { isServiceLine, nodeLine, type SplitLine, splitLine, startsAlone } from './argv-roles.ts'
import { dialOf, sameDial } from './dial.ts'
import { absolute, type DraftDeps, type Standing } from './entry-maker.io.ts'
import { folderLooksLike, mayRun } from './folder-kinds.io.ts'
import { nodeDraft } from './node-draft.io.ts'
import { serviceDraft } from './service-draft.io.ts'
import { tryAddress } from './try-address.io.ts'

export interface Running<Draft> {
  readonly pid: number
  readonly draft: Draft
}

/** Ports of one process that are asked for a post listener. */
const portLimit = 8

interface Seen {
  readonly process: RunningProcess
  readonly beside: ProcessBeside
  readonly line: SplitLine
  readonly standing: Standing
  readonly program: string | null
  readonly notes: readonly DraftNote[]
}

/** A script that the system itself gave to its interpreter is started again by its own path. */
async function programOf(line: SplitLine, beside: ProcessBeside, standing: Standing): Promise<string | null> {
  if (startsAlone(line)) return beside.exe
  const script = line.words.length === 2 ? absolute(line.words[1] ?? '', standing) : null
  return script !== null && (await mayRun(script)) ? script : null
}

async function lookInto(process: RunningProcess, tables: NetTables): Promise<Seen> {
  const beside = besideProcess(process.pid, tables)
  const line = splitLine(process.argv)
  const contained = beside.samePaths === false
  const standing: Standing = { folder: contained ? null : process.workingFolder, home: beside.home ?? homedir() }
  const program = contained ? null : await programOf(line, beside, standing)
  const notes: DraftNote[] = contained ? ['in-container'] : []
  if (program === null && !contained) notes.push(startsAlone(line) ? 'program-gone' : 'by-script')
  return { process, beside, line, standing, program, notes }
}

/** The post listener is at another port at each start when none is named: it is found among those of the process. */
async function postOf(draft: NodeDraft, listens: readonly string[] | null): Promise<string | null> {
  if (draft.addresses.post !== null || listens === null) return draft.addresses.post
  const { public: open, private: inner } = draft.addresses
  const others = listens.flatMap((address) => dialOf(address) ?? []).filter((dial) => !sameDial(dial, open) && !sameDial(dial, inner))
  const tries = await Promise.all(
    others.slice(0, portLimit).map(async (address) => ({
      address,
      result: (await tryAddress({ kind: 'post', address }, AbortSignal.timeout(3_000))).result,
    })),
  )
  return tries.find(({ result }) => result === 'right')?.address ?? null
}

async function runningNode(seen: Seen, deps: DraftDeps): Promise<Running<NodeDraft>> {
  const { standing, program, notes, line, beside, process } = seen
  const contained = notes.includes('in-container')
  // Paths of a container are not ours to read, whatever stands there here.
  const source = { args: contained ? [] : line.args, program, dataFolder: null, standing, notes, whole: !contained }
  const draft = await nodeDraft(source, deps)
  const post = await postOf(draft, beside.listens)
  const found = post !== null && draft.addresses.post === null
  const told = draft.notes.filter((note) => !(found && note === 'post-not-named'))
  const changes = found && !told.includes('post-changes') ? [...told, 'post-changes' as const] : told
  return { pid: process.pid, draft: { ...draft, addresses: { ...draft.addresses, post }, notes: changes } }
}

/** A wrapper and its program have the same arguments: of those with one folder the one that listens counts, else the youngest. */
async function oneEach<One extends { readonly pid: number; readonly folder: string | null; readonly strong: boolean }>(
  all: readonly One[],
): Promise<One[]> {
  const byFolder = new Map<string, One>()
  const sorted = [...all].sort((a, b) => Number(a.strong) - Number(b.strong) || a.pid - b.pid)
  for (const one of sorted) byFolder.set(one.folder === null ? `process ${one.pid}` : await realOr(one.folder), one)
  return [...byFolder.values()]
}

export interface RunningHere {
  readonly nodes: readonly Running<NodeDraft>[]
  readonly services: readonly Running<ServiceDraft>[]
  readonly complete: boolean
}

interface Look {
  readonly processes: readonly RunningProcess[]
  readonly tables: NetTables
}

async function nodesOf({ processes, tables }: Look, deps: DraftDeps): Promise<Running<NodeDraft>[]> {
  const seen = await Promise.all(processes.filter(({ argv }) => nodeLine(argv) !== 'no').map((one) => lookInto(one, tables)))
  const nodes = await Promise.all(
    seen.map(async (one) => {
      const { pid, draft } = await runningNode(one, deps)
      const folder = draft.dataFolder?.path ?? null
      const sure = nodeLine(one.process.argv) === 'is' || (folder !== null && (await folderLooksLike(folder)) === 'node-data')
      return sure ? [{ pid, draft, folder, strong: (one.beside.listens ?? []).length > 0 }] : []
    }),
  )
  return oneEach(nodes.flat())
}

async function servicesOf({ processes, tables }: Look, deps: DraftDeps): Promise<Running<ServiceDraft>[]> {
  const services = await Promise.all(
    processes
      .filter(({ argv }) => isServiceLine(argv))
      .map(async (process) => {
        const { standing, program, notes, line } = await lookInto(process, tables)
        const contained = notes.includes('in-container')
        const draft = await serviceDraft({ args: contained ? [] : line.args, program, dataFolder: null, standing, notes }, deps)
        return { pid: process.pid, draft, folder: draft.dataFolder?.path ?? null, strong: false }
      }),
  )
  return oneEach(services)
}

/** Nodes and PoST services that run on this computer, whoever started them, as entries. Read only. */
export async function runningHere(deps: DraftDeps): Promise<RunningHere> {
  const { processes, blind } = await lookAtProcesses()
  const look: Look = { processes, tables: netTables() }
  const [nodes, services] = await Promise.all([nodesOf(look, deps), servicesOf(look, deps)])
  return { nodes, services, complete: blind.length === 0 }
}

import { basename } from 'node:path'
import { loadNodeConfig, type NamedFolder } from '../nodes/index.ts'
import { refusedByVersion, serviceVersionOf } from '../post/index.ts'
import type { Prover, RunningProcess } from './around.ts'
import { externalProvers, isOwn } from './external-provers.ts'
import { type Kind, kinds } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { nodesOnFolder } from './node-process.io.ts'
import { lookAtPostData, type PostDataSeen, plannedPostData } from './post-data.io.ts'
import type { ProcessLook } from './process-look.io.ts'
import type { ProgramGate, ProgramSpec } from './program-spec.ts'
import { RunLog } from './run-log.io.ts'
import { ownFolder } from './seen-folder.io.ts'
import type { Run } from './slot.ts'
import { type SlotProcess, standingAsNode, standingAsService } from './standing.io.ts'

/** A process that stands where a slot's own would. */
export type Standing = Pick<RunningProcess, 'pid' | 'argv'>

/** A slot of one kind, as far as finding others in its place needs it. */
export interface OwnPlace {
  readonly spec: ProgramSpec
  /** Of the process that Smeshdesk runs in it. */
  readonly ownPid: number | null
  /** Whom it works for, by its data folder. */
  readonly identity: string | null
}

/** All processes, and the provers among them, as of one look. */
export interface Seen {
  readonly look: ProcessLook
  readonly provers: readonly Prover[]
}

/** Looks that are taken when they are asked for. */
export interface Looks {
  readonly processes: () => Promise<ProcessLook>
  readonly provers: () => Promise<readonly Prover[]>
}

/** How programs of a kind are looked at on this machine. */
interface KindLook {
  /** What its data folder says of it; kinds whose folder says nothing have none. */
  readonly data: ((dataFolder: string | null, line: Pick<ProgramSpec, 'args' | 'cwd'>) => Promise<PostDataSeen | null>) | null
  /** Where its next start would put its data, by files as they are now; `null`: nothing names a folder. */
  readonly planned: (spec: ProgramSpec) => Promise<NamedFolder | null>
  /** What the program itself, as its file is now, would refuse of its command line; `null`: nothing known. Kinds that can't tell have none. */
  readonly refused: ((spec: ProgramSpec, gate: Pick<ProgramGate, 'prove'>) => Promise<string | null>) | null
  /** Processes that others have started in these places, in the order of the places. */
  readonly others: (places: readonly OwnPlace[], seen: Seen) => Promise<readonly (Standing | null)[]>
  /** Everything that runs in a slot's place, our own run first. */
  readonly standing: (slot: LiveSlot, looks: Looks) => Promise<readonly SlotProcess[]>
  /** Follows what a run writes. */
  readonly follow: ((run: Run) => RunLog) | null
}

async function otherProvers(places: readonly OwnPlace[], { provers }: Seen): Promise<readonly (Standing | null)[]> {
  const slots = await Promise.all(
    places.map(async ({ spec: { key, dataFolder }, ...place }) =>
      dataFolder === null ? [] : [{ ...place, name: key.name, folder: await ownFolder(dataFolder) }],
    ),
  )
  const found = externalProvers(slots.flat(), provers)
  return places.map(({ spec }) => found.get(spec.key.name) ?? null)
}

async function otherNodes(places: readonly OwnPlace[], { look }: Seen): Promise<readonly (Standing | null)[]> {
  const found: (Standing | null)[] = []
  for (const { spec, ownPid } of places) {
    const nodes = spec.dataFolder === null ? [] : await nodesOnFolder(spec.dataFolder, spec, look)
    found.push(nodes.find((node) => !isOwn(ownPid, node)) ?? null)
  }
  return found
}

/** Its configuration may have changed since it was last read. */
const plannedNode = async ({ args, cwd, dataFolder }: ProgramSpec): Promise<NamedFolder | null> =>
  dataFolder === null ? null : (await loadNodeConfig(args, cwd, dataFolder)).folder

/** Only a file that is called as the released ones are is asked for its version; to ask is to run it, so it is proven as before any start. */
async function refusedService({ program, args }: ProgramSpec, { prove }: Pick<ProgramGate, 'prove'>): Promise<string | null> {
  if (program === null || !kinds.service.released.test(basename(program))) return null
  const still = await prove(program).catch(() => () => false)
  if (!still()) return null
  return refusedByVersion(args, await serviceVersionOf(program)).join('; ') || null
}

export const kindLooks: Readonly<Record<Kind, KindLook>> = {
  service: {
    data: lookAtPostData,
    planned: plannedPostData,
    refused: refusedService,
    others: otherProvers,
    standing: standingAsService,
    follow: (run) => new RunLog(run),
  },
  node: { data: null, planned: plannedNode, refused: null, others: otherNodes, standing: standingAsNode, follow: null },
}

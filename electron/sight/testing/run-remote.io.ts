import { fileURLToPath } from 'node:url'
import type { Bytes, RigName, SmesherId } from '../../contract/model/basics.ts'
import { scanIdentitiesFolder } from '../../identities/index.ts'
import { readMetadata } from '../../post/index.ts'
import { newRigMemory, type RigMemory } from '../rig-memory.ts'
import type { Sighting } from '../sightings.ts'
import { eventSightings, inOrder, linesOf, operatorSightings, postSighting, recorded, rigName, saidAgain } from './recorded-run.io.ts'

/*
 * The recorded run (e2e/recordings/README.md): one node, four identities, four services, four epochs, with faults.
 * It is replayed through the readers and the reducer as the app would have heard it.
 */
export const node: RigName = rigName('node')
export const names = ['diskA_post1', 'diskA_post2', 'diskB_post1', 'diskC_post1']
export const at = (clock: string): number => Date.parse(`2026-11-21T${clock}Z`)
export const began = at('09:47:42.126')
export const end = at('09:56:20.000')

export interface RecordedRun {
  readonly rig: RigMemory
  readonly ids: ReadonlyMap<string, SmesherId>
  readonly sightings: readonly Sighting[]
}

async function firstSightings(ids: Map<string, SmesherId>): Promise<Sighting[]> {
  const scan = await scanIdentitiesFolder(fileURLToPath(recorded('data-folders/after-sigterm/identities')))
  for (const { name, id } of scan.entries) if (id !== null) ids.set(name, id)
  const data = await Promise.all(
    names.map(async (name): Promise<Sighting> => {
      const read = await readMetadata(fileURLToPath(recorded(`data-folders/post/${name}`)))
      if (!read.ok) throw new Error(`${name} has no metadata`)
      const { nodeId, numUnits, labelsPerUnit } = read.metadata
      const sizeBytes = (Number(labelsPerUnit * 16n) * numUnits) as Bytes
      return { source: 'data', service: rigName(name), at: began, data: { identity: nodeId, numUnits, sizeBytes, disk: null, copies: [] } }
    }),
  )
  return [{ source: 'keys', node, at: began, scan }, ...data]
}

/** Everything that was heard, in order, and a memory that has heard nothing yet. */
export async function runRemote(): Promise<RecordedRun> {
  const ids = new Map<string, SmesherId>()
  const rig = newRigMemory({
    nodes: [{ name: node, place: { dataFolder: '/node', addresses: { public: 'a:1', private: 'a:2', post: 'a:3' }, simulated: false } }],
    services: names.map((name, place) => ({ name: rigName(name), dataFolder: `/post/${name}`, node, operatorAddress: `a:${10 + place}` })),
  })
  const first = await firstSightings(ids)
  // Where the node is known to be down, PostStates is silent: a row without states.
  const posts = linesOf('run-remote/timeline.jsonl')
    .filter(({ what }) => what === 'PostStates' || /^node (stopped|SIGKILLed)/.test(String(what)))
    .map((row) => postSighting(row, { node, ids }))
  const polled = saidAgain([...posts, ...operatorSightings('run-remote/operator-status.jsonl')], end)
  return { rig, ids, sightings: inOrder([...first, ...polled, ...eventSightings('run-remote/wire-admin.jsonl', node)]) }
}

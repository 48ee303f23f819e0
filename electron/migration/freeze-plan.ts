import type { SmesherId } from '../contract/model/basics.ts'
import type { Binding, Bound } from './binding.ts'
import type { CheckFacts, FolderLook } from './check-facts.ts'
import { namedProcess } from './consent-names.ts'
import { generationOf } from './custody.ts'
import { type KeyFolder, loadableNames } from './disk-facts.ts'
import { FrozenPlan, targetKeyName } from './plan.ts'
import { planSchema } from './schema.ts'
import { waitLayers } from './wait-rule.ts'
import type { ProgramProcess } from './world.ts'

const idsIn = (folder: KeyFolder): SmesherId[] => folder.entries.flatMap(({ id }) => (id === null ? [] : [id]))
const bindingOf = (bound: Bound | null): Binding | undefined => (bound !== null && 'binding' in bound ? bound.binding : undefined)
/** Figures of one small machine (recordings): SIGTERM to exit, start to an API that answers. */
const expected = { stopMs: 5_000, startMs: 15_000 }

type Complete = CheckFacts & { readonly folders: { readonly source: FolderLook; readonly target: FolderLook } }

function sourceSide({ identity, source, bindings, folders: { source: folder } }: Complete, userVersion: number) {
  const name = loadableNames(folder.keys, identity.id)[0]
  const key = folder.keys.entries.find((entry) => entry.name === name)
  return {
    node: source.name,
    folder: folder.path,
    running: source.running,
    userVersion,
    others: idsIn(folder.keys).filter((id) => id !== identity.id),
    binding: bindingOf(bindings.source),
    keyFile: key && { name: key.name, device: key.device, inode: key.inode, sizeBytes: key.sizeBytes, sha256: key.sha256 },
    poets: source.poets?.map(({ address }) => address),
  }
}

function targetSide({ identity, target, bindings, folders }: Complete, userVersion: number) {
  const { keys, path, tombstone } = folders.target
  return {
    node: target.name,
    folder: path,
    running: target.running,
    userVersion,
    others: idsIn(keys),
    binding: bindingOf(bindings.target),
    keyName: targetKeyName(loadableNames(folders.source.keys, identity.id)[0] ?? '', identity.id, keys.names),
    postAddress: target.postAddress,
    poets: target.poets?.map(({ address }) => address),
    coinbase: target.coinbase,
    replacesRows: tombstone !== null && tombstone !== 'broken' && tombstone.says === 'left',
  }
}

/** Every process that the move ends, so that the consent names them. */
function endsOf({ source, target, identity: { service } }: CheckFacts) {
  const named = (what: 'node' | 'service', name: string, programs: readonly ProgramProcess[] = []) =>
    programs.map((program) => ({ what, name, ...namedProcess(program) }))
  return [
    ...named('node', source.name, source.programs),
    ...named('node', target.name, target.programs),
    ...(service === null ? [] : named('service', service.name, service.programs)),
  ]
}

/** The plan from what a scan saw. Only to be called when every check passed; `null` when something is missing all the same. */
export function freezePlan(facts: CheckFacts): FrozenPlan | null {
  const { identity, source, target, rows, now } = facts
  const [from, to, time] = [facts.folders.source, facts.folders.target, target.time ?? source.time]
  if (from === null || to === null || identity.service === null || 'unreadable' in rows.source) return null
  const complete = { ...facts, folders: { source: from, target: to } }
  const { schema } = rows.source
  const atx = identity.newestAtx.find(({ node }) => node === source.name)?.atx
  const { name, node, running } = identity.service
  const plan = FrozenPlan.safeParse({
    v: 1,
    frozenAt: now,
    simulated: source.simulated,
    genesisId: target.genesisId,
    identity: identity.id,
    identityName: identity.name,
    source: sourceSide(complete, schema.userVersion),
    target: targetSide(complete, schema.userVersion),
    newestAtx: atx === undefined || atx === 'silent' ? undefined : atx.id,
    service: { name, node, running, binding: bindingOf(facts.bindings.service) },
    generation: generationOf(facts.notes ?? []),
    ends: endsOf(facts),
    schema: planSchema(schema),
    wait: { layers: waitLayers, layerMs: time?.layerMs },
    expected,
  })
  return plan.success ? plan.data : null
}

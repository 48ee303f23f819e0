import type { SmesherId } from '../contract/model/basics.ts'
import type { ProgramProcess } from '../silence/index.ts'
import type { Binding, Bound } from './binding.ts'
import type { CheckFacts, FolderLook } from './check-facts.ts'
import { namedProcess } from './consent-names.ts'
import { generationOf } from './custody.ts'
import { type KeyFolder, loadableNames } from './disk-facts.ts'
import { FrozenPlan, isSound, targetKeyName } from './plan.ts'
import { planSchema } from './rows.ts'
import { waitLayers } from './wait-rule.ts'

const idsIn = (folder: KeyFolder): SmesherId[] => folder.entries.flatMap(({ id }) => (id === null ? [] : [id]))
const bindingOf = (bound: Bound | null): Binding | undefined => (bound !== null && 'binding' in bound ? bound.binding : undefined)
/** Figures of one small machine (recordings): SIGTERM to exit, start to an API that answers. */
const expected = { stopMs: 5_000, startMs: 15_000 }

type Complete = CheckFacts & { readonly folders: { readonly source: FolderLook; readonly target: FolderLook } }

/** What is told of each node; who dials it and who is paid there only where keys come to. */
const nodeOf = (side: 'source' | 'target', { bindings, folders, ...looks }: Complete) => ({
  folder: folders[side].path,
  running: looks[side].running,
  others: idsIn(folders[side].keys).filter((id) => id !== looks.identity.id),
  poets: looks[side].poets?.map(({ address }) => address),
  binding: bindingOf(bindings[side]),
})

function identityOf({ identity, source, target, bindings, folders, notes }: Complete) {
  const name = loadableNames(folders.source.keys, identity.id)[0]
  const key = folders.source.keys.entries.find((entry) => entry.name === name)
  const { tombstone, keys } = folders.target
  const atx = identity.newestAtx.find(({ node }) => node === source.name)?.atx
  return {
    identity: identity.id,
    name: identity.name,
    from: source.name,
    to: target.name,
    keyFile: key && { name: key.name, device: key.device, inode: key.inode, sizeBytes: key.sizeBytes, sha256: key.sha256 },
    keyName: targetKeyName(name ?? '', identity.id, keys.names),
    replacesRows: tombstone !== null && tombstone !== 'broken' && tombstone.says === 'left',
    newestAtx: atx === undefined || atx === 'silent' ? undefined : atx.id,
    generation: generationOf(notes ?? []),
    service: identity.service && {
      name: identity.service.name,
      node: identity.service.node,
      running: identity.service.running,
      binding: bindingOf(bindings.service),
    },
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
  const { source, target, rows, now } = facts
  const [from, to, time] = [facts.folders.source, facts.folders.target, target.time ?? source.time]
  if (from === null || to === null || 'unreadable' in rows.source) return null
  const complete = { ...facts, folders: { source: from, target: to } }
  const { schema } = rows.source
  const plan = FrozenPlan.safeParse({
    v: 2,
    frozenAt: now,
    simulated: source.simulated,
    genesisId: target.genesisId,
    nodes: {
      [source.name]: { ...nodeOf('source', complete), userVersion: schema.userVersion, postAddress: null, coinbase: null },
      [target.name]: {
        ...nodeOf('target', complete),
        userVersion: schema.userVersion,
        postAddress: target.postAddress,
        coinbase: target.coinbase,
      },
    },
    moves: [identityOf(complete)],
    ends: endsOf(facts),
    schema: planSchema(schema),
    wait: { layers: waitLayers, layerMs: time?.layerMs },
    expected,
  })
  return plan.success && isSound(plan.data) ? plan.data : null
}

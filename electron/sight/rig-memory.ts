import type { Given, RigName, SmesherId } from '../contract/model/basics.ts'
import type { KeyEntry } from '../identities/index.ts'
import { type NodePlace, type NodeSighting, postStateOf, seeNode } from '../nodes/index.ts'
import { witnessName } from '../settings/index.ts'
import { seeEarned } from './earned-memory.ts'
import { type HostMemory, newHost, seePlace } from './host-memory.ts'
import { type IdentityMemory, newIdentityMemory, seeAtxs, seeBan, seeEvent, seeTables } from './identity-memory.ts'
import { heldFrom, seeReturned } from './returned-key.ts'
import { newServiceMemory, type ServiceMemory, type ServicePlace, seeOperator, seeRow } from './service-memory.ts'
import type { Sighting } from './sightings.ts'
import { seenAgain } from './timed.ts'

/** All that is remembered of a rig. Folded in place by `see`; rows are built from it. */
export interface RigMemory {
  readonly nodes: ReadonlyMap<RigName, HostMemory>
  readonly services: ReadonlyMap<RigName, ServiceMemory>
  readonly identities: Map<SmesherId, IdentityMemory>
  holds: ReadonlySet<SmesherId>
  /** What a person gave to identities. */
  readonly given: ReadonlyMap<SmesherId, Given>
}

export interface RigPlaces {
  readonly nodes: readonly { readonly name: RigName; readonly place: NodePlace }[]
  readonly services: readonly ServicePlace[]
  readonly given?: RigMemory['given']
}

/** Memory of a rig. After a change of the settings, what is remembered of places that stayed the same is kept. */
export function newRigMemory({ nodes, services, given = new Map() }: RigPlaces, before: RigMemory | null = null): RigMemory {
  const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)
  const hosts = nodes.map(({ name, place }): [RigName, HostMemory] => {
    const known = before?.nodes.get(name)
    const kept = known !== undefined && same(known.place, place)
    return [name, kept ? known : newHost(name, place)]
  })
  const kept = services.map((place): [RigName, ServiceMemory] => {
    const known = before?.services.get(place.name)
    return [place.name, known !== undefined && same(known.place, place) ? known : newServiceMemory(place)]
  })
  return {
    nodes: new Map(hosts),
    services: new Map(kept),
    identities: before?.identities ?? new Map(),
    holds: before?.holds ?? new Set(),
    given,
  }
}

const identityLimit = 20_000

/** The memory of an identity, made when it is first heard of. Bounded: whoever floods us with ids gets no more rows. */
function memoryOf(rig: RigMemory, id: SmesherId): IdentityMemory {
  const known = rig.identities.get(id)
  if (known !== undefined) return known
  const memory = newIdentityMemory(id)
  if (rig.identities.size < identityLimit) rig.identities.set(id, memory)
  return memory
}

const lists = (host: HostMemory, id: SmesherId): boolean => host.heard.postStates?.value.has(id) ?? false
const isLoaded = ({ place }: KeyEntry): boolean => place === 'loaded'
/** Whether its node lists it, and answers. */
export const isListed = (host: HostMemory, id: SmesherId): boolean => ['idle', 'proving'].includes(postStateOf(host.heard, id))
export const loadableAt = (host: HostMemory, id: SmesherId): readonly KeyEntry[] => (host.entries.get(id) ?? []).filter(isLoaded)

/** How strongly a node is this identity's host: it wants a proof, lists it, would load it, listed it before it fell silent. */
function claimOf(host: HostMemory, id: SmesherId): number {
  const state = postStateOf(host.heard, id)
  if (state === 'proving') return 4
  if (state === 'idle') return 3
  if (loadableAt(host, id).length > 0) return lists(host, id) ? 2.5 : 2
  return lists(host, id) ? 1 : 0
}

/** The node that hosts an identity, or would; `null` when no node has it. */
export function hostOf(rig: RigMemory, id: SmesherId): HostMemory | null {
  let best: HostMemory | null = null
  let claim = 0
  for (const host of rig.nodes.values()) {
    const own = claimOf(host, id)
    if (own > claim) [best, claim] = [host, own]
  }
  return best
}

/** PostStates of an identity without a host: whether all nodes were heard and none lists it. */
function postWithoutHost(rig: RigMemory): 'absent' | 'unreachable' {
  const hosts = [...rig.nodes.values()]
  return hosts.length > 0 && hosts.every(({ heard }) => heard.postAnswers) ? 'absent' : 'unreachable'
}

/** Takes what PostStates says of it at its host; another host begins anew. */
function seePost(
  memory: IdentityMemory,
  value: 'unreachable' | 'absent' | 'idle' | 'proving',
  seen: { readonly node: RigName | null; readonly at: number },
): void {
  if (value === 'proving') memory.epochs.wantedAt = seen.at
  memory.post = seenAgain(memory.postNode === seen.node ? memory.post : null, value, seen.at)
  memory.postNode = seen.node
}

/** Brings what PostStates says of every identity up to date after one node was heard. */
function refreshPosts(rig: RigMemory, heard: RigName, at: number): void {
  for (const memory of rig.identities.values()) {
    const host = hostOf(rig, memory.id)
    if (host === null) seePost(memory, postWithoutHost(rig), { node: null, at })
    // Only the host's own word refreshes the age of what it said.
    else if (host.heard.name === heard || memory.postNode !== host.heard.name)
      seePost(memory, postStateOf(host.heard, memory.id), {
        node: host.heard.name,
        at: host.heard.name === heard ? at : (host.heard.postStates?.at ?? at),
      })
  }
}

function seeNodeSighting(rig: RigMemory, sighting: NodeSighting): void {
  const host = rig.nodes.get(sighting.node)
  if (sighting.source === 'bans' && (host !== undefined || sighting.node === witnessName))
    for (const answer of sighting.answers) for (const id of answer.asked) seeBan(memoryOf(rig, id), answer)
  if (host === undefined) return
  seeNode(host.heard, sighting)
  if (sighting.source === 'post-states') {
    if (sighting.answer.kind === 'answer')
      for (const { id, name } of sighting.answer.value) memoryOf(rig, id).names.set(sighting.node, name)
    refreshPosts(rig, sighting.node, sighting.at)
  }
  if (sighting.source === 'events') {
    const seen = { node: sighting.node, at: sighting.at, life: host.heard.life }
    for (const event of sighting.events) if (event.smesher !== null) seeEvent(memoryOf(rig, event.smesher), event, seen)
  }
  if (sighting.source === 'atxs') {
    const byOwner = Map.groupBy(sighting.atxs, ({ smesher }) => smesher)
    const seen = { ...sighting.epochs, node: sighting.node, at: sighting.at }
    const synced = host.heard.status?.value.synced === true
    for (const id of sighting.asked)
      seeAtxs(
        memoryOf(rig, id),
        (byOwner.get(id) ?? []).map(({ publishEpoch }) => publishEpoch),
        { ...seen, complete: synced },
      )
  }
  if (sighting.source === 'earned') seeEarned(memoryOf(rig, sighting.id).earned, sighting)
}

interface FileLook {
  readonly host: HostMemory
  readonly node: RigName
  readonly at: number
  /** Its key was loadable there at the look before. */
  readonly had: boolean
}

/** Whether the key of an identity went, or came back against the notes, since the last look. */
function seeFile(rig: RigMemory, { id, fileWent, returned }: IdentityMemory, { host, node, at, had }: FileLook): void {
  const [file] = loadableAt(host, id)
  if (file !== undefined) fileWent.delete(node)
  else if (had) fileWent.set(node, at)
  const back = file !== undefined && host.scan?.value.returned?.includes(id) === true
  // Of what can't be read nothing is known, and what was told stays.
  if (host.scan?.value.state === 'unreadable') return
  if (back || returned.has(node)) seeReturned(returned, { node, path: back ? file.path : null, at, held: rig.holds.has(id) })
}

function seeHolds(rig: RigMemory, { ids, at }: Extract<Sighting, { source: 'holds' }>): void {
  for (const id of ids) {
    const memory = rig.holds.has(id) ? undefined : rig.identities.get(id)
    if (memory !== undefined) heldFrom(memory.returned, at)
  }
  rig.holds = ids
}

function seeKeys(rig: RigMemory, { node, at, scan }: Extract<Sighting, { source: 'keys' }>): void {
  const host = rig.nodes.get(node)
  if (host === undefined) return
  const before = host.entries
  const entries = new Map<SmesherId, KeyEntry[]>()
  for (const entry of scan.entries) {
    if (entry.id === null) continue
    const held = entries.get(entry.id)
    if (held === undefined) entries.set(entry.id, [entry])
    else held.push(entry)
    const memory = memoryOf(rig, entry.id)
    if (entry.place === 'loaded') memory.names.set(node, entry.name)
  }
  host.scan = { value: scan, at }
  host.entries = entries
  for (const memory of rig.identities.values()) seeFile(rig, memory, { host, node, at, had: (before.get(memory.id) ?? []).some(isLoaded) })
  refreshPosts(rig, node, host.heard.postStates?.at ?? at)
}

/** Of its own node alone: that another one has no rows of it says nothing. */
function seeRows(rig: RigMemory, { node, at, tables }: Extract<Sighting, { source: 'rows' }>): void {
  for (const [id, own] of tables ?? []) if (hostOf(rig, id)?.heard.name === node) seeTables(memoryOf(rig, id), { node, at, tables: own })
}

function seeServices(rig: RigMemory, { rows, at }: Extract<Sighting, { source: 'services' }>): void {
  const byName = new Map(rows.map((row) => [row.name, row]))
  for (const [name, service] of rig.services) seeRow(service, byName.get(name) ?? null, at)
}

/** Folds one sighting into the memory. Sightings of nodes and services that are not of this rig are dropped. */
export function see(rig: RigMemory, sighting: Sighting): void {
  if (sighting.source === 'keys') seeKeys(rig, sighting)
  else if (sighting.source === 'services') seeServices(rig, sighting)
  else if (sighting.source === 'holds') seeHolds(rig, sighting)
  else if (sighting.source === 'poet' || sighting.source === 'node-log' || sighting.source === 'space')
    seePlace(rig.nodes.get(sighting.node), sighting)
  else if (sighting.source === 'rows') seeRows(rig, sighting)
  else if (sighting.source === 'data') {
    const service = rig.services.get(sighting.service)
    if (service !== undefined) service.data = sighting.data
    if (sighting.data.identity !== null) memoryOf(rig, sighting.data.identity)
  } else if (sighting.source === 'operator') {
    const service = rig.services.get(sighting.service)
    if (service !== undefined) seeOperator(service, sighting.answer, sighting.at)
  } else seeNodeSighting(rig, sighting)
}

import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { KeyFileSeen, LastEvent, OperatorSeen, PostStateSeen } from '../contract/model/identity.ts'
import type { Cell, KeyEntry, OverlayFacts } from '../identities/index.ts'
import { postStateOf } from '../nodes/index.ts'
import type { HostMemory } from './host-memory.ts'
import type { IdentityMemory } from './identity-memory.ts'
import { isBack } from './returned-key.ts'
import { hostOf, isListed, loadableAt, type RigMemory } from './rig-memory.ts'
import { isRunning, isStopped, operatorOf, type ServiceMemory, unconnectedSince } from './service-memory.ts'
import type { Timed } from './timed.ts'

/** What three sources say, each with since when and as of when. */
export interface Claims {
  readonly post: Timed<PostStateSeen>
  readonly operator: Timed<OperatorSeen>
  /** What the service said before; `null` when that is not known. */
  readonly operatorBefore: OperatorSeen | null
  /** `at`: when the event arrived; `null` when there was none. */
  readonly event: { readonly value: LastEvent; readonly at: number } | null
}

export type Settled = Omit<Cell, 'key'>

const busy: readonly OperatorSeen[] = ['k2pow', 'reading', 'done']

/** An event may arrive this much later than the state that it explains. */
const eventsLagMs = 3_000

/**
 * Takes the newer word where two sources differ only because one of them was asked earlier. A contradiction is one when both
 * were heard after the other had changed; until then the older word is out of date, and nobody is told of a disagreement.
 */
export function settle({ post, operator, operatorBefore, event }: Claims): Settled {
  const said: Settled = { post: post.value, operator: operator.value, event: event?.value ?? 'none' }
  if (post.value === 'idle' && busy.includes(operator.value)) {
    // The node ended the proof after the service was last asked, or the service began after the node was last asked.
    if (operator.at < post.since) return { ...said, operator: 'idle' }
    if (post.at < operator.since) return { ...said, post: 'proving' }
  }
  if (post.value === 'idle' && event?.value === 'post_start') {
    if (post.at < event.at) return { ...said, post: 'proving' }
    // PostStates was faster than the event that says how it ended.
    if (post.at - post.since < eventsLagMs && post.since > event.at)
      return { ...said, post: 'proving', operator: busy.includes(said.operator) ? said.operator : 'done' }
  }
  if (post.value === 'proving' && !busy.includes(operator.value)) {
    // The proof is in, or was just collected, and PostStates was asked before that: not yet accepted, no longer due.
    const isIn = (event?.value === 'complete' || event?.value === 'published') && post.at < event.at
    const collected = operator.value === 'idle' && operatorBefore === 'done' && post.at < operator.since
    if (isIn || collected) return { ...said, operator: 'done' }
  }
  return said
}

/** One identity's sources, put side by side. */
export interface IdentityFacts {
  readonly id: SmesherId
  readonly memory: IdentityMemory
  readonly host: HostMemory | null
  readonly service: ServiceMemory | null
  readonly key: KeyFileSeen
  /** Its own key file that can't be loaded any more. */
  readonly defective: KeyEntry | null
  readonly cell: Cell
  readonly overlay: OverlayFacts
}

/** Whose sources are looked at, and when. */
export interface Look {
  readonly rig: RigMemory
  readonly index: ServiceIndex
  readonly now: number
}

/** The file that was this identity's key and can't be loaded now, by the name it had. */
function defectiveFile(host: HostMemory | null, { names }: IdentityMemory): KeyEntry | null {
  if (host === null) return null
  const name = names.get(host.heard.name)
  return host.scan?.value.entries.find((entry) => entry.place === 'loaded' && entry.defect !== null && entry.name === name) ?? null
}

/** A folder, or a key file in it, that this program may not read: whose keys lie there is not known. */
const isUnread = ({ scan }: HostMemory): boolean =>
  scan?.value.state === 'unreadable' ||
  scan?.value.entries.some(({ place, defect }) => place === 'loaded' && defect === 'not-readable') === true

/**
 * How the key lies: twice as soon as two nodes have it in memory or would load it, or one folder has it under two names.
 * A node whose folder is not on this machine proves by listing it that it has the key.
 */
function keySeen(rig: RigMemory, id: SmesherId, found: { host: HostMemory | null; defective: KeyEntry | null }): KeyFileSeen {
  let places = 0
  for (const node of rig.nodes.values()) {
    const files = loadableAt(node, id).length
    places += files > 0 ? files : isListed(node, id) ? 1 : 0
  }
  if (places > 1) return 'duplicate'
  const { host, defective } = found
  // It may lie in any folder that could not be read.
  if (host === null) return [...rig.nodes.values()].some(isUnread) ? 'unknown' : 'absent'
  if (loadableAt(host, id).length > 0) return host.scan?.value.unsure?.includes(id) === true ? 'unknown' : 'ok'
  if (defective !== null) return 'defective'
  // Nobody has looked into its folder: that it lists the key is all there is.
  if (host.scan === null) return 'ok'
  return isUnread(host) ? 'unknown' : 'absent'
}

const rankOf = (service: ServiceMemory): number => (isRunning(service) ? 2 : isStopped(service) ? 0 : 1)

/** Services by identity and by operator address, made once for many rows. */
export interface ServiceIndex {
  readonly byIdentity: ReadonlyMap<SmesherId, ServiceMemory>
  /** How many services that are not known to stand still have an operator address. */
  readonly atAddress: ReadonlyMap<string, number>
  /** Keys that lie beside PoST data. */
  readonly copies: ReadonlyMap<SmesherId, readonly KeyEntry[]>
}

/** Of several services of one identity: one that runs before one that may before one that stands still. */
export function indexServices(rig: RigMemory): ServiceIndex {
  const byIdentity = new Map<SmesherId, ServiceMemory>()
  const atAddress = new Map<string, number>()
  const copies = new Map<SmesherId, KeyEntry[]>()
  for (const service of rig.services.values()) {
    const id = service.data?.identity ?? service.row?.identity ?? service.place.identity ?? null
    const held = id === null ? undefined : byIdentity.get(id)
    if (id !== null && (held === undefined || rankOf(service) > rankOf(held))) byIdentity.set(id, service)
    const address = service.place.operatorAddress
    if (address !== null && !isStopped(service)) atAddress.set(address, (atAddress.get(address) ?? 0) + 1)
    for (const copy of service.data?.copies ?? []) if (copy.id !== null) copies.set(copy.id, [...(copies.get(copy.id) ?? []), copy])
  }
  return { byIdentity, atAddress, copies }
}

/** A node that is told to stop fails all its proofs two to three seconds before it goes (recorded): a failure is believed after these. */
const failureSettlesMs = 4_000

/** What an earlier process of the node began or failed says nothing about the one that runs now. */
function lastEvent({ rig, now }: Look, { event }: IdentityMemory): { value: LastEvent; at: number } | null {
  if (event === null) return null
  const life = rig.nodes.get(event.node)?.heard.life
  const ofEarlierLife = life !== undefined && life !== event.life
  if (ofEarlierLife && (event.value === 'post_start' || event.value === 'failed')) return null
  return event.value === 'failed' && now - event.at < failureSettlesMs ? { value: 'post_start', at: event.at } : event
}

const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** The node that the service is set to serve: by the address it is given, else by the settings. */
function servedNode(rig: RigMemory, service: ServiceMemory): RigName | null {
  const address = service.row?.address ?? null
  if (address !== null) for (const [name, { place }] of rig.nodes) if (place.addresses.post === withoutScheme(address)) return name
  return service.place.node
}

function servesOtherNode(rig: RigMemory, { host, service, id }: Pick<IdentityFacts, 'host' | 'service' | 'id'>): boolean {
  if (host === null || service === null || isStopped(service)) return false
  const served = rig.nodes.get(servedNode(rig, service) ?? host.heard.name)
  // Only a service that is seen to run can be connected anywhere, and only a node that answers can say that it has no such key.
  const runs = isRunning(service) || ['idle', 'k2pow', 'reading', 'done'].includes(service.operator?.value ?? 'off')
  return served !== undefined && served !== host && runs && postStateOf(served.heard, id) === 'absent'
}

/** For how long a proof was wanted while the answering service was not at work and nobody asked it again. */
function unaskedMs(memory: IdentityMemory, service: ServiceMemory | null, now: number): number | null {
  const { post } = memory
  if (post?.value !== 'proving' || service?.operator === null || service?.operator === undefined) return null
  const { operator } = service
  if (operator.value !== 'idle' && operator.value !== 'done') return null
  return now - Math.max(post.since, operator.since, service.workedAt ?? 0, memory.askedAt ?? 0)
}

function overlayFacts({ rig, now }: Look, sides: Pick<IdentityFacts, 'id' | 'memory' | 'host' | 'service'>): OverlayFacts {
  const { id, memory, host, service } = sides
  const firstAnswerAt = host?.heard.firstAnswerAt ?? null
  const heldBy = service?.row?.slot.heldBy ?? null
  const unconnected = service === null ? null : unconnectedSince(service)
  return {
    banned: memory.ban.state === 'banned',
    heldByMigration: rig.holds.has(id) || heldBy !== null,
    keyReturned: isBack(memory.returned),
    listedBeforeFileWent: host !== null && (host.heard.postStates?.at ?? 0) <= (memory.fileWent.get(host.heard.name) ?? -1),
    sinceFirstAnswerMs: firstAnswerAt === null ? null : now - firstAnswerAt,
    unaskedMs: unaskedMs(memory, service, now),
    servesOtherNode: servesOtherNode(rig, { host, service, id }),
    // Nobody can be taken by a node that does not answer yet.
    unconnectedMs: unconnected === null ? null : now - Math.max(unconnected, firstAnswerAt ?? unconnected),
  }
}

/** Puts the sources of one identity side by side. */
export function factsOf(look: Look, memory: IdentityMemory): IdentityFacts {
  const { rig, index, now } = look
  const { id } = memory
  const host = hostOf(rig, id)
  const service = index.byIdentity.get(id) ?? null
  const defective = defectiveFile(host, memory)
  const key = keySeen(rig, id, { host, defective })
  const others = index.atAddress.get(service?.place.operatorAddress ?? '') ?? 0
  // One that stands still is not counted itself.
  const shared = service !== null && others > (isStopped(service) ? 0 : 1)
  const spoken = service === null ? 'off' : operatorOf(service, shared)
  const settled = settle({
    post: memory.post ?? { value: 'unreachable', since: now, at: now },
    operator: service?.operator?.value === spoken ? service.operator : { value: spoken, since: now, at: now },
    operatorBefore: service?.operatorBefore ?? null,
    event: lastEvent(look, memory),
  })
  const sides = { id, memory, host, service }
  return { ...sides, key, defective, cell: { key, ...settled }, overlay: overlayFacts(look, sides) }
}

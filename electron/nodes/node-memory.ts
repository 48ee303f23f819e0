import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Answer, type Reach, reachOf } from '../net/index.ts'
import { hexOf, smesherOf } from './hex-id.ts'
import type { NetworkFacts, NodeSync } from './node-facts.ts'
import { lineOf } from './plain-line.ts'
import { type ServedHere, seeServed } from './served.ts'
import type { NodeSighting } from './sightings.ts'

/** One registered key of a node. `name` is the key's file name, `.key` included; only for showing. */
export interface PostStateEntry {
  readonly id: SmesherId
  readonly name: string
  readonly state: 'idle' | 'proving' | 'unknown'
}

interface WirePostState {
  readonly id: Uint8Array
  readonly state: number
  readonly name: string
}

const entryLimit = 10_000
const stateNames = ['unknown', 'idle', 'proving'] as const

/**
 * Reads the answer of PostStates, ordered by name (the node's order is random at each call, docs/protocol.md §4.1).
 * `null` when it makes no sense: ids that are none, or more than 10,000.
 */
export function parsePostStates(
  states: readonly WirePostState[],
  hex: (bytes: Uint8Array) => string = hexOf,
): readonly PostStateEntry[] | null {
  if (states.length > entryLimit) return null
  const entries: PostStateEntry[] = []
  for (const { id, state, name } of states) {
    const smesher = smesherOf(id, hex)
    if (smesher === null) return null
    entries.push({ id: smesher, name: lineOf(name, 255) ?? '', state: stateNames[state] ?? 'unknown' })
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1))
}

/** One value with the moment it was last heard. */
interface Heard<T> {
  readonly value: T
  readonly at: number
}

/** All that is remembered of one node. Changed in place by `seeNode`. */
export interface NodeMemory {
  readonly name: RigName
  /** The last answer of PostStates, by identity; kept with its age when the node falls silent. */
  postStates: Heard<ReadonlyMap<SmesherId, PostStateEntry>> | null
  /** Whether PostStates answered when it was last asked; one late answer of a busy node is forgiven. */
  postAnswers: boolean
  postFailures: number
  status: Heard<NodeSync> | null
  network: Heard<NetworkFacts> | null
  version: string | null
  coinbase: string | null
  /** An answer said that a simulator gave it; said once is said for good. */
  simulated: boolean
  /** How each source was reached when it was last asked. */
  readonly reach: Map<NodeSighting['source'], Reach>
  readonly serves: ServedHere
  seenAt: number | null
  error: string | null
  stream: 'open' | 'closed' | 'overflow' | 'none' | 'unknown'
  streamAt: number | null
  /** Since when the stream is open without a break: no event of that time was missed. */
  streamSince: number | null
  /** Counts the node's lives that we saw end: what an earlier process began says nothing about this one. */
  life: number
  /** First answer of PostStates in this life; `null` while silent. */
  firstAnswerAt: number | null
}

export const newNodeMemory = (name: RigName): NodeMemory => ({
  name,
  postStates: null,
  postAnswers: false,
  postFailures: 0,
  status: null,
  network: null,
  version: null,
  coinbase: null,
  simulated: false,
  reach: new Map(),
  serves: { atxs: 'unknown', rewards: 'unknown' },
  seenAt: null,
  error: null,
  stream: 'unknown',
  streamAt: null,
  streamSince: null,
  life: 0,
  firstAnswerAt: null,
})

/** The node's process may be another one from here on. */
function interrupted(memory: NodeMemory): void {
  if (memory.firstAnswerAt === null) return
  memory.life += 1
  memory.firstAnswerAt = null
}

function reached(
  memory: NodeMemory,
  source: NodeSighting['source'],
  told: { readonly answer: Answer<unknown>; readonly at: number },
): void {
  const reach = reachOf(told.answer)
  if (told.answer.kind === 'fault') {
    memory.reach.delete(source)
    memory.error = `${source}: ${told.answer.detail}`
  }
  if (reach === null) return
  memory.reach.set(source, reach)
  // What is asked once a minute says nothing against a silence heard now.
  if (reach !== 'answers')
    for (const slow of ['network', 'version', 'coinbase'] as const) if (memory.reach.get(slow) === 'answers') memory.reach.delete(slow)
  if (reach === 'answers') memory.seenAt = told.at
  if ('detail' in told.answer) memory.error = `${source}: ${told.answer.detail}`
  else if ([...memory.reach.values()].every((one) => one === 'answers')) memory.error = null
}

/** A busy node may miss one deadline; a closed port is believed at once. */
const forgiven = 1

function seePostStates(memory: NodeMemory, { answer, at }: Extract<NodeSighting, { source: 'post-states' }>): void {
  if (answer.kind === 'cancelled') return
  if (answer.kind === 'answer') {
    memory.postFailures = 0
    memory.postAnswers = true
    memory.firstAnswerAt ??= at
    memory.postStates = { value: new Map(answer.value.map((entry) => [entry.id, entry])), at }
    return
  }
  // Our own failure says nothing of the node's life, only that its word is not known now.
  if (answer.kind === 'fault') {
    memory.postAnswers = false
    return
  }
  memory.postFailures += 1
  if (answer.kind !== 'hangs' || memory.postFailures > forgiven) {
    memory.postAnswers = false
    interrupted(memory)
  }
}

function seeStream(memory: NodeMemory, { state, at }: Extract<NodeSighting, { source: 'stream' }>): void {
  // An open stream that breaks is the first sign of a node's end; a full buffer is our own slowness.
  if (memory.stream === 'open' && state === 'closed') interrupted(memory)
  if (state !== 'open') memory.streamSince = null
  else if (memory.stream !== 'open') memory.streamSince = at
  memory.stream = state
  memory.streamAt = at
  if (state === 'open') memory.seenAt = at
}

/** Takes one sighting into the memory of its node. */
export function seeNode(memory: NodeMemory, sighting: NodeSighting): void {
  if ('answer' in sighting) reached(memory, sighting.source, sighting)
  switch (sighting.source) {
    case 'post-states':
      seePostStates(memory, sighting)
      return
    case 'status':
      if (sighting.answer.kind === 'answer') memory.status = { value: sighting.answer.value, at: sighting.at }
      else if (sighting.answer.kind === 'fault') memory.status = null
      return
    case 'network':
      if (sighting.answer.kind === 'answer') memory.network = { value: sighting.answer.value, at: sighting.at }
      return
    case 'maker':
      memory.simulated ||= sighting.simulated
      return
    case 'version':
      if (sighting.answer.kind === 'answer') memory.version = sighting.answer.value
      else if (sighting.answer.kind === 'fault') memory.version = null
      return
    case 'coinbase':
      if (sighting.answer.kind === 'answer') memory.coinbase = sighting.answer.value
      else if (sighting.answer.kind === 'fault') memory.coinbase = null
      return
    case 'stream':
      seeStream(memory, sighting)
      return
    case 'earned':
      seeServed(memory.serves, sighting)
      return
    case 'events':
    case 'atxs':
      memory.seenAt = sighting.at
      return
    case 'bans':
      return
  }
}

const worst: readonly Reach[] = ['answers', 'garbled', 'hangs', 'silent']

/** How the node is reached in all: one listener that answers is enough to say that it lives. */
export const reachOfNode = ({ reach }: NodeMemory): Reach | 'unknown' => worst.find((one) => [...reach.values()].includes(one)) ?? 'unknown'

/** What it last said of its sync: not known where another of its listeners answers and this one does not any more. */
export const syncKnown = (memory: NodeMemory): NodeMemory['status'] => {
  const own = memory.reach.get('status')
  return own !== undefined && own !== 'answers' && reachOfNode(memory) === 'answers' ? null : memory.status
}

/** What PostStates says of one identity: by the node that answers, whether it lists it and how. */
export function postStateOf(memory: NodeMemory, id: SmesherId): 'unreachable' | 'absent' | 'idle' | 'proving' {
  if (!memory.postAnswers || memory.postStates === null) return 'unreachable'
  const entry = memory.postStates.value.get(id)
  if (entry === undefined) return 'absent'
  return entry.state === 'unknown' ? 'unreachable' : entry.state
}

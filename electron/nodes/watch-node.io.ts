import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { behind } from '../faults/index.ts'
import { type Answer, type Reaching, reachOf } from '../net/index.ts'
import { type Barrier, type Clock, type Poll, repeat } from '../time/index.ts'
import { type NodeAddresses, type NodeClients, openClients } from './clients.io.ts'
import { followEvents } from './events.io.ts'
import { askBans } from './malfeasance.io.ts'
import type { BanAnswer } from './malfeasance.ts'
import { pollAtxs } from './poll-atxs.io.ts'
import { pollEarned } from './poll-earned.io.ts'
import type { NodeSighting, ToldFacts } from './sightings.ts'

export interface WatchedNode extends Reaching {
  readonly name: RigName
  readonly addresses: NodeAddresses
}

export interface WatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: NodeSighting) => void
  /** Identities to ask bans for: all that are known, hosted here or not. */
  readonly ids: () => readonly SmesherId[]
  /** Whose work and pay this node is to be asked for next. */
  readonly nextEarned: () => SmesherId | null
  /** Whether the cycle gap is open or near: PostStates are asked each second then. */
  readonly nearGap: () => boolean
  /** The barrier of one source of this node: what it throws ends here. */
  readonly barrier: (source: string) => Barrier
  /** For tests; the real clients by default. */
  readonly open?: (addresses: NodeAddresses, how: Reaching) => NodeClients
}

/** How often each source is asked, in milliseconds (docs/house.md, laws). */
const every = { nearGap: 1_000, postStates: 5_000, status: 5_000, facts: 60_000, factsUnknown: 5_000, bans: 60_000, bansUnanswered: 5_000 }

interface Watching {
  readonly node: WatchedNode
  readonly told: ToldFacts
  readonly clients: NodeClients
  readonly deps: WatchDependencies
  /** Runs when the node answers after it did not. */
  readonly woke: () => void
  /** Runs when it is known of which network and version the node is: then there is more to ask. */
  readonly known: () => void
}

/** Asks one source behind its barrier: what it throws is a fault of that source alone, and an answer like others. */
async function asked<T>({ deps }: Watching, source: string, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  return behind(deps.barrier(source), ask, (detail) => ({ kind: 'fault', detail }))
}

/** Hears of each answer whether it is one, and wakes who waits when the node answers after it did not. */
function wakes({ woke }: Watching): (answer: Answer<unknown>) => void {
  let answered = false
  return (answer) => {
    const answers = reachOf(answer) === 'answers'
    if (answers && !answered) woke()
    answered = answers
  }
}

function pollPostStates(watching: Watching): Poll {
  const { node, clients, deps } = watching
  const heard = wakes(watching)
  return async () => {
    const answer = await asked(watching, 'post-states', clients.postStates)
    deps.emit({ source: 'post-states', node: node.name, at: deps.clock.now(), answer })
    heard(answer)
    return deps.nearGap() ? every.nearGap : every.postStates
  }
}

function pollStatus(watching: Watching): Poll {
  const { node, clients, deps } = watching
  const heard = wakes(watching)
  return async () => {
    const answer = await asked(watching, 'status', clients.status)
    deps.emit({ source: 'status', node: node.name, at: deps.clock.now(), answer })
    heard(answer)
    return every.status
  }
}

/** Network, version and coinbase change with a restart only. */
function pollFacts(watching: Watching): Poll {
  const { node, clients, deps, told, known } = watching
  return async () => {
    const [network, version, coinbase] = await Promise.all([
      asked(watching, 'network', clients.network),
      asked(watching, 'version', clients.version),
      asked(watching, 'coinbase', clients.coinbase),
    ])
    const common = { node: node.name, at: deps.clock.now() }
    const isFirst = told.network === null || told.version === null
    if (network.kind === 'answer') told.network = network.value
    if (version.kind === 'answer') told.version = version.value
    deps.emit({ source: 'network', ...common, answer: network })
    deps.emit({ source: 'version', ...common, answer: version })
    deps.emit({ source: 'coinbase', ...common, answer: coinbase })
    deps.emit({ source: 'maker', ...common, simulated: clients.saysSimulated() })
    if (isFirst && told.network !== null && told.version !== null) known()
    const isSettled = (answer: Answer<unknown>): boolean => answer.kind === 'answer' || answer.kind === 'no-address'
    return isSettled(network) && isSettled(version) ? every.facts : every.factsUnknown
  }
}

/** Asks for bans at the start, each minute, and as soon as an identity is known that was never asked for. */
function pollBans({ node, clients, deps }: Watching): Poll {
  return async () => {
    const ids = deps.ids()
    if (ids.length === 0 || node.addresses.public === null) return every.bansUnanswered
    const about = { node: node.name, now: deps.clock.now }
    const answers = await behind<readonly BanAnswer[]>(
      deps.barrier('bans'),
      () => askBans(clients, ids, about),
      (why) => [{ node: node.name, at: deps.clock.now(), asked: ids, proofs: null, why }],
    )
    deps.emit({ source: 'bans', node: node.name, at: deps.clock.now(), answers })
    return answers.every(({ proofs }) => proofs !== null) ? every.bans : every.bansUnanswered
  }
}

function followed({ name }: WatchedNode, clients: NodeClients, { barrier, clock, emit }: WatchDependencies) {
  const events = barrier('events')
  return followEvents({
    clients,
    clock,
    onEvents: (heard) => emit({ source: 'events', node: name, at: clock.now(), events: heard }),
    onState: (state, detail) => {
      // A new stream replays what an earlier one lost.
      if (state === 'open') events.went?.()
      emit({ source: 'stream', node: name, at: clock.now(), state, detail })
    },
    failed: events.failed,
  })
}

/**
 * Watches one node by its addresses: polls and streams at the rates of the house, each on its own, so that no listener delays
 * another. Read only. What is heard goes to `emit`.
 */
export function watchNode(node: WatchedNode, deps: WatchDependencies) {
  const clients = (deps.open ?? openClients)(node.addresses, node)
  const stream = followed(node, clients, deps)
  const later: { facts?: () => void; bans?: () => void; earned?: () => void } = {}
  const woke = () => {
    stream.nudge()
    later.facts?.()
    later.bans?.()
  }
  const told: ToldFacts = { network: null, version: null }
  const watching: Watching = { node, clients, deps, told, woke, known: () => later.earned?.() }
  const loop = (source: string, poll: Poll) => repeat(deps.clock, poll, deps.barrier(`${source} loop`))
  const facts = loop('facts', pollFacts(watching))
  const bans = loop('bans', pollBans(watching))
  later.facts = facts.now
  later.bans = bans.now
  const postStates = loop('post-states', pollPostStates(watching))
  const atxs = loop('atxs', () => pollAtxs({ ...deps, node: node.name, clients, told }))
  const earned = loop('earned', () => pollEarned({ ...deps, node: node.name, clients, told, next: deps.nextEarned }))
  later.earned = earned.now
  const loops = [facts, bans, postStates, atxs, earned, loop('status', pollStatus(watching))]
  return {
    stop: () => {
      stream.stop()
      for (const loop of loops) loop.stop()
      clients.close()
    },
    /** Asks for bans now: there is an identity that was not asked for yet. */
    askBansNow: bans.now,
    /** Asks now for network, version and coinbase. */
    askFactsNow: facts.now,
    /** Asks now for the work and pay of whoever is next. */
    askEarnedNow: earned.now,
    /** Asks PostStates now: an event says that they changed. */
    askPostStatesNow: postStates.now,
  }
}
export type NodeWatch = ReturnType<typeof watchNode>

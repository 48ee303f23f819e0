import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Answer, reachOf } from './answer.ts'
import { type NodeAddresses, type NodeClients, openClients } from './clients.io.ts'
import type { Clock } from './clock.ts'
import { followEvents } from './events.io.ts'
import { askBans } from './malfeasance.io.ts'
import { pollAtxs, type ToldFacts } from './poll-atxs.io.ts'
import { type Poll, repeat } from './repeat.ts'
import type { NodeSighting } from './sightings.ts'

export interface WatchedNode {
  readonly name: RigName
  readonly addresses: NodeAddresses
}

export interface WatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: NodeSighting) => void
  /** Identities to ask bans for: all that are known, hosted here or not. */
  readonly ids: () => readonly SmesherId[]
  /** Whether the cycle gap is open or near: PostStates are asked each second then. */
  readonly nearGap: () => boolean
  /** For tests; the real clients by default. */
  readonly open?: (addresses: NodeAddresses) => NodeClients
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
}

function pollPostStates({ node, clients, deps, woke }: Watching): Poll {
  let answered = false
  return async () => {
    const answer = await clients.postStates()
    deps.emit({ source: 'post-states', node: node.name, at: deps.clock.now(), answer })
    const answers = reachOf(answer) === 'answers'
    if (answers && !answered) woke()
    answered = answers
    return deps.nearGap() ? every.nearGap : every.postStates
  }
}

function pollStatus({ node, clients, deps, woke }: Watching): Poll {
  let answered = false
  return async () => {
    const answer = await clients.status()
    deps.emit({ source: 'status', node: node.name, at: deps.clock.now(), answer })
    const answers = reachOf(answer) === 'answers'
    if (answers && !answered) woke()
    answered = answers
    return every.status
  }
}

/** Network, version and coinbase change with a restart only. */
function pollFacts({ node, clients, deps, told }: Watching): Poll {
  return async () => {
    const [network, version, coinbase] = await Promise.all([clients.network(), clients.version(), clients.coinbase()])
    const common = { node: node.name, at: deps.clock.now() }
    if (network.kind === 'answer') told.network = network.value
    if (version.kind === 'answer') told.version = version.value
    deps.emit({ source: 'network', ...common, answer: network })
    deps.emit({ source: 'version', ...common, answer: version })
    deps.emit({ source: 'coinbase', ...common, answer: coinbase })
    const known = (answer: Answer<unknown>): boolean => answer.kind === 'answer' || answer.kind === 'no-address'
    return known(network) && known(version) ? every.facts : every.factsUnknown
  }
}

/** Asks for bans at the start, each minute, and as soon as an identity is known that was never asked for. */
function pollBans({ node, clients, deps }: Watching): Poll {
  return async () => {
    const ids = deps.ids()
    if (ids.length === 0 || node.addresses.public === null) return every.bansUnanswered
    const answers = await askBans(clients, ids, { node: node.name, now: deps.clock.now })
    deps.emit({ source: 'bans', node: node.name, at: deps.clock.now(), answers })
    return answers.every(({ proofs }) => proofs !== null) ? every.bans : every.bansUnanswered
  }
}

export interface NodeWatch {
  readonly stop: () => void
  /** Asks for bans now: there is an identity that was not asked for yet. */
  readonly askBansNow: () => void
  /** Asks PostStates now: an event says that they changed. */
  readonly askPostStatesNow: () => void
}

/**
 * Watches one node by its addresses: polls and streams at the rates of the house, each on its own, so that no listener delays
 * another. Read only. What is heard goes to `emit`.
 */
export function watchNode(node: WatchedNode, deps: WatchDependencies): NodeWatch {
  const clients = (deps.open ?? openClients)(node.addresses)
  const stream = followEvents({
    clients,
    clock: deps.clock,
    onEvents: (events) => deps.emit({ source: 'events', node: node.name, at: deps.clock.now(), events }),
    onState: (state, detail) => deps.emit({ source: 'stream', node: node.name, at: deps.clock.now(), state, detail }),
  })
  const later: { facts?: () => void; bans?: () => void } = {}
  const woke = () => {
    stream.nudge()
    later.facts?.()
    later.bans?.()
  }
  const told: ToldFacts = { network: null, version: null }
  const watching: Watching = { node, clients, deps, told, woke }
  const facts = repeat(deps.clock, pollFacts(watching))
  const bans = repeat(deps.clock, pollBans(watching))
  later.facts = facts.now
  later.bans = bans.now
  const postStates = repeat(deps.clock, pollPostStates(watching))
  const atxs = repeat(deps.clock, () => pollAtxs({ ...deps, node: node.name, clients, told }))
  const loops = [facts, bans, postStates, atxs, repeat(deps.clock, pollStatus(watching))]
  return {
    stop: () => {
      stream.stop()
      for (const loop of loops) loop.stop()
      clients.close()
    },
    askBansNow: bans.now,
    askPostStatesNow: postStates.now,
  }
}

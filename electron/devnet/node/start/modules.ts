import type { DevnetEnvironment } from '../../shared/environment.ts'
import { EventLog } from '../api/event-log.ts'
import { eventMessages, type NodeEvent } from '../api/event-messages.ts'
import { PostClients } from '../api/post-clients.ts'
import type { BuilderWorld } from '../builder/builder-world.ts'
import { IdentityBuilder } from '../builder/identity-builder.ts'
import { Chain } from '../chain/chain.ts'
import { effectiveGenesis, layerAt, type Timing } from '../chain/epoch-clock.ts'
import { LayerDuties } from '../chain/layer-duties.ts'
import type { NodeConfig } from '../config/read-config.ts'
import { localRows } from '../database/local-rows.ts'
import { stateKeep } from '../database/state-keep.ts'
import { supervisedName } from '../keys/load-identities.ts'
import type { Logger } from '../log/logger.ts'
import { Gossip } from '../network/gossip.ts'
import { loadPeerId } from '../network/peer-key.ts'
import { oracleOf, type SignedAct } from '../oracle.ts'
import { PostStates } from '../post-states.ts'
import type { NodeVersion } from '../versions.ts'
import type { Pace } from './pace.ts'
import type { Prepared } from './prepare.ts'

/** The node's modules, made but not started. */
export interface Modules {
  readonly timing: Timing
  readonly supervised: boolean
  readonly chain: Chain
  readonly gossip: Gossip
  readonly peerId: string
  readonly clients: PostClients
  readonly events: EventLog
  readonly states: PostStates
  readonly builders: readonly IdentityBuilder[]
  readonly duties: LayerDuties
  readonly coinbase: { current: string }
  /** In sync as v2alpha1 says it. */
  readonly synced: () => boolean
  /** In sync as the ATX builder wants it: three seconds after the start at the earliest. */
  readonly atxSynced: { value: boolean }
  readonly caughtUp: () => boolean
}

export interface Making extends Prepared {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly environment: DevnetEnvironment
  readonly log: Logger
  readonly pace: Pace
  readonly nodeName: string
  readonly panic: (reason: string) => void
}

const timingOf = (config: NodeConfig): Timing => ({
  genesisMs: config.genesis.timeMs,
  layerMs: config.layerMs,
  layersPerEpoch: config.layersPerEpoch,
  phaseShiftMs: config.phaseShiftMs,
  cycleGapMs: config.cycleGapMs,
  graceMs: config.graceMs,
})

/** Makes every module and wires them; nothing listens and nothing runs yet. */
export function makeModules(making: Making): Modules {
  const { config, environment, identities, golden, log, pace, state } = making
  const timing = timingOf(config)
  const events = new EventLog()
  const say = teller(making, timing, events)
  const signed = oracleOf(environment.oracle, making.nodeName, pace.now)
  const chain = new Chain(stateKeep(state), config.layersPerEpoch)
  const peerId = loadPeerId(config.dataFolder)
  const genesis = Buffer.from(golden.slice(0, 20)).toString('hex')
  const { listen, bootnodes } = config.p2p
  const gossip = new Gossip({ chain, peerId, genesis, listen, bootnodes, retryMs: pace.scaled(2000) })
  const coinbase = { current: config.smeshing.coinbase }
  const clients = new PostClients(() => coinbase.current !== '', log)
  const states = new PostStates(log)
  const atxSynced = { value: false }
  const caughtUp = () => environment.faults['never-synced'] !== true && (bootnodes.length === 0 || gossip.caughtUp)
  const inGenesis = () => layerAt(timing, pace.now()) <= effectiveGenesis(timing)
  const synced = () => environment.faults['never-synced'] !== true && (inGenesis() || caughtUp())
  const supervised = identities.length === 1 && identities[0]?.name === supervisedName
  const world = builderWorld(making, { timing, chain, gossip, clients, states, coinbase, atxSynced, say, signed })
  const builders = supervised ? [] : identities.map((identity) => new IdentityBuilder(identity, world))
  const duties = new LayerDuties({
    identities: supervised ? [] : identities,
    chain,
    timing,
    golden,
    peerId,
    synced,
    signed,
    log,
    layerSize: config.layerSize,
    knowsFirstBeacon: config.standalone,
    now: pace.now,
    alarm: pace.time.alarm,
    event: say,
    send: (message) => gossip.publishMessage(message),
  })
  return { timing, supervised, chain, gossip, peerId, clients, events, states, builders, duties, coinbase, synced, atxSynced, caughtUp }
}

/** Puts what happens into the stream, in the computer's time. */
function teller({ pace, version }: Making, timing: Timing, events: EventLog): (event: NodeEvent) => void {
  const { wall, wallOf } = pace.time
  return (event) => {
    for (const message of eventMessages(event, { now: wall(), wallOf, timing, paired: version.pairedEvents })) events.append(message)
  }
}

type Shared = Pick<Modules, 'timing' | 'chain' | 'gossip' | 'clients' | 'states' | 'coinbase' | 'atxSynced'> & {
  readonly say: (event: NodeEvent) => void
  readonly signed: (act: SignedAct) => void
}

function builderWorld(making: Making, shared: Shared): BuilderWorld {
  const { config, version, golden, log, pace, local } = making
  const { timing, chain, gossip, clients, states, coinbase, atxSynced, say, signed } = shared
  const taken = new Map<string, number>()
  return {
    now: pace.now,
    wait: pace.wait,
    alarm: pace.time.alarm,
    timing,
    golden,
    chain,
    clients,
    signed,
    log,
    tickSize: config.tickSize,
    poets: config.poets,
    rows: localRows(local, version),
    coinbase: () => coinbase.current,
    synced: () => atxSynced.value,
    event: onceEachProof(say),
    setState: (hex, state) => states.set(hex, state),
    publish: (atx) => gossip.publishAtx(atx),
    takingProof: (roundId) => {
      const count = (taken.get(roundId) ?? 0) + 1
      taken.set(roundId, count)
      const keyless = config.standalone && config.poets.some(({ pubkey }) => pubkey === '')
      // the second identity that asks for the proof finds the PoET's empty key (e2e/recordings/README.md, 3)
      if (count === 2 && keyless && version.panicsWithoutPoetKey)
        making.panic('runtime error: slice bounds out of range [:5] with capacity 0')
    },
  }
}

/** A downloaded proof is told once per node, whoever asked for it first. */
function onceEachProof(say: (event: NodeEvent) => void): (event: NodeEvent) => void {
  const told = new Set<string>()
  return (event) => {
    if (event.is === 'proof-downloaded') {
      const key = `${event.url}/${event.roundId}`
      if (told.has(key)) return
      told.add(key)
    }
    say(event)
  }
}

import { blake3 } from '@noble/hashes/blake3.js'
import type { NodeEvent } from '../api/event-messages.ts'
import type { LoadedIdentity } from '../keys/load-identities.ts'
import type { Logger } from '../log/logger.ts'
import type { SignedAct } from '../oracle.ts'
import type { Chain } from './chain.ts'
import type { Atx, HareMessage } from './chain-types.ts'
import { beaconOf, eligibleLayers } from './eligibility.ts'
import { effectiveGenesis, layerAt, layerStart, type Timing } from './epoch-clock.ts'

interface DutyOptions {
  readonly identities: readonly LoadedIdentity[]
  readonly chain: Chain
  readonly timing: Timing
  readonly golden: Uint8Array
  readonly layerSize: number
  readonly peerId: string
  /** A standalone node knows the first beacon from the start; one that joins learns it in the first layer of epoch 2. */
  readonly knowsFirstBeacon: boolean
  readonly now: () => number
  readonly alarm: (at: number, run: () => void) => () => void
  readonly synced: () => boolean
  readonly event: (event: NodeEvent) => void
  readonly signed: (act: SignedAct) => void
  readonly send: (message: HareMessage) => void
  readonly log: Logger
}

/** What the loaded identities sign, layer by layer, in the epochs for which they have an ATX. */
export class LayerDuties {
  readonly #options: DutyOptions
  readonly #plans = new Map<string, ReadonlyMap<number, number>>()
  #cancelLayer: (() => void) | null = null
  #cancelMessages: (() => void) | null = null

  constructor(options: DutyOptions) {
    this.#options = options
  }

  start(): void {
    const { golden, event, knowsFirstBeacon } = this.#options
    if (knowsFirstBeacon) event({ is: 'beacon', epoch: 2, beacon: beaconOf(golden, 2) })
    this.#schedule()
  }

  stop(): void {
    this.#cancelLayer?.()
    this.#cancelMessages?.()
  }

  #schedule(): void {
    const { timing, now, alarm } = this.#options
    const next = now() < timing.genesisMs ? 0 : layerAt(timing, now()) + 1
    this.#cancelLayer = alarm(layerStart(timing, next), () => {
      this.#layer(next)
      this.#schedule()
    })
  }

  #layer(layer: number): void {
    const { timing, golden, event, knowsFirstBeacon, synced, alarm, now } = this.#options
    const epoch = Math.floor(layer / timing.layersPerEpoch)
    const inEpoch = layer % timing.layersPerEpoch
    if (layer <= effectiveGenesis(timing) || !synced()) return
    this.#apply(layer - 1)
    if (epoch === 2 && inEpoch === 0 && !knowsFirstBeacon) {
      event({ is: 'beacon', epoch, beacon: beaconOf(golden, epoch) })
      return
    }
    // recorded: the next epoch's beacon comes out a fifth of the way into an epoch
    if (inEpoch === Math.ceil(timing.layersPerEpoch / 5)) event({ is: 'beacon', epoch: epoch + 1, beacon: beaconOf(golden, epoch + 1) })
    const active = this.#active(epoch)
    for (const { identity, atx } of active) this.#propose({ identity, atx, layer, epoch })
    // hare's first messages follow the proposals after its preround delay, a sixth of the recorded layer
    this.#cancelMessages = alarm(now() + timing.layerMs / 6, () => {
      for (const { identity } of active) this.#agree(identity, layer, epoch)
    })
  }

  /** Pays the layer before: every node counts alike. Recorded: in the first one hare knows no active set, and it is applied empty. */
  #apply(number: number): void {
    const { chain, timing } = this.#options
    if (number <= effectiveGenesis(timing)) return
    const heard = number === effectiveGenesis(timing) + 1 ? new Set<string>() : chain.heardIn(number)
    const epoch = Math.floor(number / timing.layersPerEpoch)
    const slots = chain
      .atxs()
      .filter(({ publishEpoch, smesher }) => publishEpoch === epoch - 1 && heard.has(smesher))
      .map((atx) => [atx.id, this.#layersOf(atx, epoch).find(({ layer }) => layer === number)?.count ?? 0] as const)
    chain.addLayer({ number, slots: slots.filter(([, count]) => count > 0) })
  }

  /** In which layers an ATX of anybody is eligible. */
  #layersOf(atx: Atx, epoch: number): { layer: number; count: number }[] {
    const { chain, timing, golden, layerSize } = this.#options
    return eligibleLayers({
      beacon: beaconOf(golden, epoch),
      atx: atx.id,
      weight: atx.weight,
      layerSize,
      layersPerEpoch: timing.layersPerEpoch,
      totalWeight: chain.atxs().reduce((sum, { publishEpoch, weight }) => sum + (publishEpoch === epoch - 1 ? weight : 0), 0),
      firstLayer: epoch * timing.layersPerEpoch,
    })
  }

  #active(epoch: number): { identity: LoadedIdentity; atx: Atx }[] {
    return this.#options.identities.flatMap((identity) => {
      const atx = this.#options.chain.atxOf(identity.hex, epoch - 1)
      return atx ? [{ identity, atx }] : []
    })
  }

  #propose({ identity, atx, layer, epoch }: { identity: LoadedIdentity; atx: Atx; layer: number; epoch: number }): void {
    if (!this.#plan(identity, atx, epoch).has(layer)) return
    const proposal = blake3(new TextEncoder().encode(`proposal/${identity.hex}/${layer}/${atx.id}`)).slice(0, 20)
    this.#options.signed({ act: 'proposal', id: identity.hex, layer, epoch, content: Buffer.from(proposal).toString('hex') })
    this.#options.log.named('proposalBuilder').info('proposal created', { smesherID: identity.hex.slice(0, 6), layer })
    this.#options.event({ is: 'proposal', layer, proposal, smesher: identity.id })
  }

  /** The eligible layers of an identity in an epoch, told once when they are first asked for. */
  #plan(identity: LoadedIdentity, atx: Atx, epoch: number): ReadonlyMap<number, number> {
    const key = `${identity.hex}/${epoch}`
    const known = this.#plans.get(key)
    if (known) return known
    const { chain, golden, event } = this.#options
    const set = chain.atxs().filter(({ publishEpoch }) => publishEpoch === epoch - 1)
    const beacon = beaconOf(golden, epoch)
    const layers = this.#layersOf(atx, epoch)
    const plan = new Map(layers.map(({ layer, count }) => [layer, count]))
    this.#plans.set(key, plan)
    event({ is: 'eligibilities', epoch, beacon, atx: Buffer.from(atx.id, 'hex'), activeSetSize: set.length, layers, smesher: identity.id })
    return plan
  }

  /** guess: two nodes never see the very same proposals in time, so what one key says at two of them always differs. */
  #agree(identity: LoadedIdentity, layer: number, epoch: number): void {
    const hash = blake3(new TextEncoder().encode(`hare/${this.#options.peerId}/${identity.hex}/${layer}`))
    const content = Buffer.from(hash).toString('hex')
    this.#options.signed({ act: 'hare', id: identity.hex, layer, epoch, content })
    this.#options.send({ smesher: identity.hex, layer, round: 0, hash: content, signature: content + content })
  }
}

import type { Atx, HareMessage, Layer, Malfeasance } from './chain-types.ts'
import { doubleAtx, hareEquivocation } from './equivocation.ts'

/** Where the network's state outlives the process. */
export interface ChainKeep {
  loadAtxs(): Atx[]
  loadMalfeasance(): Malfeasance[]
  loadLayers(): Layer[]
  saveAtx(atx: Atx): void
  saveMalfeasance(proof: Malfeasance): void
  saveLayer(layer: Layer): void
}

const rememberedLayers = 40

/** What a node knows of the network: ATXs, who is banned, and the latest signed messages. */
export class Chain {
  readonly #keep: ChainKeep
  readonly #layersPerEpoch: number
  readonly #atxs = new Map<string, Atx>()
  readonly #banned = new Map<string, Malfeasance>()
  readonly #messages = new Map<string, HareMessage>()
  readonly #layers = new Map<number, Layer>()

  constructor(keep: ChainKeep, layersPerEpoch: number) {
    this.#keep = keep
    this.#layersPerEpoch = layersPerEpoch
    for (const atx of keep.loadAtxs()) this.#atxs.set(atx.id, atx)
    for (const proof of keep.loadMalfeasance()) this.#banned.set(proof.smesher, proof)
    for (const layer of keep.loadLayers()) this.#layers.set(layer.number, layer)
  }

  /** All ATXs in the order in which the node lists them: by publish epoch, then by id. */
  atxs(): Atx[] {
    return [...this.#atxs.values()].toSorted((one, other) => one.publishEpoch - other.publishEpoch || (one.id < other.id ? -1 : 1))
  }

  atx(id: string): Atx | null {
    return this.#atxs.get(id) ?? null
  }

  latestOf(smesher: string): Atx | null {
    return this.atxs().findLast((atx) => atx.smesher === smesher) ?? null
  }

  atxOf(smesher: string, publishEpoch: number): Atx | null {
    return this.atxs().find((atx) => atx.smesher === smesher && atx.publishEpoch === publishEpoch) ?? null
  }

  /** The ATX with the most ticks below it; among equals the one of the lowest id. */
  highest(): Atx | null {
    return this.atxs().toSorted((one, other) => other.height - one.height || (one.id < other.id ? -1 : 1))[0] ?? null
  }

  malfeasance(smesher: string): Malfeasance | null {
    return this.#banned.get(smesher) ?? null
  }

  allMalfeasance(): Malfeasance[] {
    return [...this.#banned.values()].toSorted((one, other) => (one.smesher < other.smesher ? -1 : 1))
  }

  /** All layers that were applied, oldest first. */
  layers(): Layer[] {
    return [...this.#layers.values()].toSorted((one, other) => one.number - other.number)
  }

  addLayer(layer: Layer): void {
    if (this.#layers.has(layer.number)) return
    this.#layers.set(layer.number, layer)
    this.#keep.saveLayer(layer)
  }

  /** Who said something in a layer and is not banned. */
  heardIn(layer: number): ReadonlySet<string> {
    const messages = [...this.#messages.values()].filter((message) => message.layer === layer && !this.#banned.has(message.smesher))
    return new Set(messages.map(({ smesher }) => smesher))
  }

  /** @returns whether it was new, and the proof of a ban when it is a second one for its epoch */
  addAtx(atx: Atx): { fresh: boolean; ban: Malfeasance | null } {
    if (this.#atxs.has(atx.id)) return { fresh: false, ban: null }
    const rival = this.atxOf(atx.smesher, atx.publishEpoch)
    this.#atxs.set(atx.id, atx)
    this.#keep.saveAtx(atx)
    const proof = rival && doubleAtx(rival, atx, atx.publishEpoch * this.#layersPerEpoch)
    return { fresh: true, ban: proof && this.addMalfeasance(proof) ? proof : null }
  }

  addMalfeasance(proof: Malfeasance): boolean {
    if (this.#banned.has(proof.smesher)) return false
    this.#banned.set(proof.smesher, proof)
    this.#keep.saveMalfeasance(proof)
    return true
  }

  addMessage(message: HareMessage): { fresh: boolean; ban: Malfeasance | null } {
    const slot = `${message.smesher}/${message.layer}/${message.round}`
    const known = this.#messages.get(slot)
    if (!known) {
      this.#messages.set(slot, message)
      this.#forget(message.layer)
      return { fresh: true, ban: null }
    }
    const proof = hareEquivocation(known, message)
    return { fresh: false, ban: proof && this.addMalfeasance(proof) ? proof : null }
  }

  #forget(layer: number): void {
    for (const [slot, message] of this.#messages) if (message.layer < layer - rememberedLayers) this.#messages.delete(slot)
  }
}

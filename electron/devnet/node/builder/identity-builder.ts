import type { Atx } from '../chain/chain-types.ts'
import { layerAt } from '../chain/epoch-clock.ts'
import type { ChallengeRow, NipostRow, RegistrationRow } from '../database/local-rows.ts'
import type { LoadedIdentity } from '../keys/load-identities.ts'
import { atxHash } from './atx-hashes.ts'
import type { BuilderEvent, BuilderFacts, Effect, Input, Phase } from './builder-types.ts'
import type { BuilderWorld } from './builder-world.ts'
import { decide, resume } from './decide.ts'
import { generateProof } from './generate-proof.ts'
import { fetchBestProof, registerChallenge } from './poet-work.ts'
import { applyRowEffect, isRowEffect } from './row-effects.ts'

/** Runs one identity: feeds what happens to the pure decisions and does what they say. */
export class IdentityBuilder {
  readonly identity: LoadedIdentity
  readonly #world: BuilderWorld
  #phase: Phase = { kind: 'off' }
  #cancelWake: (() => void) | null = null
  #proving = new AbortController()
  #provingNow = false

  constructor(identity: LoadedIdentity, world: BuilderWorld) {
    this.identity = identity
    this.#world = world
  }

  feed(input: Input): void {
    this.#apply(decide(this.#phase, input, this.#facts()))
  }

  /** The node stops: a proof in the making with a connected service is told as failed (recorded). */
  shutDown(): void {
    this.#cancelWake?.()
    const connected = this.#world.clients.of(this.identity.hex) !== null
    if (this.#provingNow && connected) this.#event({ is: 'post-failure' })
    this.#phase = { kind: 'stopped' }
    this.#proving.abort()
  }

  #apply({ phase, effects }: ReturnType<typeof decide>): void {
    this.#phase = phase
    for (const effect of effects) this.#perform(effect)
  }

  #facts(): BuilderFacts {
    const { now, timing, synced, rows, chain, golden } = this.#world
    const { id, hex } = this.identity
    const previous = chain.latestOf(hex)
    const best = previous ?? chain.highest()
    return {
      now: now(),
      timing,
      synced: synced(),
      post: rows.post(id),
      challenge: rows.challenge(id),
      registrations: rows.registrations(id),
      nipost: rows.nipost(id),
      atx: {
        previous: previous && { id: Buffer.from(previous.id, 'hex'), publishEpoch: previous.publishEpoch, sequence: previous.sequence },
        positioning: best ? Buffer.from(best.id, 'hex') : golden,
      },
      shortId: hex.slice(0, 6),
    }
  }

  #perform(effect: Effect): void {
    if (isRowEffect(effect)) {
      applyRowEffect(this.#world.rows, this.identity.id, effect)
      return
    }
    switch (effect.do) {
      case 'state':
        this.#world.setState(this.identity.hex, effect.state)
        break
      case 'event':
        this.#event(effect.event)
        break
      case 'log':
        this.#world.log.named(effect.module)[effect.level ?? 'info'](effect.message, effect.fields)
        break
      case 'wake':
        this.#wakeAt(effect.at)
        break
      case 'prove':
        this.#prove(effect.challenge, effect.askMetadata)
        break
      case 'register':
        void this.#register(effect.challenge)
        break
      case 'fetch-poet-proof':
        void this.#fetchProof(effect.registrations)
        break
      case 'publish':
        this.#publish(effect.challenge, effect.nipost)
        break
      case 'stop-proving':
        this.#proving.abort()
        break
      case 'again':
        this.#apply(resume(this.#facts()))
        break
    }
  }

  #event(event: BuilderEvent): void {
    this.#world.event({ ...event, smesher: this.identity.id })
  }

  #wakeAt(at: number): void {
    this.#cancelWake?.()
    this.#cancelWake = this.#world.alarm(at, () => this.feed({ is: 'woken' }))
  }

  #prove(challenge: Uint8Array, askMetadata: boolean): void {
    const { clients, log } = this.#world
    const { signal } = this.#proving
    this.#provingNow = true
    generateProof({
      hex: this.identity.hex,
      challenge,
      askMetadata,
      clients,
      signal,
      wait: this.#world.wait,
      started: () => this.feed({ is: 'proof-started', challenge }),
      log: log.named('nipostBuilder'),
    })
      .then((proof) => {
        this.#provingNow = false
        this.feed({ is: 'proof-done', proof, challenge })
      })
      .catch((error: unknown) => this.#proofFailed(signal, error))
  }

  #proofFailed(signal: AbortSignal, error: unknown): void {
    this.#provingNow = false
    const reason = signal.aborted ? 'context canceled' : error instanceof Error ? error.message : String(error)
    const log = this.#world.log.named('atxBuilder')
    log.error('failed to generate initial proof:', { error: `post execution: ${reason}` })
    if (signal.aborted) log.error('failed to build initial post:', { error: reason })
    else this.feed({ is: 'proof-failed' })
  }

  async #register(challenge: ChallengeRow): Promise<void> {
    const registrations = await registerChallenge(this.#world, this.identity, challenge)
    this.feed(registrations.length === 0 ? { is: 'registration-failed' } : { is: 'registered', registrations })
  }

  async #fetchProof(registrations: readonly RegistrationRow[]): Promise<void> {
    const best = await fetchBestProof(this.#world, registrations)
    this.feed(best ? { is: 'poet-proof', proof: best } : { is: 'poet-proof-missing' })
  }

  #publish(challenge: ChallengeRow, nipost: NipostRow): void {
    const { chain, rows, timing, tickSize, now, signed, log, coinbase } = this.#world
    const { id, hex } = this.identity
    const positioning = Buffer.from(challenge.positioningAtx).toString('hex')
    // the length of a round tells its leaves, as it does for the simulated PoET
    const leaves = ((timing.layersPerEpoch * timing.layerMs - timing.cycleGapMs) / 1000) * 51_500
    const ticks = Math.max(1, Math.floor(leaves / tickSize))
    const atxId = atxHash(id, challenge, nipost)
    const atx: Atx = {
      id: atxId,
      smesher: hex,
      publishEpoch: challenge.epoch,
      sequence: challenge.sequence,
      previous: Buffer.from(challenge.previousAtx).toString('hex'),
      positioning,
      coinbase: coinbase(),
      numUnits: nipost.numUnits,
      weight: nipost.numUnits * ticks,
      height: (chain.atx(positioning)?.height ?? 0) + ticks,
    }
    signed({ act: 'atx', id: hex, layer: layerAt(timing, now()), epoch: challenge.epoch, content: atxId })
    this.#world.publish(atx)
    rows.clear(id)
    log
      .named('atxBuilder')
      .info('atx published', { atx_id: atxId.slice(0, 10), smesherID: hex.slice(0, 6), publish_epoch: challenge.epoch })
    this.#world.event({ is: 'atx-published', publish: challenge.epoch, id: Buffer.from(atxId, 'hex'), smesher: id })
  }
}

import { describe, expect, it } from 'vitest'
import type { Timing } from '../chain/epoch-clock.ts'
import type { InitialPost, NipostRow } from '../database/local-rows.ts'
import type { BuilderFacts, Effect, FinishedProof, Input, Phase } from './builder-types.ts'
import { decide, resume } from './decide.ts'

const timing: Timing = { genesisMs: 0, layerMs: 6000, layersPerEpoch: 20, phaseShiftMs: 60_000, cycleGapMs: 50_000, graceMs: 15_000 }
const bytes = (value: number) => new Uint8Array(32).fill(value)
const post: InitialPost = { nonce: 1, indices: bytes(9), pow: 2n, numUnits: 4, commitmentAtx: bytes(8), vrfNonce: 5n }
const finished: FinishedProof = { ...post, labelsPerUnit: 1024n }
const registration = { hash: bytes(3), address: 'http://poet', roundId: '0', roundEnd: 130 }
const poet = { ref: bytes(4), membership: bytes(5) }

/** An identity with its rows: what a runner does, without the world. */
class Trial {
  now = -30_000
  phase: Phase = { kind: 'off' }
  rows: Pick<BuilderFacts, 'post' | 'challenge' | 'registrations' | 'nipost'> = {
    post: null,
    challenge: null,
    registrations: [],
    nipost: null,
  }
  previous: BuilderFacts['atx']['previous'] = null
  synced = true
  readonly said: string[] = []
  readonly done: Effect['do'][] = []

  facts(): BuilderFacts {
    const { now, synced, previous } = this
    return { ...this.rows, now, timing, synced, atx: { previous, positioning: bytes(8) }, shortId: 'abcdef' }
  }

  feed(input: Input): void {
    this.apply(decide(this.phase, input, this.facts()))
  }

  apply({ phase, effects }: ReturnType<typeof decide>): void {
    this.phase = phase
    for (const effect of effects) this.perform(effect)
  }

  perform(effect: Effect): void {
    this.done.push(effect.do)
    if (effect.do === 'event') this.said.push(effect.event.is)
    if (effect.do === 'state') this.said.push(effect.state)
    if (effect.do === 'save-post') this.rows = { ...this.rows, post: effect.post }
    if (effect.do === 'save-challenge') this.rows = { ...this.rows, challenge: effect.challenge }
    if (effect.do === 'save-registration') this.rows = { ...this.rows, registrations: [effect.registration] }
    if (effect.do === 'save-poet-proof' && this.rows.challenge)
      this.rows = { ...this.rows, challenge: { ...this.rows.challenge, poet: effect.proof } }
    if (effect.do === 'save-nipost') this.rows = { ...this.rows, nipost: effect.nipost }
    if (effect.do === 'publish') this.previous = { id: bytes(7), publishEpoch: effect.challenge.epoch, sequence: effect.challenge.sequence }
    if (effect.do === 'clear-rows' || effect.do === 'publish')
      this.rows = { post: this.rows.post, challenge: null, registrations: [], nipost: null }
    if (effect.do === 'again') this.apply(resume(this.facts()))
  }

  take(): string[] {
    return this.said.splice(0)
  }
}

const fetched = { ...poet, url: 'http://poet', roundId: '0', leaves: 3_605_702, ticks: 36_057 }

describe('the life of an identity', () => {
  it('goes through its first epoch as recorded', () => {
    const trial = new Trial()
    trial.feed({ is: 'started' })
    expect(trial.take()).toEqual(['PROVING'])
    trial.feed({ is: 'proof-started', challenge: bytes(0) })
    trial.now = -20_000
    trial.feed({ is: 'proof-done', proof: finished, challenge: bytes(0) })
    expect(trial.take()).toEqual(['post-start', 'post-complete', 'IDLE', 'poet-wait-round'])
    expect(trial.rows.post).toMatchObject({ numUnits: 4 })
    expect(trial.phase).toEqual({ kind: 'waiting-for-window', current: 0, opensAt: 45_000 })

    trial.now = 45_000
    trial.feed({ is: 'woken' })
    expect(trial.rows.challenge).toMatchObject({ epoch: 1, sequence: 0, previousAtx: bytes(0), initial: { numUnits: 4 } })
    trial.feed({ is: 'registered', registrations: [registration] })
    expect(trial.take()).toEqual(['registered', 'poet-wait-proof'])

    trial.now = 130_020
    trial.feed({ is: 'woken' })
    trial.feed({ is: 'poet-proof', proof: fetched })
    expect(trial.take()).toEqual(['proof-downloaded', 'best-proof', 'PROVING'])
    trial.feed({ is: 'proof-started', challenge: poet.ref })
    trial.now = 133_000
    trial.feed({ is: 'proof-done', proof: finished, challenge: poet.ref })
    expect(trial.rows.nipost).toMatchObject({ labelsPerUnit: 1024n, poet })
    trial.now = 133_060
    trial.feed({ is: 'woken' })
    expect(trial.take()).toEqual(['post-start', 'post-complete', 'IDLE', 'poet-wait-round'])
    expect(trial.rows).toEqual({ post: trial.rows.post, challenge: null, registrations: [], nipost: null })
    expect(trial.phase).toEqual({ kind: 'waiting-for-window', current: 1, opensAt: 165_000 })
  })

  it('builds its second ATX upon the first, without the initial proof', () => {
    const trial = new Trial()
    Object.assign(trial, { now: 166_000, previous: { id: bytes(7), publishEpoch: 1, sequence: 0 } })
    trial.feed({ is: 'started' })
    expect(trial.rows.challenge).toMatchObject({ epoch: 2, sequence: 1, previousAtx: bytes(7), initial: null })
  })

  it('is IDLE after a restart until the node is in sync, and then proves on with the same challenge', () => {
    const trial = new Trial()
    const challenge = { epoch: 2, sequence: 1, previousAtx: bytes(7), positioningAtx: bytes(7), initial: null, poet }
    Object.assign(trial, { now: 260_000, synced: false, rows: { post, challenge, registrations: [registration], nipost: null } })
    trial.feed({ is: 'started' })
    expect(trial.take()).toEqual([])
    trial.synced = true
    trial.feed({ is: 'synced' })
    expect(trial.take()).toEqual(['PROVING'])
    expect(trial.done).toContain('prove')
  })

  it('publishes a finished proof that it finds after a restart', () => {
    const trial = new Trial()
    const challenge = { epoch: 2, sequence: 1, previousAtx: bytes(7), positioningAtx: bytes(7), initial: null, poet }
    const nipost: NipostRow = { ...finished, poet }
    Object.assign(trial, { now: 260_000, rows: { post, challenge, registrations: [registration], nipost } })
    trial.feed({ is: 'started' })
    trial.feed({ is: 'woken' })
    expect(trial.done).toContain('publish')
  })

  it('loses the epoch when only its key came after the round had begun', () => {
    const trial = new Trial()
    const previous = { id: bytes(7), publishEpoch: 1, sequence: 0 }
    Object.assign(trial, { now: 200_000, previous, rows: { post, challenge: null, registrations: [], nipost: null } })
    trial.feed({ is: 'started' })
    // the round of epoch 1 began at 180 s: the next one to reach is that of epoch 2, for an ATX in epoch 3
    expect(trial.phase).toEqual({ kind: 'waiting-for-window', current: 2, opensAt: 285_000 })
  })

  it('throws stale rows away', () => {
    const trial = new Trial()
    const challenge = { epoch: 1, sequence: 0, previousAtx: bytes(0), positioningAtx: bytes(8), initial: post, poet: null }
    Object.assign(trial, { now: 400_000, rows: { post, challenge, registrations: [registration], nipost: null } })
    trial.feed({ is: 'started' })
    expect(trial.done).toContain('clear-rows')
    expect(trial.rows.challenge).toBeNull()
  })

  it('stays PROVING on a failure and after StopSmeshing, which nothing undoes', () => {
    const trial = new Trial()
    trial.feed({ is: 'started' })
    trial.feed({ is: 'proof-failed' })
    expect(trial.take()).toEqual(['PROVING', 'post-failure'])
    trial.feed({ is: 'smeshing-stopped' })
    trial.feed({ is: 'woken' })
    trial.feed({ is: 'started' })
    expect(trial.take()).toEqual([])
  })
})

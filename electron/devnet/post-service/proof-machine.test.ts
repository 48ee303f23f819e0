import { describe, expect, it } from 'vitest'
import { chanceOfPass, expectedHashes, indicesLength, poissonTail } from './odds.ts'
import { ask, IDLE, type ProofState, statusBody } from './proof-machine.ts'

const ONE = '01'.repeat(32).toUpperCase()
const TWO = '02'.repeat(32)
const running: ProofState = { kind: 'running', challenge: ONE, progress: { nonces: { start: 16, end: 32 }, position: 1024 } }
const proof = { nonce: 1, indices: new Uint8Array(3), pow: 2n }
const proved: ProofState = { kind: 'proved', challenge: ONE, proof }
const failed: ProofState = { kind: 'failed', why: 'no disk' }

describe('the proof machine', () => {
  it('starts on a challenge of 32 bytes and refuses any other', () => {
    expect(ask(IDLE, ONE)).toMatchObject({ state: { kind: 'running', challenge: ONE }, answer: { kind: 'started' } })
    expect(ask(IDLE, 'AB')).toEqual({ state: IDLE, answer: { kind: 'error', why: 'invalid challenge format' } })
  })

  it('goes on working whatever is asked meanwhile', () => {
    expect(ask(running, ONE)).toEqual({ state: running, answer: { kind: 'working' } })
    expect(ask(running, TWO)).toMatchObject({ state: running, answer: { kind: 'error' } })
  })

  it('checks a proof against the challenge asked for, and is empty afterwards', () => {
    expect(ask(proved, ONE)).toEqual({ state: IDLE, answer: { kind: 'verify', proof, valid: true } })
    expect(ask(proved, TWO)).toEqual({ state: IDLE, answer: { kind: 'verify', proof, valid: false } })
  })

  it('keeps an error for ever', () => {
    expect(ask(failed, ONE)).toEqual({ state: failed, answer: { kind: 'error', why: 'proof generation failed: no disk' } })
  })

  it('shows itself in the three bodies of the status service', () => {
    expect(statusBody(IDLE)).toBe('"Idle"')
    expect(statusBody(running)).toBe('{"Proving":{"nonces":{"start":16,"end":32},"position":1024}}')
    expect(statusBody(proved)).toBe('"DoneProving"')
    expect(statusBody(failed)).toBe('"DoneProving"')
  })
})

describe('odds', () => {
  it('of one nonce are those of the protocol sheet', () => {
    expect(poissonTail(26, 37)).toBeCloseTo(0.02438, 4)
    expect(poissonTail(12, 4)).toBeCloseTo(0.998, 3)
    expect(poissonTail(12, 20)).toBeCloseTo(0.0213, 4)
  })

  it('of a pass grow with the nonces and need data', () => {
    expect(chanceOfPass({ k1: 26, k2: 37, nonces: 16, share: 1 })).toBeCloseTo(0.326, 3)
    expect(chanceOfPass({ k1: 26, k2: 37, nonces: 288, share: 1 })).toBeCloseTo(0.9992, 4)
    expect(chanceOfPass({ k1: 26, k2: 37, nonces: 288, share: 0 })).toBe(0)
  })

  it('of the proof of work follow difficulty and units', () => {
    const mainnet = '000dfb23b0979b4b'.padEnd(64, '0')
    expect(expectedHashes(mainnet, 4, 288)).toBeCloseTo(337_500, -3)
    expect(expectedHashes('f'.repeat(64), 1, 64)).toBeCloseTo(4, 6)
    expect(indicesLength(1_048_576n, 20)).toBe(53)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atRate, type ClockPiece, networkAt, pieceAt, skippedTo, wallAt } from './network-clock.ts'
import { parsePlayground } from './playground-file.ts'

const genesis: ClockPiece = { wall: 1_000_000, network: 5_000_000, rate: 0, told: 1 }
const rates = fc.constantFrom(0, 1, 4, 60)
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 600_000 }), rates, fc.option(fc.integer({ min: -1_000, max: 1_000_000 }))), {
  maxLength: 20,
})

/** Every stretch of a clock that was set again and again, with the moment at which it was set. */
function history(changes: readonly (readonly [number, number, number | null])[]): { at: number; piece: ClockPiece }[] {
  let at = genesis.wall
  let piece = genesis
  return changes.map(([later, rate, skip]) => {
    at += later
    piece = atRate(piece, at, rate)
    if (skip !== null) piece = skippedTo(piece, at, networkAt(piece, at) + skip)
    return { at, piece }
  })
}

describe('a network’s clock', () => {
  it('never goes back, whatever it is set to', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.integer({ min: 0, max: 600_000 })), (changes, looks) => {
        let last = genesis.network
        let from = genesis.wall
        let piece = genesis
        for (const next of [...history(changes), null]) {
          const until = next?.at ?? from + 1_000_000
          for (const look of [...looks.map((later) => from + (later % (until - from + 1))), until].toSorted((one, other) => one - other)) {
            const time = networkAt(piece, look)
            expect(time).toBeGreaterThanOrEqual(last)
            last = time
          }
          if (next === null) return
          from = next.at
          piece = next.piece
        }
      }),
    )
  })

  it('goes on where it is when its rate changes', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 600_000 }), rates, (changes, later, rate) => {
        const { at, piece } = history(changes).at(-1) ?? { at: genesis.wall, piece: genesis }
        expect(networkAt(atRate(piece, at + later, rate), at + later)).toBe(networkAt(piece, at + later))
      }),
    )
  })

  it('tells moments on the wall that its own running agrees with', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 4, 60), fc.integer({ min: 0, max: 600_000 }), (changes, rate, ahead) => {
        const { at, piece } = history(changes).at(-1) ?? { at: genesis.wall, piece: genesis }
        const running = atRate(piece, at, rate)
        const moment = running.network + ahead
        expect(networkAt(running, wallAt(running, at, moment))).toBeCloseTo(moment, 3)
      }),
    )
  })

  it('while it stands, tells the last pace and moments that move along', () => {
    const standing = atRate(atRate(genesis, 1_000_000, 4), 1_010_000, 0)
    expect(standing).toMatchObject({ rate: 0, told: 4, network: 5_040_000 })
    expect(networkAt(standing, 9_000_000)).toBe(5_040_000)
    expect(wallAt(standing, 2_000_000, 5_080_000) - wallAt(standing, 1_900_000, 5_080_000)).toBe(100_000)
  })

  it('goes no further by itself than it is told to, and stands there as one that was stopped', () => {
    const flying = { ...atRate(genesis, 1_000_000, 40), until: 5_400_000 }
    expect([1_005_000, 1_010_000, 9_000_000].map((now) => networkAt(flying, now))).toEqual([5_200_000, 5_400_000, 5_400_000])
    expect(pieceAt(flying, 1_005_000)).toBe(flying)
    expect(pieceAt(flying, 9_000_000)).toEqual({ wall: 1_010_000, network: 5_400_000, rate: 0, told: 40 })
    expect(wallAt(flying, 1_005_000, 5_300_000)).toBe(1_007_500)
    expect(wallAt(flying, 2_000_000, 5_000_000) - wallAt(flying, 1_900_000, 5_000_000)).toBe(100_000)
    const on = atRate(flying, 9_000_000, 1)
    expect(networkAt(on, 9_001_000)).toBe(5_401_000)
    expect(networkAt(skippedTo(flying, 9_000_000, 5_500_000), 9_900_000)).toBe(5_500_000)
    expect(parsePlayground(JSON.stringify({ clock: flying }))?.clock).toEqual(flying)
  })

  it.each([
    '',
    '{',
    '{"clock":{"wall":1,"network":1,"rate":1,"told":1,"until":"x"}}',
    '{"clock":{"wall":1,"network":1,"rate":-1,"told":1}}',
    '{"clock":{"wall":1,"network":1,"rate":0,"told":0}}',
  ])('is not read from %j', (text) => expect(parsePlayground(text)).toBeNull())
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import { createEpochBook } from './epoch-book.ts'
import { newJudged } from './judged.ts'
import { epochBetween, randomScene } from './testing/random-scene.ts'
import { at, clock, idOf, minute, type Scene, said } from './testing/small-rig.ts'

/** What becomes another from one look to the next: parts of the rig, the clock, what a person has seen. */
interface Change {
  readonly other: Scene
  readonly takes: Readonly<Record<'nodes' | 'services' | 'sights' | 'moves' | 'unbroken' | 'clock' | 'shown' | 'here', boolean>>
  readonly row: number
  readonly minutes: number
  readonly sees: Epoch | null
}

const rarely = fc.nat(3).map((drawn) => drawn === 0)
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    other: randomScene,
    takes: fc.record({
      nodes: rarely,
      services: rarely,
      sights: rarely,
      moves: fc.boolean(),
      unbroken: rarely,
      clock: rarely,
      shown: rarely,
      here: fc.boolean(),
    }),
    row: fc.nat(6),
    minutes: fc.constantFrom(0, 0, 0, 0.2, 1, 3, 8, 15),
    sees: fc.option(epochBetween(2, 6), { nil: null }),
  }),
  { minLength: 1, maxLength: 12 },
)

const move = (index: number, source: string): NonNullable<Scene['batches']> =>
  [{ batch: `b${index}`, activity: 'needs-resume', identity: idOf(index), identityName: 'x', source, target: 'far' }] as never

/** The same sights, of which the streams broke or were joined, or whose state was first seen at another time. */
function seenOther({ identity }: Scene, { unbroken, shown }: Change['takes']): NonNullable<Scene['identity']> {
  return (id) => {
    const sight = identity?.(id) ?? null
    if (sight === null) return null
    const unbrokenSince = unbroken ? (sight.unbrokenSince === null ? at(2, 0) : null) : sight.unbrokenSince
    return { ...sight, unbrokenSince, shownAt: sight.shownAt + (shown ? 9 * minute : 0) }
  }
}

function after(scene: Scene, { other, takes, row, minutes }: Change): Scene {
  const identities = (scene.identities ?? []).map((one, index) => (row === index ? (other.identities?.[index] ?? one) : one))
  return {
    ...scene,
    identities,
    nodes: (takes.nodes ? other : scene).nodes ?? [],
    services: (takes.services ? other : scene).services ?? [],
    identity: takes.unbroken || takes.shown ? seenOther(scene, takes) : ((takes.sights ? other : scene).identity ?? (() => null)),
    clocks: new Map([[clock.key, takes.clock ? { ...clock, cycleGapMs: 5 * minute } : clock]]),
    batches: takes.moves ? move((row + 1) % 4, takes.here ? 'home' : 'third') : [],
    now: scene.now + minutes * minute,
  }
}

test('what was judged before and is kept is what would be judged anew, whatever changes and whatever does not', () => {
  fc.assert(
    fc.property(randomScene, changes, (first, then) => {
      const judged = newJudged()
      const text = first.book?.text() ?? ''
      const [kept, anew] = [createEpochBook(text), createEpochBook(text)]
      let scene = first
      for (const change of [null, ...then]) {
        if (change !== null) {
          scene = after(scene, change)
          for (const book of [kept, anew]) if (change.sees !== null) book.see(idOf(change.row), change.sees)
        }
        expect(said({ ...scene, book: kept, judged })).toEqual(said({ ...scene, book: anew }))
        expect(kept.text()).toBe(anew.text())
      }
    }),
    { numRuns: 500 },
  )
})

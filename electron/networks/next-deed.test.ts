import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Deed, type IdentityFacts, nextDeed, type PlaceFacts } from './next-deed.ts'

const none: IdentityFacts = { data: 'none', key: 'none', entry: false, serviceUp: false }
const empty = (identities: number): PlaceFacts => ({
  config: 'none',
  entry: false,
  keyKnown: false,
  nodeUp: false,
  nodeAnswers: false,
  ownKey: false,
  identities: Array.from({ length: identities }, () => none),
})

/** What a deed that goes well makes of a place, as the real programs do. */
function after(facts: PlaceFacts, deed: Deed): PlaceFacts {
  const change = (at: number, parts: Partial<IdentityFacts>): PlaceFacts => ({
    ...facts,
    identities: facts.identities.map((one, index) => (index === at ? { ...one, ...parts } : one)),
  })
  switch (deed.do) {
    case 'write-files':
      return { ...facts, config: 'first' }
    case 'add-node':
      return { ...facts, entry: true }
    case 'start-node':
      // A node that finds no key makes one for itself.
      return { ...facts, nodeUp: true, ownKey: facts.ownKey || facts.identities.every(({ key }) => key !== 'in-place') }
    case 'wait-for-node':
      return { ...facts, nodeAnswers: true }
    case 'learn-key':
      return { ...facts, keyKnown: true }
    case 'stop-node':
      return { ...facts, nodeUp: false, nodeAnswers: false }
    case 'write-key':
      return { ...facts, config: 'whole' }
    case 'set-own-key-aside':
      return { ...facts, ownKey: false }
    case 'make-data':
      return change(deed.at, { data: 'whole', key: 'made' })
    case 'put-key':
    case 'finish-key':
      return change(deed.at, { key: 'in-place' })
    case 'add-service':
      return change(deed.at, { entry: true })
    case 'start-service':
      return change(deed.at, { serviceUp: true })
    case 'give-up':
      throw new Error(deed.because)
  }
}

function deedsFrom(facts: PlaceFacts): { readonly deeds: readonly string[]; readonly end: PlaceFacts } {
  const deeds: string[] = []
  let now = facts
  for (let next = nextDeed(now); next !== null; next = nextDeed(now)) {
    deeds.push(next.deed.do)
    if (deeds.length > 300) throw new Error('it goes round')
    now = after(now, next.deed)
  }
  return { deeds, end: now }
}

test('a network of two from nothing: two starts, and the node’s own key out of the way before theirs are put there', () => {
  const { deeds, end } = deedsFrom(empty(2))
  expect(deeds).toEqual([
    'write-files',
    'add-node',
    'start-node',
    'learn-key',
    'stop-node',
    'write-key',
    'set-own-key-aside',
    'make-data',
    'put-key',
    'make-data',
    'put-key',
    'start-node',
    'wait-for-node',
    'add-service',
    'start-service',
    'add-service',
    'start-service',
  ])
  expect(end).toMatchObject({ config: 'whole', nodeUp: true, ownKey: false })
})

const identity = fc.record<IdentityFacts>({
  data: fc.constantFrom('none', 'partly', 'whole'),
  key: fc.constantFrom('none', 'made', 'in-place', 'both'),
  entry: fc.boolean(),
  serviceUp: fc.boolean(),
})
const place = fc.record<PlaceFacts>({
  config: fc.constantFrom('none', 'first', 'whole', 'other'),
  entry: fc.boolean(),
  keyKnown: fc.boolean(),
  nodeUp: fc.boolean(),
  nodeAnswers: fc.boolean(),
  ownKey: fc.boolean(),
  identities: fc.array(identity, { minLength: 1, maxLength: 4 }),
})

test('whatever is there: no key is put, and no config written, beside a node that runs; none beside its own key', () => {
  fc.assert(
    fc.property(place, (facts) => {
      const deed = nextDeed(facts)?.deed.do
      if (deed === 'put-key' || deed === 'finish-key' || deed === 'set-own-key-aside' || deed === 'write-key')
        expect(facts.nodeUp).toBe(false)
      if (deed === 'put-key') expect(facts.ownKey).toBe(false)
      if (deed === 'start-service') expect(facts).toMatchObject({ config: 'whole', nodeUp: true })
      // With keys that two identities could share a proof by, a node starts with its PoET's key only.
      if (deed === 'start-node' && facts.keyKnown) expect(facts.config).toBe('whole')
    }),
    { numRuns: 3000 },
  )
})

test('left at any moment, it comes to its end from what is there', () => {
  let now = empty(3)
  for (let next = nextDeed(now); next !== null; next = nextDeed(now)) {
    // The machine went off: nothing runs any more.
    const off = { ...now, nodeUp: false, nodeAnswers: false, identities: now.identities.map((one) => ({ ...one, serviceUp: false })) }
    const { end } = deedsFrom(off)
    expect(end.identities.every(({ key, serviceUp }) => key === 'in-place' && serviceUp)).toBe(true)
    now = after(now, next.deed)
  }
})

test.each([
  ['a config that somebody else wrote', { config: 'other' }, 'file-differs'],
  ['data without its key', { config: 'whole', entry: true, identities: [{ ...none, data: 'whole' }] }, 'key-missing'],
] as const)('%s stops it', (_what, parts, because) => {
  expect(nextDeed({ ...empty(1), ...parts })?.deed).toEqual({ do: 'give-up', because })
})

test('a key with both names is finished, not put again', () => {
  const facts = { ...empty(1), config: 'whole', entry: true, identities: [{ ...none, data: 'whole', key: 'both' }] } as const
  expect(nextDeed(facts)?.deed).toEqual({ do: 'finish-key', at: 0 })
})

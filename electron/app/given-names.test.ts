import { expect, test } from 'vitest'
import { Given, SmesherId } from '../contract/model/basics.ts'
import { emptySettings, parseSettings, type Settings } from '../settings/index.ts'
import { namedMoves, namedScan, withGiven } from './given-names.ts'

const [a, b, gone] = ['0a', '0b', '0c'].map((pair) => SmesherId.parse(pair.repeat(32))) as [SmesherId, SmesherId, SmesherId]
const known = [
  { id: a, name: 'diskA' },
  { id: b, name: 'diskB' },
]
const given = (part: Partial<Given>): Given => ({ id: a, name: null, note: null, ...part })
const after = (settings: Settings, part: Partial<Given>) => withGiven(settings, given(part), known)

test('a name and a note take the place of those before; without both nothing is kept', () => {
  const first = after(emptySettings, { name: 'Grandma’s disk' })
  expect(first.identities).toEqual([given({ name: 'Grandma’s disk' })])
  const second = after(first, { note: 'In the attic.\nAsk first.' })
  expect(second.identities).toEqual([given({ note: 'In the attic.\nAsk first.' })])
  expect(parseSettings(JSON.stringify(second))).toEqual(second)
  expect(after(second, {})).toEqual(emptySettings)
})

test('one name does not stand for two, and nobody unknown gets one', () => {
  for (const name of ['diskB', 'DISKb']) expect(() => after(emptySettings, { name })).toThrow('name-taken')
  expect(after(emptySettings, { name: 'diska' }).identities).toHaveLength(1)
  const taken = after(emptySettings, { name: 'Barn' })
  expect(() => withGiven(taken, given({ id: b, name: 'barn' }), known)).toThrow('name-taken')
  expect(() => withGiven(emptySettings, given({ id: gone, name: 'x' }), known)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test.each([
  ['\u202Eevil', false],
  ['a\u2066b', false],
  ['a\u200Bb', false],
  ['a\u0007b', false],
  ['a\u2028b', false],
  ['\u3164', false],
  ['two\nlines', false],
  ['', false],
  ['   ', false],
  ['x'.repeat(65), false],
  ['Ωmega 7 – Küche', true],
  ['дача', true],
])('a name stands in its line and steers nothing: %j', (name, ok) => {
  expect(Given.safeParse(given({ name })).success).toBe(ok)
  expect(Given.safeParse(given({ note: `${name}\nmore` })).success).toBe(ok || name === 'two\nlines' || /^[ x]*$/.test(name))
})

test('it is cut at its ends and told from its twin in another writing', () => {
  expect(Given.parse(given({ name: '  Ku\u0308che ' })).name).toBe('Küche')
  expect(Given.safeParse(given({ note: 'x'.repeat(501) })).success).toBe(false)
})

test('a plan bears the name that was given, and nothing else of it changes', () => {
  const scan = { identity: a, plan: { identityName: 'post1', hash: 'h' } } as never
  expect(namedScan(scan, { ...emptySettings, identities: [given({ name: 'Barn' })] })).toEqual({
    identity: a,
    plan: { identityName: 'Barn', hash: 'h' },
  })
  expect(namedScan(scan, emptySettings)).toBe(scan)
})

test('a move and a lost one bear the name that was given since; others stay as they are', () => {
  const listeners: (() => void)[] = []
  const row = (id: SmesherId) => ({
    identity: id,
    identityName: 'post1',
    plan: { identityName: 'post1' },
    keys: [{ identity: id, name: 'post1' }],
  })
  const moves = {
    rows: () => [row(a), row(b)],
    lost: () => [
      { identity: a, name: 'x' },
      { identity: null, name: 'y' },
    ],
    onChange: () => undefined,
  }
  const current = () => ({ ...emptySettings, identities: [given({ name: 'Barn' })] })
  const named = namedMoves(moves as never, { current, onChange: (one) => void listeners.push(() => void one(current())) })
  expect(named.rows()).toEqual([
    { identity: a, identityName: 'Barn', plan: { identityName: 'Barn' }, keys: [{ identity: a, name: 'Barn' }] },
    row(b),
  ])
  expect(named.lost().map(({ name }) => name)).toEqual(['Barn', 'y'])
  let told = 0
  named.onChange(() => {
    told += 1
  })
  for (const listener of listeners) listener()
  expect(told).toBe(1)
})

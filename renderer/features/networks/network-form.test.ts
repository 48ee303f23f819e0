import { expect, it } from 'vitest'
import { folder } from '../../testing/found.ts'
import { askedOf, newForm, pickedAt, pickerText, spanOf, unitsOf } from './network-form.ts'

const now = Date.parse('2026-11-29T15:30:20Z')
const whole = {
  ...newForm(now),
  node: folder('go-spacemesh', 'program'),
  service: folder('post-service', 'program'),
  postcli: folder('postcli', 'program'),
  parent: folder('networks'),
}

it.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  [' 6s ', 6000],
  ['', null],
  ['6', null],
  ['6 s', null],
  ['0s', null],
  ['-1m', null],
  ['1m garbage', null],
])('reads the duration %j as %j', (text, ms) => {
  expect(spanOf(text)).toBe(ms)
})

it.each([
  ['4, 27, 31', [4, 27, 31]],
  ['4 27\n31', [4, 27, 31]],
  ['', null],
  ['4, x', null],
  ['0', null],
  ['2000', null],
  [Array(51).fill('1').join(','), null],
])('reads the sizes %j', (text, units) => {
  expect(unitsOf(text)).toEqual(units)
})

it('begins with the guide’s values, ten minutes ahead at a whole minute', () => {
  const { genesis } = newForm(now)
  expect(pickedAt(genesis)).toBe(Date.parse('2026-11-29T15:41:00Z'))
  expect(pickedAt(pickerText(now))).toBe(now)
  expect(askedOf(whole)).toMatchObject({
    wishes: { name: 'own', layerMs: 60_000, layersPerEpoch: 15, phaseShiftMs: 600_000, cycleGapMs: 420_000, graceMs: 60_000, minUnits: 1 },
  })
})

it.each([
  [{ node: null }, 'Choose the program go-spacemesh.'],
  [{ parent: null }, 'Choose the folder in which it is made.'],
  [{ name: 'a b' }, 'Give it a name.'],
  [{ genesis: '' }, 'Put the clock right.'],
  [{ gap: '5' }, 'Put the clock right.'],
  [{ units: 'x' }, 'Put the sizes right.'],
])('says what it lacks: %o', (parts, missing) => {
  expect(askedOf({ ...whole, ...parts })).toEqual({ missing })
})

import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import { knowsNewest, newerAtx } from './newest-atx.ts'

const none = { id: null, epoch: null }
const old = { id: 'old', epoch: 5 as Epoch }
const young = { id: 'young', epoch: 6 as Epoch }

test('a node knows the newest ATX when nobody names another that is as new', () => {
  expect(knowsNewest(young, [young, 'silent'])).toBe(true)
  expect(knowsNewest(none, [none])).toBe(true)
  expect(knowsNewest('silent', [])).toBe(false)
})

test('an older ATX than somebody else names is not the newest, nor is a rival of the same epoch', () => {
  expect(knowsNewest(old, [old, young])).toBe(false)
  expect(knowsNewest(none, [old])).toBe(false)
  expect(knowsNewest(young, [{ id: 'rival', epoch: 6 as Epoch }])).toBe(false)
})

test('what the source named before it was started once more and published again does not stand in the way', () => {
  expect(knowsNewest(young, [old, young])).toBe(true)
  // A plan keeps the id alone.
  expect(knowsNewest(young, [{ id: 'old', epoch: null }])).toBe(true)
})

test('of two answers the newer one counts, whenever it was given', () => {
  expect(newerAtx(null, none)).toBe(none)
  expect(newerAtx(old, young)).toBe(young)
  expect(newerAtx(young, none)).toBe(young)
})

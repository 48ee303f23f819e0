import { expect, it } from 'vitest'
import { nodeRow } from '../../testing/rig.ts'
import { whyNoClock } from './no-clock.ts'

const none = { public: null, private: null, post: null }

it('says why no clock is known: whom nobody asked, who gives no answer where', () => {
  expect(whyNoClock([])).toBe('no node yet')
  expect(whyNoClock([], true)).toBe('your rig could not be read')
  expect(whyNoClock([nodeRow('far', { addresses: none })])).toBe('far was not asked: no public address')
  expect(whyNoClock([nodeRow('far', { addresses: none }), nodeRow('home', { reach: 'silent' })])).toBe(
    'home gives no answer on 127.0.0.1:9092',
  )
  expect(whyNoClock([nodeRow('home')])).toBe('home has not told its clock yet')
})

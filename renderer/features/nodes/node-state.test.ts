import { expect, it } from 'vitest'
import { nodeRow } from '../../testing/rig.ts'
import { nodeLook } from './node-state.ts'

const none = { public: null, private: null, post: null }

it('a node without an address was not asked, which is no silence', () => {
  expect(nodeLook(nodeRow('far', { addresses: none, reach: 'unknown', sync: null })).title).toBe('Not asked')
  expect(nodeLook(nodeRow('far', { reach: 'silent', sync: null })).title).toBe('Silent')
})

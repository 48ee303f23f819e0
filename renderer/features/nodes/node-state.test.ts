import { expect, it } from 'vitest'
import { killed } from '../../testing/programs.ts'
import { galleryNow, nodeRow } from '../../testing/rig.ts'
import { instant } from '../../testing/rows.ts'
import { nodeLook, nodesSummary } from './node-state.ts'

const none = { public: null, private: null, post: null }

it('a node without an address was not asked, which is no silence', () => {
  expect(nodeLook(nodeRow('far', { addresses: none, reach: 'unknown', sync: null })).title).toBe('Not asked')
  expect(nodeLook(nodeRow('far', { reach: 'silent', sync: null })).title).toBe('Silent')
})

it('an answer of before its process ended is no answer any more, until it is given again', () => {
  const at = (seconds: number) => instant(galleryNow + seconds * 1_000)
  const lastEnd = killed === null ? null : { ...killed, at: at(0) }
  const before = nodeRow('home').slot
  const slot = before === null ? null : { ...before, state: 'stopped' as const, lastEnd }
  const stopped = nodeRow('home', { slot, seenAt: at(-1) })
  expect(nodeLook(stopped).title).toBe('Stopped')
  expect(nodesSummary([stopped], [])).not.toContain('It is synced')
  expect(nodeLook({ ...stopped, seenAt: at(2) }).title).toBe('Synced')
  expect(nodeLook({ ...stopped, slot: before }).title).toBe('Synced')
})

import { expect, it } from 'vitest'
import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import { identityRow } from '../testing/rows.ts'
import { serviceLoss } from './service-loss.ts'

const gib = 1024 ** 3
const row = (progress: Partial<IdentityRow['progress']>): IdentityRow => {
  const one = identityRow({ name: 'diskA_post1' })
  return { ...one, cell: { ...one.cell, post: 'idle' }, progress: { ...one.progress, ...progress } }
}

it('says how much of a proof is lost: its part, its pass, and the time that reading it took', () => {
  const reading = { phase: 'reading', pass: 2, positionBytes: 43 * gib, totalBytes: 100 * gib, bytesPerSecond: (43 * gib) / 7800 } as const
  expect(serviceLoss(row(reading as never), true)).toMatch(/^43 % of pass 2, about 2 h 10 min of reading: the proof .* is lost\./)
  expect(serviceLoss(row({ ...reading, pass: null, bytesPerSecond: null } as never), true)).toMatch(/^43 %: the proof/)
})

it('tells of the proof of work, of what is only asked for, and of nothing', () => {
  expect(serviceLoss(row({ phase: 'k2pow', pass: 3 }), false)).toContain(
    'of pass 3 that is being made now is lost, and all passes before it',
  )
  expect(serviceLoss(row({ phase: 'k2pow', pass: null }), false)).toContain('The proof of work that is being made now is lost.')
  expect(serviceLoss(row({ phase: 'none' }), true)).toContain('is lost')
  expect(serviceLoss(row({ phase: 'none' }), false)).toBeNull()
  expect(serviceLoss(null, false)).toBeNull()
})

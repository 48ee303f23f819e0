import fc from 'fast-check'
import { test } from 'vitest'
import { allLossesTold } from './testing/many-epochs.ts'

test('whatever happens, all that is lost is told, nothing else is, and it is never calm beside it', () => {
  fc.assert(allLossesTold, { numRuns: 60 })
})

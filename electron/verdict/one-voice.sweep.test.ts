import fc from 'fast-check'
import { test } from 'vitest'
import { oneVoice } from './testing/one-voice.ts'

test.each(Object.entries(oneVoice))('%s', (_says, property) => {
  fc.assert(property, { numRuns: 1_000 })
})

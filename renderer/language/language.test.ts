import { expect, it } from 'vitest'
import { bestOf } from './language.ts'

it('speaks the first language that is wanted and there, English when none is', () => {
  expect(bestOf(['fr', 'de-AT', 'en'], ['en', 'de'])).toBe('de')
  expect(bestOf(['pt-BR', 'pt'], ['en', 'pt', 'pt-BR'])).toBe('pt-BR')
  expect(bestOf(['fr-CA'], ['en', 'de'])).toBe('en')
  expect(bestOf([], ['en'])).toBe('en')
})

import { expect, it } from 'vitest'
import { errorCodes } from '../../electron/contract/errors.ts'
import { errorWords } from '../../renderer/words/errors.ts'

it('has words for every expected failure', () => {
  expect(Object.keys(errorWords).sort()).toEqual([...errorCodes].sort())
})

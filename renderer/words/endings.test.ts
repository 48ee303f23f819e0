import { expect, it } from 'vitest'
import recorded14 from '../../e2e/recordings/cases/go-spacemesh-1.4.6.json'
import recorded16 from '../../e2e/recordings/cases/go-spacemesh-1.6.8.json'
import recorded17 from '../../e2e/recordings/cases/go-spacemesh-1.7.6.json'
import { endingOf } from '../../electron/contract/model/endings.ts'
import { endCure, endWhy } from './endings.ts'

const end = (meaning: string) => ({ meaning: endingOf(meaning), exit: 1, signal: null, by: 'nobody' as const, at: 0 })

it('every recorded refusal of a node is told in words with its cure', () => {
  const refused = [recorded14, recorded16, recorded17]
    .flatMap(({ cases }) => cases)
    .filter(({ meaning }) => !meaning.startsWith('started-'))
  expect(refused.length).toBeGreaterThan(80)
  for (const { id, meaning } of refused) {
    if (meaning === 'info' || meaning === 'ended-by-signal') continue
    expect({ id, meaning: endingOf(meaning), told: endWhy(end(meaning)).length > 10, cured: endCure(end(meaning)).length > 20 }).toEqual({
      id,
      meaning,
      told: true,
      cured: true,
    })
  }
})

it('says nothing of a cure where somebody asked for the end', () => {
  expect(endCure({ ...end('coinbase-invalid'), by: 'person' })).toBe('')
  expect(endCure(end('started-remote'))).toBe('')
})

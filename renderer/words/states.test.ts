import { expect, it } from 'vitest'
import { stateKeys } from '../../electron/contract/model/states.ts'
import { marks } from '../ui/marks.ts'
import { stateWords } from './states.ts'

it('draws every state, and says it in three ways', () => {
  for (const key of stateKeys) {
    const { mark, title, sentence, action } = stateWords(key)
    expect(Object.keys(marks)).toContain(mark)
    for (const words of [title, sentence, action]) expect(words.trim()).not.toBe('')
  }
})

it('shows an unknown state by its key', () => {
  expect(stateWords('brand-new')).toMatchObject({ tone: 'idle', mark: 'unknown', title: 'brand-new' })
})

import { expect, it } from 'vitest'
import document from '../../docs/states.md?raw'
import { states, stateWords } from './states.ts'

const row = /^\| `([a-z0-9-]+)` \| (\w+) \| ([\w-]+) \| (.+?) \| (.+?) \| (.+?) \| [\d–]+ \|$/gm

it('has the words of every state of docs/states.md, and no other state', () => {
  const documented = [...document.matchAll(row)].map(([, key, tone, mark, title, sentence, action]) => ({
    key,
    tone,
    mark,
    title,
    sentence,
    action,
  }))
  expect(documented.length).toBeGreaterThan(30)
  expect(Object.entries(states).map(([key, words]) => ({ key, ...words }))).toEqual(documented)
})

it('shows an unknown state by its key', () => {
  expect(stateWords('brand-new')).toMatchObject({ tone: 'idle', mark: 'unknown', title: 'brand-new' })
})

import { expect, test } from 'vitest'
import { alertWords } from './alerts.ts'

const now = Date.UTC(2026, 10, 28, 12)

const alert = { words: 'node-ended', values: { node: 'home' }, deadline: now + 3_600_000, costEpochs: null }

test('two epochs are never said to be lost at one moment: the first of them is', () => {
  expect(alertWords({ ...alert, costEpochs: 2 }, now).rest).toMatch(/ Two epochs are at stake, the first from \d\d:\d\d on\.$/)
  expect(alertWords({ ...alert, costEpochs: 1 }, now).rest).toMatch(/ After \d\d:\d\d one epoch is lost\.$/)
})

test('a node’s finding is said of that node, and names the other one', () => {
  const values = { node: 'attic', subject: 'home', id: '21b9cc'.padEnd(64, '0'), finding: 'key-loaded-elsewhere', more: '0' }
  expect(alertWords({ ...alert, words: 'node-finding', values }, now).head).toMatch(/^home: The key of .+ would also be loaded by attic\.$/)
})

test('a sentence begins with a capital', () => {
  const values = { count: '2', names: 'a1, a2', epoch: '3', lost: '5' }
  expect(alertWords({ ...alert, words: 'lost-published-late', values }, now).head).toBe(
    'Two identities (a1, a2) published late in epoch 3.',
  )
})

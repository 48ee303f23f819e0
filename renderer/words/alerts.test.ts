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
  expect(alertWords({ ...alert, words: 'node-finding', values }, now).head).toMatch(/^home: the key of .+ would also be loaded by attic\.$/)
})

test('a sentence begins with a capital', () => {
  const values = { count: '2', names: 'a1, a2', epoch: '3', lost: '5' }
  expect(alertWords({ ...alert, words: 'lost-published-late', values }, now).head).toBe(
    'Two identities (a1, a2) published late in epoch 3.',
  )
})

test('an identity is named by its name, with its id beside it', () => {
  const values = { node: 'attic', subject: 'home', id: '21b9cc'.padEnd(64, '0'), name: 'a1', finding: 'key-loaded-elsewhere', more: '0' }
  expect(alertWords({ ...alert, words: 'node-finding', values }, now).head).toBe(
    'home: the key of a1 (21b9cc…0000) would also be loaded by attic.',
  )
})

test('after a colon stands a small letter, but for names', () => {
  const finding = (id: string, values: Record<string, string>) =>
    alertWords({ ...alert, words: 'node-finding', values: { subject: 'home', finding: id, more: '0', ...values } }, now).head
  expect(finding('next-start-dangling-link', {})).toBe('home: a link to nowhere lies among its keys.')
  expect(finding('folder-named-key', { file: 'Old.key' })).toBe('home: Old.key is a folder.')
  expect(alertWords({ ...alert, words: 'published-late', values: { name: 'b1' } }, now).head).toBe('b1: published late.')
})

test('where sources disagree the alert says in what', () => {
  const head = (words: string) => alertWords({ ...alert, words, values: { name: 'b1' } }, now).head
  expect(head('key-file-gone')).toBe('The key file of b1 is gone.')
  for (const words of ['proof-waits', 'proving-for-nobody', 'proving-not-loaded', 'foreign-service', 'key-file-gone'])
    expect(head(words)).not.toContain('isagree')
})

test('of ten names three are said', () => {
  const values = { count: '10', names: 'a1, a2, a3', epoch: '3', lost: '5' }
  expect(alertWords({ ...alert, words: 'lost-published-late', values }, now).head).toBe(
    'Ten identities (a1, a2, a3 and 7 more) published late in epoch 3.',
  )
})

test('a node that is down for long says what has passed without it, and what can still be kept', () => {
  const passed = { node: 'home', passed: '17', from: '3', to: '19', unseen: '5', stake: '21' }
  expect(alertWords({ ...alert, costEpochs: 1, values: passed }, now).rest).toMatch(
    / 17 publish epochs have passed since it was last seen: epochs 3 to 19\. What became of five of them was not observed\. If it runs again before \d\d:\d\d, it can be in the round for epoch 21\.$/,
  )
  expect(alertWords({ ...alert, words: 'node-silent', values: { ...passed, unseen: '17' } }, now).rest).toContain(
    'What became of them was not observed.',
  )
  expect(alertWords({ ...alert, words: 'lost-many', values: { name: 'a1', epochs: '17', from: '3', to: '19', lost: '' } }, now).head).toBe(
    'a1 lost 17 epochs, 3 to 19.',
  )
})

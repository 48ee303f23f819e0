import { expect, it, test } from 'vitest'
import { checkIds } from '../../electron/contract/model/check-id.ts'
import { check, worstFirst } from '../../electron/contract/model/verdicts.ts'
import { checkWords } from './checks.ts'
import { checksWords } from './en/checks.ts'

const given = { source: 'a', target: 'b', name: 'x', node: 'a', id: 'ab'.repeat(32), path: '/p' }

test.each(checkIds)('%s says what is the matter, why and what to do, or only that it holds', (id) => {
  const { fails, holds } = checksWords.of[id]
  if (fails === undefined) expect(holds?.(given)).toBeTruthy()
  else {
    const { title, why, fix } = checkWords(check.fail(id, given))
    expect([title, why, fix]).not.toContain(null)
  }
})

it('has one order: the worst first, then by page, then as the list of all ids', () => {
  const checks = [
    check.pass('next-start-remote'),
    check.fail('coinbase-missing', { node: 'b' }),
    check.warn('key-only-copy'),
    check.fail('node-folder-relative', { node: 'a' }),
    check.fail('config-not-readable', { node: 'b' }),
    check.unknown('disk-unread', { node: 'b' }),
  ]
  expect(worstFirst(checks).map(({ id }) => id)).toEqual([
    'node-folder-relative',
    'config-not-readable',
    'coinbase-missing',
    'disk-unread',
    'key-only-copy',
    'next-start-remote',
  ])
})

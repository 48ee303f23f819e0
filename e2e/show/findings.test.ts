import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Finding, projects } from './finding.ts'
import { filesOf, findings, judgeFinding } from './findings.ts'
import { root } from './root.ts'

const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)

test('each finding stands in the table once, with tests in files that exist', () => {
  const wanted = [...numbered('A', 7), ...numbered('B', 5), ...numbered('C', 10), ...numbered('D', 9), 'D11']
  expect(findings.map(({ id }) => id)).toEqual(wanted)
  for (const { id, by } of findings) expect([id, by.length > 0]).toEqual([id, true])
  for (const project of projects)
    for (const file of filesOf(findings, project)) expect([file, existsSync(join(root, file))]).toEqual([file, true])
})

const finding: Finding = {
  id: 'A1',
  words: 'wrong → right',
  by: [
    { project: 'node', file: 'a.test.ts', name: /^one/ },
    { project: 'processes', file: 'b.test.ts', name: /two/ },
  ],
}
const seen = (file: string, name: string, status = 'passed') => ({ file, name, status })
const verdictOf = (...tests: ReturnType<typeof seen>[]) => judgeFinding(finding, tests).verdict

test('a finding holds when every pattern has a test, and each of them passed', () => {
  expect(judgeFinding(finding, [seen('a.test.ts', 'one'), seen('a.test.ts', 'one more'), seen('b.test.ts', 'group two')])).toMatchObject({
    verdict: 'holds',
    measured: '3 tests, real processes',
  })
  expect(verdictOf(seen('a.test.ts', 'one'), seen('b.test.ts', 'two'), seen('b.test.ts', 'other', 'failed'))).toBe('holds')
})

test('a test that fails, or that is not there, or stands in another file, makes it fall short', () => {
  expect(verdictOf(seen('a.test.ts', 'one'), seen('a.test.ts', 'one more', 'failed'), seen('b.test.ts', 'two'))).toBe('short')
  expect(verdictOf(seen('a.test.ts', 'one'))).toBe('short')
  expect(verdictOf(seen('a.test.ts', 'one'), seen('a.test.ts', 'two'))).toBe('short')
  expect(judgeFinding({ ...finding, by: [] }, []).verdict).toBe('short')
})

test('a test that did not run leaves it not run, with its name', () => {
  const figure = judgeFinding(finding, [seen('a.test.ts', 'one'), seen('b.test.ts', 'two', 'skipped')])
  expect(figure).toMatchObject({ verdict: 'not-run', why: 'skipped: two' })
})

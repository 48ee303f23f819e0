import type { JSONReport, JSONReportSpec } from '@playwright/test/reporter'
import { expect, test } from 'vitest'
import { journeysIn } from './figures-journeys.ts'

type Result = JSONReportSpec['tests'][number]['results'][number]

const result = (more: Partial<Result>): Partial<Result> => ({
  status: 'passed',
  duration: 61_400,
  errors: [],
  annotations: [],
  attachments: [],
  ...more,
})
const spec = (title: string, ...results: Partial<Result>[]) => ({ title, ok: true, tests: [{ results }] })
const report = (...specs: unknown[]) => ({ suites: [{ specs: [], suites: [{ specs }] }], errors: [] }) as unknown as JSONReport

test('a journey that ended well tells what it saw and measured', () => {
  const body = Buffer.from('{"looks":3}').toString('base64')
  const attachments = [{ name: 'figures', contentType: 'application/json', body }]
  const annotations = [{ type: 'note', description: 'b1 started' }]
  const [run] = journeysIn(report(spec('a move', result({ annotations, attachments }))))
  expect(run).toEqual({ name: 'a move', passed: true, seconds: 61, notes: ['b1 started'], figures: { looks: 3 } })
})

test('one that failed says why first, and one that did not run is no pass', () => {
  const errors = [{ message: '\u001b[31mnot within\n5 s\u001b[39m' }]
  const annotations = [{ type: 'note', description: 'b1 started' }]
  const runs = journeysIn(report(spec('a move', result({ status: 'timedOut', errors, annotations })), spec('an hour')))
  expect(runs.map(({ passed, notes }) => ({ passed, notes }))).toEqual([
    { passed: false, notes: ['not within 5 s', 'b1 started'] },
    { passed: false, notes: ['did not run'] },
  ])
})

test('a run without journeys is no run', () => {
  const none = { suites: [], errors: [{ message: 'Error: No tests found' }] } as unknown as JSONReport
  expect(() => journeysIn(none)).toThrow('No tests found')
})

import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import { figuresOf } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'

export interface JourneyRun {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  /** Why it failed, then what it saw. */
  readonly notes: readonly string[]
  /** What it measured, also when it failed; `null`: nothing. */
  readonly figures: unknown
}

const specsOf = ({ specs, suites = [] }: JSONReportSuite): JSONReportSpec[] => [...specs, ...suites.flatMap(specsOf)]

function runOf({ title, tests }: JSONReportSpec): JourneyRun {
  const [result] = tests.flatMap(({ results }) => results)
  if (result === undefined) return { name: title, passed: false, seconds: 0, notes: ['did not run'], figures: null }
  const { status, duration, errors, annotations, attachments } = result
  const body = attachments.find(({ name }) => name === 'figures')?.body
  return {
    name: title,
    passed: status === 'passed',
    seconds: Math.round(duration / 1000),
    notes: [
      ...errors.map(({ message }) => stripVTControlCharacters(message).replaceAll(/\s+/g, ' ')),
      ...annotations.flatMap(({ description }) => description ?? []),
    ],
    figures: body === undefined ? null : JSON.parse(Buffer.from(body, 'base64').toString('utf8')),
  }
}

/** What came of each journey, by Playwright's own report. Throws when none was made. */
export function journeysIn({ suites, errors }: JSONReport): JourneyRun[] {
  const runs = suites.flatMap(specsOf).map(runOf)
  if (runs.length === 0) throw new Error(stripVTControlCharacters(errors[0]?.message ?? 'no such journey'))
  return runs
}

export const runJourneys = async (name: string, args: readonly string[]): Promise<JourneyRun[]> =>
  journeysIn(await figuresOf<JSONReport>(name, 'e2e/journeys/main.ts', args))

export const toItsEnd = ({ name, passed, seconds, notes }: JourneyRun): Figure =>
  holdsWhen(name, passed, { measured: passed ? `done in ${seconds} s` : (notes[0] ?? '').slice(0, 120), bar: 'to its end, axe clean' })

export const journeyFigures = async (args: readonly string[]): Promise<Figure[]> => (await runJourneys('journeys', args)).map(toItsEnd)

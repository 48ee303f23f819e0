import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { root } from './root.ts'
import { runTests } from './tests.ts'

/** `SMESHDESK_WIRE_CASES=100000 npm run unit -- --project sweeps e2e/wire` looks at as many. */
const wantedCases = 100_000
const leastParsers = 60

interface WireReport {
  readonly numRuns: number
  readonly parsers: readonly { readonly name: string; readonly cases: number; readonly slowestMs: number; readonly heaviest: number }[]
}

/** Every reader of something from outside, under hostile input: never another answer than its own, bounded in time and in what it gives. */
export async function wireFigures(): Promise<Figure[]> {
  const began = Date.now()
  const file = join(root, 'test-results', 'hostile-wire.json')
  rmSync(file, { force: true })
  const { passed, failed, failures } = await runTests('sweeps', ['e2e/wire/hostile.sweep.test.ts'], {
    file: reportFile('hostile-wire'),
    env: { SMESHDESK_WIRE_CASES: String(wantedCases) },
  })
  const bar = `0 break in ≥ ${leastParsers} with ≥ ${wantedCases} cases each`
  const name = 'readers under hostile input'
  if (failed > 0 || passed === 0) return [holdsWhen(name, false, { measured: `${failed} tests fail`, bar, why: failures[0] ?? 'none ran' })]
  const { parsers } = JSON.parse(readFileSync(file, 'utf8')) as WireReport
  const fewest = Math.min(...parsers.map(({ cases }) => cases))
  const slowest = parsers.toSorted((one, other) => other.slowestMs - one.slowestMs)[0]
  return [
    holdsWhen(name, parsers.length >= leastParsers && fewest >= wantedCases, {
      measured: `0 break in ${parsers.length}, ${fewest} cases each, ${Math.round((Date.now() - began) / 1000)} s`,
      bar,
      why: `slowest case ${(slowest?.slowestMs ?? 0).toFixed(0)} ms of processor (${slowest?.name ?? ''}); each also with ten megabytes of seventeen kinds`,
    }),
  ]
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KillReport } from '../kill/report.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runForJson } from './run-for-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-show-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
export const reportFile = (name: string) => join(folder, `${name}.json`)

/** A run that wrote no figures falls short with its last line. */
export async function figuresOf<Report>(name: string, script: string, args: readonly string[]): Promise<Report> {
  const { json, lastLine } = await runForJson(script, args, reportFile(name))
  if (json === null) throw new Error(lastLine || `${name} wrote no figures`)
  return json as Report
}

export async function killFigures(): Promise<Figure[]> {
  const report = await figuresOf<KillReport>('kill', 'e2e/kill/main.ts', [])
  const { points, distinct, moves, moved, aborted, failed, violations, copies } = report
  return [
    holdsWhen('kills of the app, at distinct steps', distinct >= 20, { measured: `${points} kills, ${distinct} steps`, bar: '≥ 20 steps' }),
    holdsWhen('moves that ended in Moved or Aborted', failed === 0 && moved > 0, {
      measured: `${moved} moved, ${aborted} aborted of ${moves}`,
      bar: 'all',
    }),
    holdsWhen('two loadable copies, none, or two signers', violations.length === 0, {
      measured: `${violations.length} in ${copies.samples} looks`,
      bar: '0',
      ...(violations[0] === undefined ? {} : { why: violations[0].slice(0, 200) }),
    }),
  ]
}

interface ConformanceReport {
  readonly figures: Readonly<
    Record<string, { readonly run: number; readonly equal: number; readonly differ: number; readonly notRun: number }>
  >
}

/** `whole`: what devnet can't answer falls short as well. */
export async function conformanceFigures(args: readonly string[] = [], { whole = false } = {}): Promise<Figure[]> {
  const { figures } = await figuresOf<ConformanceReport>('conformance', 'e2e/conformance/main.ts', args)
  const asked = Object.entries(figures).filter(([, { run, notRun }]) => run + notRun > 0)
  return asked.map(([name, { run, equal, differ, notRun }]) =>
    holdsWhen(`recorded ${name}`, differ === 0 && run > 0 && !(whole && notRun > 0), {
      measured: `${equal} equal of ${run}${notRun > 0 ? `, ${notRun} not run` : ''}`,
      bar: whole ? '0 differ, all run' : '0 differ',
    }),
  )
}

interface SecurityReport {
  readonly probes: number
  readonly held: number
  readonly redWithoutGuard: number
}

export async function securityFigures(): Promise<Figure[]> {
  const { probes, held, redWithoutGuard } = await figuresOf<SecurityReport>('security', 'e2e/security/main.ts', [])
  return [
    holdsWhen('probes held', probes > 0 && held === probes, { measured: `${held} of ${probes}`, bar: 'all' }),
    holdsWhen('probes red when their guard is removed', probes > 0 && redWithoutGuard === probes, {
      measured: `${redWithoutGuard} of ${probes}`,
      bar: 'all',
    }),
  ]
}

interface BenchReport {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
  readonly want: 'below' | 'at-least'
  readonly holds: boolean
}

/** Some benches by their names, or all of them. */
export async function benchFigures(...benches: readonly string[]): Promise<Figure[]> {
  const figures = await figuresOf<readonly BenchReport[]>(['bench', ...benches].join('-'), 'bench/main.ts', benches)
  return figures.map(({ name, value, unit, bar, want, holds }) =>
    holdsWhen(name, holds, { measured: `${value.toFixed(2)} ${unit}`, bar: `${want === 'below' ? '≤' : '≥'} ${bar} ${unit}` }),
  )
}

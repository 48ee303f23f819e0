import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile } from './figures-1.ts'
import { type Project, projects } from './finding.ts'
import { filesOf, findings, judgeFinding } from './findings.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { root } from './root.ts'
import { runTests, type TestSeen } from './tests.ts'

const testsOf = async (project: Project): Promise<readonly TestSeen[]> =>
  (await runTests(project, filesOf(findings, project), { file: reportFile(`findings-${project}`) })).tests

/** Each finding as it was found, by the tests that show its right end; every file runs once. */
export async function findingFigures(): Promise<Figure[]> {
  const tests: TestSeen[] = []
  for (const project of projects) tests.push(...(await testsOf(project)))
  return findings.map((finding) => judgeFinding(finding, tests))
}

/** `SMESHDESK_SCHEDULES=100000 npm run unit -- --project sweeps electron/migration/schedules.sweep.test.ts` looks at ten times as many. */
const wantedSchedules = 10_000

interface SchedulesReport {
  readonly schedules: number
  readonly ends: Readonly<Record<string, number>>
  readonly effects: number
  readonly violations: number
}

/** The model with a third place, under restarts, kills, power losses, errors and whatever turns up elsewhere. */
export async function scheduleFigures(): Promise<Figure[]> {
  const began = Date.now()
  const { passed, failed, failures } = await runTests('sweeps', ['electron/migration/schedules.sweep.test.ts'], {
    file: reportFile('schedules'),
    env: { SMESHDESK_SCHEDULES: String(wantedSchedules) },
  })
  const name = 'schedules of the model'
  const bar = `0 violations in ≥ ${wantedSchedules}`
  if (failed > 0 || passed === 0) return [holdsWhen(name, false, { measured: `${failed} tests fail`, bar, why: failures[0] ?? 'none ran' })]
  const report = JSON.parse(readFileSync(join(root, 'test-results', 'move-schedules.json'), 'utf8')) as SchedulesReport
  const { schedules, ends, effects, violations } = report
  return [
    holdsWhen(name, schedules >= wantedSchedules && violations === 0, {
      measured: `${violations} violations in ${schedules}, ${Math.round((Date.now() - began) / 1000)} s`,
      bar,
      why: `${effects} effects and questions; ${Object.entries(ends)
        .map(([state, count]) => `${count} ${state}`)
        .join(', ')}`,
    }),
  ]
}

/** Who only uses a node’s folder, or shares its config, is never signalled. */
export async function bystanderFigures(): Promise<Figure[]> {
  const files = ['spots/bystanders', 'processes/node-processes', 'processes/others'].map((name) => `e2e/${name}.test.ts`)
  const { passed, failed, failures, tests } = await runTests('processes', files, { file: reportFile('bystanders') })
  const whole = tests.find(({ file, name }) => file.endsWith('bystanders.test.ts') && name.startsWith('a whole move: '))
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
  const inSpaces = 'e2e/processes/others.test.ts: in another mount namespace, as in a container'
  return [
    holdsWhen('a whole move: backup, reader, web server, unpacking, editor, shell, three on one config', whole?.status === 'passed', {
      measured: whole?.status ?? 'not run',
      bar: 'no signal to any of them',
    }),
    holdsWhen('all bystander tests', failed === 0 && passed > 0, {
      measured: `${passed} pass, ${failed} fail, ${skipped.length} not run here`,
      bar: 'none fails',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    }),
    ...(skipped.length === 0
      ? []
      : [{ name: 'containers', measured: 'not run here', bar: 'pass', verdict: 'not-run' as const, why: inSpaces }]),
  ]
}

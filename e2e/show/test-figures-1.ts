import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { root } from './root.ts'
import { runTests, withoutPrograms } from './tests.ts'

interface Group {
  readonly name: string
  readonly project?: 'sweeps'
  readonly filters: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const groups: readonly Group[] = [
  { name: 'key files of every defect, links, local.key, equal keys; nothing changed', filters: ['electron/identities'] },
  { name: 'metadata broken in every field; services', filters: ['electron/post', 'electron/processes'] },
  { name: 'hanging, lying and absent listeners; events; bans', filters: ['electron/nodes'] },
  { name: 'the guard: its rules, rows only in the -wal', filters: ['electron/migration', 'electron/storage'] },
  { name: 'the guard’s model: schedules, power loss at each step', project: 'sweeps', filters: [], env: { SMESHDESK_STEPS: 'all' } },
  { name: 'wire vectors of each declared message', filters: ['proto'] },
  { name: 'one contract over three channels', filters: ['electron/rpc', 'e2e/rpc'] },
]

export async function testFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [index, { name, project = withoutPrograms, filters, env = {} }] of groups.entries()) {
    const { passed, failed, failures } = await runTests(project, filters, { file: reportFile(`tests-${index}`), env })
    const figure = holdsWhen(name, failed === 0 && passed > 0, {
      measured: `${passed} tests pass, ${failed} fail`,
      bar: 'all',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    })
    figures.push(figure)
  }
  return figures
}

/** Longer than in the whole test: a show has the time to look more closely. */
const sweepMs = 60_000

interface Swept {
  readonly possible: number
  readonly points: number
  readonly hits: number
  readonly ends: Readonly<Record<string, number>>
  readonly violations: readonly unknown[]
}

const isSwept = (value: unknown): value is Swept =>
  typeof value === 'object' && value !== null && 'points' in value && 'violations' in value

/** A kill counts where it struck; an error is given to the call itself, so each point counts. */
const tried = (name: string, { hits, points }: Swept): number => (name === 'kill' ? hits : points)

/** Guards taken out, one at a time, every one or some evenly spread: the sweeps must notice each. */
export async function mutantFigure(which: 'all' | 'some'): Promise<Figure> {
  const { passed, failed, failures } = await runTests('processes', ['e2e/processes/move-mutants.test.ts'], {
    file: reportFile('mutants'),
    env: { SMESHDESK_MUTANTS: which },
  })
  return holdsWhen('guards taken out, one at a time', failed === 0 && passed > 1, {
    measured: `${passed - 1} noticed, ${failed} not`,
    bar: 'all noticed',
    ...(failures[0] === undefined ? {} : { why: failures[0] }),
  })
}

/** Kill and error sweeps of the real executor under strace; where it may not trace, not run, with the reason. */
export async function sweepFigures(): Promise<Figure[]> {
  const { passed, failed, failures } = await runTests('processes', ['e2e/processes/move-kill.test.ts'], {
    file: reportFile('sweep'),
    env: { SMESHDESK_SWEEP_MS: String(sweepMs) },
  })
  const report = JSON.parse(readFileSync(join(root, 'test-results', 'move-kill.json'), 'utf8')) as Record<string, unknown>
  if (report.ranHere !== 'yes')
    return [{ name: 'sweep under strace', measured: 'not run', bar: '0 violations', verdict: 'not-run', why: String(report.ranHere) }]
  const lines = Object.entries(report).flatMap(([name, swept]) =>
    isSwept(swept)
      ? [
          holdsWhen(`sweep: ${name}`, swept.violations.length === 0 && tried(name, swept) > 0, {
            measured: `${swept.violations.length} violations at ${tried(name, swept)} points (of ${swept.possible})`,
            bar: '0',
          }),
        ]
      : [],
  )
  return [
    ...lines,
    // All of them belong to the third show, which is about the guard.
    await mutantFigure('some'),
    holdsWhen('sweep tests', failed === 0 && passed > 0, {
      measured: `${passed} pass, ${failed} fail`,
      bar: 'all',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    }),
  ]
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { road } from '../road/told.ts'
import { benchFigures, figuresOf, reportFile } from './figures-1.ts'
import { showFigure } from './figures-2.ts'
import { atGroundFloor } from './ground-floor.ts'
import { productionLines } from './production-lines.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { root } from './root.ts'
import { runTests } from './tests.ts'

/** Counted alike, with what was only for tests left out, before the first step of the new house. */
const linesBefore = 42_226
const allowedMore = 0.03

/** Room was made by taking away what stood twice, not by adding. */
export async function sizeFigures(): Promise<Figure[]> {
  const lines = await atGroundFloor(productionLines)
  const more = lines / linesBefore - 1
  return [
    holdsWhen('production lines when the ground floor was done', more <= allowedMore, {
      measured: `${lines}, ${(more * 100).toFixed(1)} % more than ${linesBefore}; now, with what came after: ${productionLines()}`,
      bar: `≤ +${allowedMore * 100} %`,
    }),
  ]
}

interface BenchReport {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
  readonly holds: boolean
}

/** What a publish costs. */
export const publishFigures = (): Promise<Figure[]> => benchFigures('publish')

/** Kilobytes of 1,000 bytes, gzipped, before the first step of the new house. */
const weightBefore: Readonly<Record<string, number>> = {
  'renderer JavaScript, first screen, gzip': 138.6,
  'renderer JavaScript, all, gzip': 211.8,
}

const weigh = (checkout: string) => figuresOf<readonly BenchReport[]>('weight', join(checkout, 'bench/main.ts'), ['renderer-size'])

/** The page weighed no more when the ground floor was done; its first screen still does not. */
export async function weightFigures(): Promise<Figure[]> {
  const then = await atGroundFloor(async (checkout) => {
    execFileSync(process.execPath, [join(checkout, '.ci/build.mjs')], { cwd: checkout, stdio: 'ignore' })
    return await weigh(checkout)
  })
  const now = (await weigh(root)).filter(({ name }) => name.includes('first screen')).map((one) => ({ ...one, when: ', now' }))
  return [...then.map((one) => ({ ...one, when: '' })), ...now].flatMap(({ name, value, unit, when }) => {
    const before = weightBefore[name]
    if (before === undefined) return []
    return [
      holdsWhen(`${name}${when}`, value <= before, { measured: `${value.toFixed(1)} ${unit}`, bar: `≤ ${before} ${unit}, as before` }),
    ]
  })
}

const unitSeconds = 20

interface TestsTimed {
  readonly startTime: number
  readonly testResults: readonly { readonly endTime: number }[]
}

/** The unit tests, whole, by the clock: from the first file's start to the last one's end. */
export async function unitFigures(): Promise<Figure[]> {
  const began = performance.now()
  const file = reportFile('unit')
  const { passed, failed, failures } = await runTests(['node', 'dom'], [], { file })
  const seconds = (performance.now() - began) / 1000
  const { startTime, testResults } = JSON.parse(readFileSync(file, 'utf8')) as TestsTimed
  const inTests = (Math.max(...testResults.map(({ endTime }) => endTime)) - startTime) / 1000
  const whole = await runTests('whole', [], { file: reportFile('whole') })
  return [
    holdsWhen('unit tests', failed === 0 && passed > 0, {
      measured: `${passed} pass, ${failed} fail`,
      bar: '0 fail',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    }),
    holdsWhen('tests with the core, listeners or threads open', whole.failed === 0 && whole.passed > 0, {
      measured: `${whole.passed} pass, ${whole.failed} fail, apart from the unit tests`,
      bar: '0 fail',
      ...(whole.failures[0] === undefined ? {} : { why: whole.failures[0] }),
    }),
    holdsWhen('unit tests, by the clock', seconds < unitSeconds, {
      measured: `${seconds.toFixed(1)} s, ${inTests.toFixed(1)} s of them in files`,
      bar: `< ${unitSeconds} s on two cores`,
    }),
  ]
}

async function testFigure(name: string, project: 'processes' | 'road', file: string): Promise<Figure> {
  const { passed, failed, failures } = await runTests(project, [file], { file: reportFile(name.replaceAll(/\W+/g, '-')) })
  return holdsWhen(name, failed === 0 && passed > 0, {
    measured: `${passed} tests pass, ${failed} fail`,
    bar: 'pass',
    ...(failures[0] === undefined ? {} : { why: failures[0] }),
  })
}

/** Another kind of row and another kind of program, planted into a copy of the sources. */
export const plantedFigures = async (): Promise<Figure[]> => [
  await testFigure('a sixth collection and a third kind of program reach the page', 'processes', 'e2e/room/planted.test.ts'),
]

const mostFiles = 20

/** The files that hand on a state of an identity from a node's answer to the page: as the house's book lists them, held by a run. */
export async function roadFigures(): Promise<Figure[]> {
  const { way, beside } = road()
  return [
    holdsWhen('files from PostStates to the page, by docs/house.md', way.length > 0 && way.length <= mostFiles, {
      measured: `${way.length}, and ${beside.length} that are asked beside`,
      bar: `≤ ${mostFiles}`,
    }),
    await testFigure('a run calls these files and no others, and no timer but the mirror’s', 'road', 'e2e/road'),
  ]
}

/** What was shown before, each whole but for what the one before it has shown. */
export async function earlierShows(): Promise<Figure[]> {
  return [
    await showFigure('show 1', 'e2e/show/1.ts', []),
    await showFigure('show 2, without show 1 again', 'e2e/show/2.ts', ['--only', 'door,troubles,field,cases,screens,test']),
    await showFigure('show 3, without the two before', 'e2e/show/3.ts', ['--only', 'findings,schedules,mutants,kills,bystanders']),
  ]
}

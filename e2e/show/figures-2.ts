import { conformanceFigures, reportFile } from './figures-1.ts'
import { journeyFigures } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runForJson } from './run-for-json.ts'
import { runToEnd } from './run-to-end.ts'
import { runTests, withoutPrograms } from './tests.ts'

const minute = 60_000
const wholeTestMinutes = 20

const saying = (fell: readonly string[]) => (fell.length === 0 ? {} : { why: fell.join('; ').replaceAll(/ {2,}/g, ' ').slice(0, 600) })

/** One show inside another: which of its lines fell short is said, not only how many. */
export async function showFigure(name: string, script: string, args: readonly string[]): Promise<Figure> {
  const { exit, seconds, lastLine, fell } = await runToEnd(script, args)
  return holdsWhen(name, exit === 0, { measured: `${lastLine.slice(0, 90)}, ${seconds} s`, bar: 'holds', ...saying(fell) })
}

/** The first show, whole. */
export async function firstShowFigures(): Promise<Figure[]> {
  return [await showFigure('show 1, whole', 'e2e/show/1.ts', [])]
}

/** Everything that `npm test` runs, by the clock. */
export async function wholeTestFigures(): Promise<Figure[]> {
  const { exit, seconds, lastLine, fell } = await runToEnd('.ci/test.mjs', [])
  return [
    holdsWhen('npm test, whole', exit === 0, { measured: lastLine.slice(0, 90), bar: '0 failed', ...saying(fell) }),
    holdsWhen('npm test, by the clock', seconds * 1000 <= wholeTestMinutes * minute, {
      measured: `${Math.round(seconds / 6) / 10} min`,
      bar: `≤ ${wholeTestMinutes} min on two cores`,
    }),
  ]
}

export const doorFigures = (programs: readonly string[]): Promise<Figure[]> => journeyFigures([...programs, 'from an empty profile'])

interface ScreensReport {
  readonly scenes: number
  readonly looks: number
  readonly axeLooks: number
  readonly faults: readonly string[]
}

/** Every scene in both themes at every size, judged inside the page. */
export async function screenFigures(): Promise<Figure[]> {
  const { json, lastLine } = await runForJson('e2e/screens/main.ts', [], reportFile('screens'))
  if (json === null) throw new Error(lastLine)
  const { scenes, looks, axeLooks, faults } = json as ScreensReport
  return [
    holdsWhen('scenes at every size, dark and light; axe', faults.length === 0 && looks > 0 && axeLooks > 0, {
      measured: `${faults.length} faults in ${looks} looks at ${scenes} scenes, ${axeLooks} by axe`,
      bar: '0 faults',
      ...(faults[0] === undefined ? {} : { why: faults[0].slice(0, 200) }),
    }),
  ]
}

interface Group {
  readonly name: string
  readonly project: 'node' | 'dom' | 'processes' | 'sweeps'
  readonly filters: readonly string[]
}

const fieldCases: readonly Group[] = [
  {
    name: 'services that others run: by hand, in a namespace, elsewhere, at a wrong listener (01, 02, 04)',
    project: 'processes',
    filters: ['e2e/processes/others.test.ts', 'e2e/processes/services-guard.test.ts'],
  },
  {
    name: 'command lines and configurations as people write them (03, 05, 06, 07, 08, 13)',
    project: 'node',
    filters: [
      'electron/arguments',
      'electron/nodes/flags',
      'electron/nodes/node-',
      'electron/nodes/config-',
      'electron/settings',
      'electron/post',
    ],
  },
  {
    name: 'nodes of older or other lines (09, 16)',
    project: 'node',
    filters: ['electron/nodes/public-v1.test.ts', 'electron/nodes/watch-node.test.ts'],
  },
  { name: 'metadata exactly as post-service reads it (10, 11)', project: 'node', filters: ['electron/post/metadata'] },
  {
    name: 'endings, each with its own line; what repeats latches (12)',
    project: 'node',
    filters: ['outcome', 'latching', 'telling-lines'],
  },
  {
    name: 'folders can be chosen in both shells (14)',
    project: 'node',
    filters: ['electron/app/folders', 'electron/app/door', 'electron/found'],
  },
  {
    name: 'a clock per network and PoET timing (15)',
    project: 'node',
    filters: ['electron/time', 'electron/nodes/epoch-clock', 'electron/verdict'],
  },
  { name: 'one voice: random rigs, many epochs, the recorded run', project: 'node', filters: ['electron/verdict'] },
  { name: 'the runtime: right, wrong, slow, stalled, refused', project: 'processes', filters: ['.ci/processes/runtime.test.ts'] },
  {
    name: 'a barrier at every loop; a session has an end',
    project: 'node',
    filters: ['electron/faults', 'repeat', 'closing', 'last-resort', 'app/rigs'],
  },
  {
    name: 'judged from what is kept as if anew; a move whose app closes, or loses its profile, at any point',
    project: 'sweeps',
    filters: ['electron/verdict', 'closing', 'owner'],
  },
  { name: 'the page’s words and acts', project: 'dom', filters: ['renderer'] },
]

export async function fieldFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [index, { name, project, filters }] of fieldCases.entries()) {
    const { passed, failed, failures } = await runTests(project === 'node' ? withoutPrograms : project, filters, {
      file: reportFile(`field-${index}`),
    })
    figures.push(
      holdsWhen(name, failed === 0 && passed > 0, {
        measured: `${passed} tests pass, ${failed} fail`,
        bar: 'all',
        ...(failures[0] === undefined ? {} : { why: failures[0] }),
      }),
    )
  }
  return figures
}

export const caseFigures = (): Promise<Figure[]> => conformanceFigures(['--only', 'cases'])
/** Cases and runs on the programs in a folder; the runs keep the network's own time, about sixteen minutes. */
export const realFigures = (programs: readonly string[]): Promise<Figure[]> => conformanceFigures(programs)

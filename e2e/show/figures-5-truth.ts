import type { Kill, killBar } from '../truth/kills.ts'
import type { Outcome } from '../truth/troubled-nodes.ts'
import { figuresOf, reportFile } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runTests, withoutPrograms } from './tests.ts'

interface TruthReport {
  readonly kills: readonly Kill[]
  readonly bar: typeof killBar
  readonly nodes: readonly Outcome[]
  readonly hostile: readonly Outcome[]
  readonly ownSpaces: boolean
}

const truth = (name: string, args: readonly string[]) => figuresOf<TruthReport>(`truth-${name}`, 'e2e/truth/main.ts', args)

const wantedKills = 200

const killFigure = (of: Kill['of'], { kills, bar, ownSpaces }: TruthReport, least: number): Figure => {
  const own = kills.filter((kill) => kill.of === of).map(({ ms }) => ms)
  const [worst, most] = [Math.max(...own), bar.pollMs + bar.moreMs]
  const who = of === 'core' ? 'Smeshdesk started' : 'somebody else started'
  return holdsWhen(`SIGKILL of a service that ${who}, to its row`, own.length >= least && worst <= most, {
    measured: `at most ${Math.round(worst)} ms in ${own.length}`,
    bar: `≤ ${most} ms, ${least} times`,
    ...(ownSpaces ? {} : { why: 'beside the other processes of this computer' }),
  })
}

/** From the end of a service to the row that says so, at a page. */
export async function killedServiceFigures(): Promise<Figure[]> {
  const report = await truth('kills', ['--kills', String(wantedKills)])
  return [killFigure('core', report, 190), killFigure('somebody', report, 10)]
}

const outcomeFigure = ({ name, value, bar, unit, wrong }: Outcome): Figure =>
  holdsWhen(name, value <= bar && wrong === '', {
    measured: `${Number.isFinite(value) ? Math.round(value) : 'never'} ${unit}`,
    bar: `≤ ${bar} ${unit}`,
    ...(wrong === '' ? {} : { why: wrong }),
  })

/** Nodes that start late, die, flap, move, are of another network, drop their stream, or are gone without a word. */
export const troubledNodeFigures = async (): Promise<Figure[]> => (await truth('nodes', ['--nodes'])).nodes.map(outcomeFigure)

/** What nodes may say that is meant to hurt: the core's longest stall beside each, and that nothing of it comes through. */
export async function hostileFigures(): Promise<Figure[]> {
  const { hostile } = await truth('hostile', ['--hostile'])
  const page = await figuresOf<readonly Pick<Outcome, 'name' | 'value' | 'bar' | 'unit'>[]>('overview', 'bench/main.ts', ['overview'])
  return [
    ...hostile.map((outcome) => outcomeFigure({ ...outcome, name: `the core beside: ${outcome.name}` })),
    ...page.map((figure) => outcomeFigure({ ...figure, wrong: '' })),
  ]
}

interface Held {
  readonly name: string
  readonly project: 'node' | 'dom' | 'sweeps'
  readonly files: readonly string[]
}

const held: readonly Held[] = [
  { name: 'every risk comes and goes by its hold; unknown is never well', project: 'node', files: ['electron/verdict/risks.test.ts'] },
  { name: 'a value older than three polls is marked', project: 'node', files: ['electron/sight/identity-facts.test.ts'] },
  {
    name: 'whatever a rig looks like, its screens say one thing',
    project: 'sweeps',
    files: ['electron/verdict/one-voice.sweep.test.ts', 'electron/verdict/judged.sweep.test.ts'],
  },
  { name: 'the overview never says that all is well beside what is not known', project: 'dom', files: ['renderer/features/overview'] },
  { name: 'the looks at a stopped node’s disk change nothing on it', project: 'node', files: ['electron/sight/disk-watch.test.ts'] },
]

async function heldFigure({ name, project, files }: Held): Promise<Figure> {
  const { passed, failed, failures } = await runTests(project === 'node' ? withoutPrograms : project, files, {
    file: reportFile(`truth-${name.replaceAll(/\W+/g, '-')}`),
  })
  return holdsWhen(name, failed === 0 && passed > 0, {
    measured: `${passed} tests pass, ${failed} fail`,
    bar: 'pass',
    ...(failures[0] === undefined ? {} : { why: failures[0] }),
  })
}

/** What is told, and what is not known, as tests hold it. */
export async function toldFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const one of held) figures.push(await heldFigure(one))
  return figures
}

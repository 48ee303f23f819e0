import type { Measured } from '../supervision/measured.ts'
import { figuresOf, reportFile } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runTests, withoutPrograms } from './tests.ts'

/** What the supervisor promises (T21 to T32), each whole, in real time or said to be scaled. */
export async function supervisionFigures(): Promise<Figure[]> {
  const lines = await figuresOf<readonly Measured[]>('supervision', 'e2e/supervision/main.ts', [])
  return lines.map(({ id, name, holds, measured, bar, time }) => holdsWhen(`${id} ${name}`, holds, { measured, bar, why: time }))
}

interface Held {
  readonly name: string
  readonly project: string | readonly string[]
  readonly files: readonly string[]
}

async function heldFigure({ name, project, files }: Held): Promise<Figure> {
  const { passed, failed, failures } = await runTests(project, files, { file: reportFile(`slots-${name.replaceAll(/\W+/g, '-')}`) })
  const why = failures[0] === undefined ? {} : { why: failures[0] }
  return holdsWhen(name, failed === 0 && passed > 0, { measured: `${passed} tests pass, ${failed} fail`, bar: 'pass', ...why })
}

async function heldFigures(all: readonly Held[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const one of all) figures.push(await heldFigure(one))
  return figures
}

/** What a slot may start, with which command line, and what a stop costs. */
export const slotFigures = (): Promise<Figure[]> =>
  heldFigures([
    {
      name: 'room: fast mode by the formula, one disk, free memory',
      project: 'node',
      files: ['electron/processes/admission.test.ts', 'electron/processes/physical-disk.test.ts'],
    },
    {
      name: 'flags that a version does not know, by the recordings',
      project: 'node',
      files: ['electron/post/flag-versions.test.ts', 'electron/arguments/option.test.ts'],
    },
    { name: 'what is decided for a slot, whatever the facts are', project: 'node', files: ['electron/processes/decide.test.ts'] },
    { name: 'logs within their caps and their budget', project: 'node', files: ['electron/processes/log-cap.test.ts'] },
    {
      name: 'the fields of a service, and what a stop loses, in words',
      project: 'dom',
      files: ['renderer/features/entries', 'renderer/acts'],
    },
  ])

/** When it is kept awake, by which means, and that none is left over. */
export const awakeFigures = (): Promise<Figure[]> =>
  heldFigures([
    { name: 'while a proof is made, or due within 15 minutes', project: withoutPrograms, files: ['electron/awake'] },
    {
      name: 'the system’s own program: taken, let go, refused, never left over',
      project: 'processes',
      files: ['e2e/processes/keep-awake.test.ts'],
    },
    { name: 'the window’s own means', project: 'whole', files: ['electron/shell/desktop/start.whole.test.ts'] },
    {
      name: 'shown with its proofs and since when; turned off by a hand',
      project: 'dom',
      files: ['renderer/features/settings/awake-part.test.tsx'],
    },
  ])

/** What the command line says and does beside a host, and without one; what starts the host by itself. */
export const consoleFigures = (): Promise<Figure[]> =>
  heldFigures([
    {
      name: 'the command line beside a rig of nodes: the words of the screens; rights; two hosts and one data folder',
      project: 'processes',
      files: ['e2e/processes/rig-commands.test.ts'],
    },
    {
      name: 'what it understands; hostile names are inert; every scene of the gallery fits a terminal',
      project: 'node',
      files: ['electron/shell/console/rig-command.test.ts', 'electron/shell/console/spoken'],
    },
    {
      name: 'start by itself: units as systemd takes them, sealed, taken back; one name for a folder',
      project: 'node',
      files: ['electron/autostart', 'electron/processes/folder-locks.test.ts'],
    },
    { name: 'shown, and set up by a hand', project: 'dom', files: ['renderer/features/settings'] },
  ])

/** That alerts reach who is told, by every way, and carry nothing out that should stay. */
export const alertFigures = (): Promise<Figure[]> =>
  heldFigures([
    {
      name: 'by the rules to the body that is sent; web and mail really sent, with TLS',
      project: 'whole',
      files: ['electron/shell/console/notice-arrives.whole.test.ts'],
    },
    {
      name: 'damped, tried again, given up, over; kept for their owner alone',
      project: 'node',
      files: ['electron/notices', 'electron/nodes/watch-witness.test.ts'],
    },
    {
      name: 'no path, address or line of a log, whatever the alert',
      project: 'node',
      files: ['electron/shell/console/notice-message.test.ts'],
    },
    { name: 'no secret in a support bundle', project: 'whole', files: ['electron/app/support.whole.test.ts'] },
    { name: 'the settings by hand and by keys', project: 'dom', files: ['renderer/features/settings'] },
    { name: 'tray and close button, with stand-ins', project: 'whole', files: ['electron/shell/desktop/start.whole.test.ts'] },
  ])

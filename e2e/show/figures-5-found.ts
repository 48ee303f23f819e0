import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile } from './figures-1.ts'
import { journeyFigures } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { root } from './root.ts'
import { runTests, withoutPrograms } from './tests.ts'

interface RigReport {
  readonly ranHere: string
  readonly identities: number
  readonly listed: number
  readonly missing: number
  readonly invented: number
  readonly writes: number
  readonly ms: number
}

const rigName = 'a rig of 30 identities in six layouts, from what runs, lies and starts there'

/** Every process, folder, config and start is listed, none is invented, and the look writes nothing. */
export async function foundRigFigures(): Promise<Figure[]> {
  const { passed, failed, failures } = await runTests('processes', ['e2e/processes/found-rig.test.ts'], { file: reportFile('found-rig') })
  const report = JSON.parse(readFileSync(join(root, 'test-results', 'found-rig.json'), 'utf8')) as RigReport
  if (report.ranHere !== 'yes')
    return [{ name: rigName, measured: 'not run', bar: '0 missing, 0 invented', verdict: 'not-run', why: report.ranHere }]
  const { identities, listed, missing, invented, writes, ms } = report
  return [
    holdsWhen(rigName, identities >= 30 && missing === 0 && invented === 0, {
      measured: `${listed} listed, ${missing} missing, ${invented} invented`,
      bar: '0 missing, 0 invented',
      why: `${identities} identities, ${ms} ms from the start of its programs`,
    }),
    holdsWhen('files opened for writing, made, renamed or taken away by the look (strace -f)', writes === 0, {
      measured: String(writes),
      bar: '0',
    }),
    holdsWhen('tests of that rig', failed === 0 && passed > 0, {
      measured: `${passed} pass, ${failed} fail`,
      bar: 'all',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    }),
  ]
}

/** Texts that start programs, containers, old layouts, who proves for whom, what has to be decided. */
export async function foundTestFigures(): Promise<Figure[]> {
  const { passed, failed, failures } = await runTests(
    [...withoutPrograms, 'dom'],
    ['electron/found', 'electron/silence', 'renderer/features/entries'],
    {
      file: reportFile('found'),
    },
  )
  return [
    holdsWhen('units, timers, drop-ins, cron, autostart, containers, old layouts, the page', failed === 0 && passed > 0, {
      measured: `${passed} tests pass, ${failed} fail`,
      bar: 'all',
      ...(failures[0] === undefined ? {} : { why: failures[0] }),
    }),
  ]
}

/** By the screens alone. */
export const foundJourneyFigures = (programs: readonly string[]): Promise<Figure[]> =>
  journeyFigures([...programs, 'the whole rig that runs here'])

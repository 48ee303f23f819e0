import { benchFigures, reportFile } from './figures-1.ts'
import { journeyFigures } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runTests, withoutPrograms } from './tests.ts'

/** A first scan with all keys derived, and one again, beside the bare listing of the same folders. */
export const keyScanFigures = (): Promise<Figure[]> => benchFigures('scan')

const tests = {
  node: ['electron/inventory', 'electron/identities', 'electron/keys', 'electron/storage/look-threads.whole.test.ts'],
  dom: ['renderer/features/key-copies'],
} as const

/** Each mix-up planted with real files in folders of its own, and found by the derived id; then the screen that shows it. */
export async function keyFindingFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const project of ['node', 'dom'] as const) {
    const {
      passed,
      failed,
      failures,
      tests: seen,
    } = await runTests(project === 'node' ? withoutPrograms : project, tests[project], { file: reportFile(`keys-${project}`) })
    const skipped = seen.filter(({ status }) => status !== 'passed' && status !== 'failed').length
    figures.push(
      holdsWhen(project === 'node' ? 'findings planted and found' : 'the screen of key copies', failed === 0 && passed > 0, {
        measured: `${passed} tests pass, ${failed} fail, ${skipped} not for this user or system`,
        bar: '0 fail',
        ...(failures[0] === undefined ? {} : { why: failures[0] }),
      }),
    )
  }
  return figures
}

/** From an empty profile, by the screens alone. */
export const keyJourneyFigures = (): Promise<Figure[]> => journeyFigures(['a key too many'])

import { parseArgs } from 'node:util'
import { caseFigures, doorFigures, fieldFigures, firstShowFigures, realFigures, screenFigures, wholeTestFigures } from './figures-2.ts'
import { troublesFigures } from './figures-troubles.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only door,troubles`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

const simulated: Parts = {
  door: { title: 'From an empty profile, by the screens alone', prove: () => doorFigures([]) },
  troubles: { title: 'An hour of troubles: every surface says what is so', prove: troublesFigures },
  field: { title: 'Inputs as people write them, each kind', prove: fieldFigures },
  cases: { title: 'Recorded command lines', prove: caseFigures },
  screens: { title: 'Every screen at every size', prove: screenFigures },
  test: { title: 'The whole test', prove: wholeTestFigures },
  first: { title: 'What was shown before still holds', prove: firstShowFigures },
}
/** With real programs in devnet's place. */
const real: Parts = {
  door: { title: 'From an empty profile, on real programs', prove: () => doorFigures(programs) },
  conformance: { title: 'Recorded command lines and runs on real programs', prove: () => realFigures(programs) },
}

await runParts({ title: '2. A real user’s door', simulated, real, programs: values.programs, only: values.only })

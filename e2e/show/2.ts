import { parseArgs } from 'node:util'
import { caseFigures, doorFigures, fieldFigures, firstShowFigures, realFigures, screenFigures, wholeTestFigures } from './figures-2.ts'
import { troublesFigures } from './figures-troubles.ts'
import type { Proof } from './proof.ts'
import { runShow } from './run-show.ts'

// `--only door,troubles`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

type Named = Readonly<Record<string, Proof>>

const simulated: Named = {
  door: { title: 'From an empty profile, by the screens alone', prove: () => doorFigures([]) },
  troubles: { title: 'An hour of troubles: every surface says what is so', prove: troublesFigures },
  field: { title: 'Inputs as people write them, each kind', prove: fieldFigures },
  cases: { title: 'Recorded command lines', prove: caseFigures },
  screens: { title: 'Every screen at every size', prove: screenFigures },
  test: { title: 'The whole test', prove: wholeTestFigures },
  first: { title: 'What was shown before still holds', prove: firstShowFigures },
}
/** With real programs in devnet's place. */
const real: Named = {
  door: { title: 'From an empty profile, on real programs', prove: () => doorFigures(programs) },
  conformance: { title: 'Recorded command lines and runs on real programs', prove: () => realFigures(programs) },
}

const all = values.programs === undefined ? simulated : real
const wanted = values.only?.split(',') ?? Object.keys(all)
const chosen = Object.entries(all).filter(([name]) => wanted.includes(name))
const where = values.programs === undefined ? '' : `, on the programs in ${values.programs}`
const part = chosen.length === Object.keys(all).length ? '' : `, only ${chosen.map(([name]) => name).join(' and ')}`
await runShow(
  `2. A real user’s door${where}${part}`,
  chosen.map(([, proof]) => [proof]),
)

import { parseArgs } from 'node:util'
import { bystanderFigures, findingFigures, scheduleFigures } from './figures-3.ts'
import { earlierFigures, moveTimeFigures, realMoveFigures, strikeFigures } from './figures-moves.ts'
import { type Parts, runParts } from './run-show.ts'
import { mutantFigure } from './test-figures-1.ts'

// `--only findings,kills`: some of the parts; a show in parts proves only these, and says so in its title.
// `--baseline CHECKOUT`: a built checkout of before, for the time of a move.
const { values } = parseArgs({
  options: { programs: { type: 'string' }, only: { type: 'string' }, baseline: { type: 'string' } },
})
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

const simulated: Parts = {
  findings: { title: 'Each finding as it was found, now with the right end', prove: findingFigures },
  schedules: { title: 'Schedules of the model with a third place', prove: scheduleFigures },
  mutants: { title: 'Every guard taken out once', prove: async () => [await mutantFigure('all')] },
  kills: { title: 'The app ended at each record of a move, the nodes revived by a hostile init', prove: strikeFigures },
  bystanders: { title: 'Bystanders', prove: bystanderFigures },
  time: { title: 'A move takes no longer', prove: () => moveTimeFigures(values.baseline) },
  before: { title: 'What was shown before still holds', prove: earlierFigures },
}
/** With real programs in devnet's place. */
const real: Parts = {
  move: { title: 'A move and one put back on real nodes', prove: () => realMoveFigures(programs) },
}

await runParts({ title: '3. The guard’s blind spots', simulated, real, programs: values.programs, only: values.only })

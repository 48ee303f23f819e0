import { parseArgs } from 'node:util'
import { benchFigures, conformanceFigures, killFigures, securityFigures } from './figures-1.ts'
import { journeyFigures } from './figures-journeys.ts'
import { type Parts, runParts } from './run-show.ts'
import { sweepFigures, testFigures } from './test-figures-1.ts'

// `--only kills,figures`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

// One after the other: whoever moves a key closes the plan while strange nodes come and go on the same machine.
const simulated: Parts = {
  journeys: {
    title: 'As a new user: the simulated rig through an epoch, then a move in the browser; bad endpoints',
    prove: () => journeyFigures([]),
  },
  kills: { title: 'Kill -9 of the app at each step of the move, both nodes restarted at once', prove: killFigures },
  sweeps: { title: 'Kill -9 at each system call that touches the plan’s paths; errors of the disk', prove: sweepFigures },
  recordings: { title: 'Recordings of the real programs', prove: () => conformanceFigures() },
  tests: { title: 'Defects of keys and data, the closed table of states, the guard under schedules and power loss', prove: testFigures },
  probes: { title: 'Probes in Chromium', prove: securityFigures },
  figures: { title: 'Figures', prove: () => benchFigures() },
}
/** With real programs in devnet's place. The recorded cases and runs on them take half an hour: `npm run conformance -- --programs`. */
const real: Parts = { journeys: { title: 'The journey on real programs', prove: () => journeyFigures(programs) } }

await runParts({ title: '1. See, run, move', simulated, real, programs: values.programs, only: values.only })

import { parseArgs } from 'node:util'
import { benchFigures, conformanceFigures, journeyFigures, killFigures, securityFigures } from './figures-1.ts'
import type { Proof } from './proof.ts'
import { runShow } from './run-show.ts'
import { sweepFigures, testFigures } from './test-figures-1.ts'

const { values } = parseArgs({ options: { programs: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

const simulated: readonly (readonly Proof[])[] = [
  [
    {
      title: 'As a new user: the simulated rig through an epoch, then a move in the browser; bad endpoints',
      prove: () => journeyFigures([]),
    },
  ],
  // Not beside a journey: whoever moves a key closes the plan while strange nodes come and go on the same machine.
  [{ title: 'Kill -9 of the app at each step of the move, both nodes restarted at once', prove: killFigures }],
  [{ title: 'Kill -9 at each system call that touches the plan’s paths; errors of the disk', prove: sweepFigures }],
  [{ title: 'Recordings of the real programs', prove: () => conformanceFigures() }],
  [
    { title: 'Defects of keys and data, the closed table of states, the guard under schedules and power loss', prove: testFigures },
    { title: 'Probes in Chromium', prove: securityFigures },
  ],
  [{ title: 'Figures', prove: benchFigures }],
]
/** With real programs in devnet's place. The recorded cases and runs on them take half an hour: `npm run conformance -- --programs`. */
const real: readonly (readonly Proof[])[] = [[{ title: 'The journey on real programs', prove: () => journeyFigures(programs) }]]

const where = values.programs === undefined ? '' : `, on the programs in ${values.programs}`
await runShow(`1. See, run, move${where}`, values.programs === undefined ? simulated : real)

import { parseArgs } from 'node:util'
import { benchFigures, conformanceFigures, journeyFigures, killFigures, securityFigures } from './figures-1.ts'
import type { Proof } from './proof.ts'
import { runShow } from './run-show.ts'
import { sweepFigures, testFigures } from './test-figures-1.ts'

// `--only kills,figures`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

type Named = Readonly<Record<string, Proof>>

// One after the other: whoever moves a key closes the plan while strange nodes come and go on the same machine.
const simulated: Named = {
  journeys: {
    title: 'As a new user: the simulated rig through an epoch, then a move in the browser; bad endpoints',
    prove: () => journeyFigures([]),
  },
  kills: { title: 'Kill -9 of the app at each step of the move, both nodes restarted at once', prove: killFigures },
  sweeps: { title: 'Kill -9 at each system call that touches the plan’s paths; errors of the disk', prove: sweepFigures },
  recordings: { title: 'Recordings of the real programs', prove: () => conformanceFigures() },
  tests: { title: 'Defects of keys and data, the closed table of states, the guard under schedules and power loss', prove: testFigures },
  probes: { title: 'Probes in Chromium', prove: securityFigures },
  figures: { title: 'Figures', prove: benchFigures },
}
/** With real programs in devnet's place. The recorded cases and runs on them take half an hour: `npm run conformance -- --programs`. */
const real: Named = { journeys: { title: 'The journey on real programs', prove: () => journeyFigures(programs) } }

const all = values.programs === undefined ? simulated : real
const wanted = values.only?.split(',') ?? Object.keys(all)
const chosen = Object.entries(all).filter(([name]) => wanted.includes(name))
const where = values.programs === undefined ? '' : `, on the programs in ${values.programs}`
const part = chosen.length === Object.keys(all).length ? '' : `, only ${chosen.map(([name]) => name).join(' and ')}`
await runShow(
  `1. See, run, move${where}${part}`,
  chosen.map(([, proof]) => [proof]),
)

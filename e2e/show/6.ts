import { parseArgs } from 'node:util'
import { benchFigures } from './figures-1.ts'
import { killedFigures } from './figures-6-killed.ts'
import { networkFigures } from './figures-6-network.ts'
import { alertFigures, awakeFigures, consoleFigures, remoteFigures, slotFigures, supervisionFigures } from './figures-6-supervision.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only supervision,awake`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

const killed = { title: 'Killed three times in an epoch: every proof lands', prove: () => killedFigures(programs) }
const remote = { title: 'Other machines, over mutual TLS: T42, two computers in one', prove: () => remoteFigures(values.programs) }
const simulated: Parts = {
  supervision: { title: 'What the supervisor promises: T21 to T32', prove: supervisionFigures },
  slots: { title: 'Slots: room, command lines by version, costs in words', prove: slotFigures },
  awake: { title: 'The computer stays awake for proofs, and for nothing else', prove: awakeFigures },
  console: { title: 'The command line, start by itself, one Smeshdesk for a folder', prove: consoleFigures },
  remote,
  alerts: { title: 'Alerts reach who is told, and nothing else goes out', prove: alertFigures },
  killed,
  network: { title: 'A network of one’s own: ten identities through two epochs', prove: () => networkFigures(10, []) },
  figures: { title: 'What watching costs', prove: () => benchFigures('supervise') },
}
/** With real programs in devnet's place. */
const real: Parts = {
  killed,
  remote,
  network: { title: 'A network of one’s own: three identities through two epochs', prove: () => networkFigures(3, programs) },
}

await runParts({ title: '6. Programs that run by themselves', simulated, real, programs: values.programs, only: values.only })

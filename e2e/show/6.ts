import { parseArgs } from 'node:util'
import { benchFigures } from './figures-1.ts'
import { killedFigures } from './figures-6-killed.ts'
import { networkFigures } from './figures-6-network.ts'
import { alertFigures, awakeFigures, consoleFigures, slotFigures, supervisionFigures } from './figures-6-supervision.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only supervision,awake`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })

const programs = values.programs === undefined ? [] : ['--programs', values.programs]

/** Ten real services are more than a small machine proves with in a gap. */
const network = values.programs === undefined ? { count: 10, said: 'ten' } : { count: 3, said: 'three' }

const parts: Parts = {
  supervision: { title: 'What the supervisor promises: T21 to T32', prove: supervisionFigures },
  slots: { title: 'Slots: room, command lines by version, costs in words', prove: slotFigures },
  awake: { title: 'The computer stays awake for proofs, and for nothing else', prove: awakeFigures },
  console: { title: 'The command line, start by itself, one Smeshdesk for a folder', prove: consoleFigures },
  alerts: { title: 'Alerts reach who is told, and nothing else goes out', prove: alertFigures },
  killed: { title: 'Killed three times in an epoch: every proof lands', prove: () => killedFigures(programs) },
  network: {
    title: `A network of one’s own: ${network.said} identities through two epochs`,
    prove: () => networkFigures(network.count, programs),
  },
  figures: { title: 'What watching costs', prove: () => benchFigures('supervise') },
}
await runParts({ title: '6. Programs that run by themselves', simulated: parts, real: parts, programs: values.programs, only: values.only })
